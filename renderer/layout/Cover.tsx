import { useTranslation } from "react-i18next";
import { useNow } from "../state/clock.ts";
import { useWall } from "../state/wall.ts";

/**
 * What operators put over a monitor's tiles: nothing to be seen at all, its number, a text across the wall.
 * @param kind room: nothing is said of a monitor that is covered, since the room is not to know · told: it is said
 */
export function Cover({ display, kind }: { display: number; kind: "room" | "told" }) {
  const { t } = useTranslation("wall");
  const wall = useWall();
  const untilMs = wall?.identifyUntilMs ?? 0;
  const isIdentifying = useNow((nowMs) => nowMs < untilMs);
  if (wall === null) return null;
  return (
    <>
      {wall.blanked.includes(display) ? (
        <p className="cover-blank">{kind === "told" && t("page.covered", { display })}</p>
      ) : (
        wall.banner !== null && <p className="cover-banner one-line">{wall.banner.text}</p>
      )}
      {isIdentifying && <p className="cover-number">{display}</p>}
    </>
  );
}
