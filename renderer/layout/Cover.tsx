import { useTranslation } from "react-i18next";
import { useNow } from "../state/clock.ts";
import { useWall } from "../state/wall.ts";
import { FrozenPicture, type TakePicture } from "./FrozenPicture.tsx";

type Props = { display: number; kind: "room" | "told"; takePicture?: TakePicture | undefined };

/**
 * What operators put over a monitor's tiles: nothing to be seen at all, its number, a text across the wall.
 * @param kind room: nothing is said of a monitor that is covered, since the room is not to know · told: it is said
 */
export function Cover({ display, kind, takePicture }: Props) {
  const { t } = useTranslation("wall");
  const wall = useWall();
  const untilMs = wall?.identifyUntilMs ?? 0;
  const isIdentifying = useNow((nowMs) => nowMs < untilMs);
  if (wall === null) return null;
  const frozen = wall.frozen.find((one) => one.display === display);
  return (
    <>
      {frozen !== undefined && (
        <FrozenPicture key={frozen.sinceMs} display={display} sinceMs={frozen.sinceMs} take={takePicture} />
      )}
      {wall.blanked.includes(display) ? (
        <p className="cover-blank">{kind === "told" && t("page.covered", { display })}</p>
      ) : (
        wall.banner !== null && <p className="cover-banner one-line">{wall.banner.text}</p>
      )}
      {isIdentifying && <p className="cover-number">{display}</p>}
    </>
  );
}
