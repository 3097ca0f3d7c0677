import { useTranslation } from "react-i18next";
import { useNow } from "../state/clock.ts";
import { useWallPart } from "../state/wall.ts";
import { FrozenPicture, type TakePicture } from "./FrozenPicture.tsx";

type Props = { display: number; kind: "room" | "told"; takePicture?: TakePicture | undefined };

/**
 * What operators put over a monitor's tiles: nothing to be seen at all, its number, a text across the wall.
 * @param kind room: nothing is said of a monitor that is covered, since the room is not to know · told: it is said
 */
export function Cover({ display, kind, takePicture }: Props) {
  const { t } = useTranslation("wall");
  const { frozen, isBlanked, banner, untilMs } = useWallPart((wall) => ({
    frozen: wall?.frozen.find((one) => one.display === display),
    isBlanked: wall?.blanked.includes(display) === true,
    banner: wall?.banner ?? null,
    untilMs: wall?.identifyUntilMs ?? 0,
  }));
  const isIdentifying = useNow((nowMs) => nowMs < untilMs);
  return (
    <>
      {frozen !== undefined && (
        <FrozenPicture key={frozen.sinceMs} display={display} sinceMs={frozen.sinceMs} take={takePicture} />
      )}
      {isBlanked ? (
        <p className="cover-blank">{kind === "told" && t("page.covered", { display })}</p>
      ) : (
        banner !== null && <p className="cover-banner one-line">{banner.text}</p>
      )}
      {isIdentifying && <p className="cover-number">{display}</p>}
    </>
  );
}
