import { useTranslation } from "react-i18next";
import type { Bounds, DisplayStatus } from "#contract/entities/wall.ts";
import { sentence } from "#contract/errors.ts";
import { inLanguage } from "../../i18n/index.ts";
import { useCameras } from "../../state/cameras.ts";
import { Facts } from "../Facts.tsx";
import { useMoments } from "../moments.ts";

const boundsText = ({ x, y, width, height }: Bounds): string => `${width}×${height} @ ${x},${y}`;

/** Where a monitor is and what its tiles say they show. */
export function DisplayDetail({ display }: { display: DisplayStatus }) {
  const { t, i18n } = useTranslation("desk");
  const language = i18n.language === "en" ? "en" : "vi";
  const moments = useMoments();
  const cameras = useCameras();
  const { window, turnedDown } = display;
  const lastReload = window?.lastReload;
  return (
    <>
      <Facts
        facts={[
          [t("status.displayFact.machine"), display.machine],
          [t("status.displayFact.bounds"), display.bounds === null ? null : boundsText(display.bounds)],
          [t("status.displayFact.painted"), window?.paintedAtMs ? moments.seconds(window.paintedAtMs) : null],
          [t("status.displayFact.reloads"), window === null ? null : String(window.reloads)],
          [
            t("status.displayFact.lastReload"),
            lastReload === undefined
              ? null
              : `${moments.seconds(lastReload.atMs)}: ${sentence(lastReload.reason, language)}`,
          ],
        ]}
      />
      {turnedDown !== undefined && (
        <section>
          <h3>{t("status.displayFact.turnedDown")}</h3>
          <ul className="detail-tiles">
            {turnedDown.cameras.map((id) => {
              const name = cameras.get(id)?.name;
              return <li key={id}>{name === undefined ? id : inLanguage(name, language)}</li>;
            })}
          </ul>
        </section>
      )}
      <section>
        <h3>{t("status.displayFact.tiles")}</h3>
        <ul className="detail-tiles">
          {display.tiles.map(({ tile, panel, state, note }) => (
            <li key={tile}>
              <span>{tile}</span>
              <span className="quiet">{panel}</span>
              <span className={state === "fresh" || state === "live" ? "quiet" : "tone-attention"}>
                {t(`status.tile.${state}`)}
              </span>
              {note !== undefined && <p className="tone-attention">{sentence(note, language)}</p>}
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
