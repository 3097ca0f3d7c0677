import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { partsOfKey } from "#contract/entities/series-key.ts";
import { formatSince } from "../../figures/format.ts";
import { inLanguage } from "../../i18n/bundles.ts";
import "../../i18n/offline-words.ts";
import { useSentence } from "../../i18n/sentence-later.ts";
import { nowStore } from "../../state/clock.ts";
import { Go } from "../app/Go.tsx";
import { PageHead } from "../app/PageHead.tsx";
import { useWho } from "../app/who.ts";
import { useAppZone } from "../app/zone.ts";
import { askToday, useToday } from "../leader/today-state.ts";
import { dropWaiting } from "./outbox.ts";
import { useEntered, useWaiting, type Waiting } from "./waiting.ts";
import "./offline.css";

/** What somebody did without a network and is not sent yet, or was refused. */
export function Page() {
  const { t } = useTranslation("offline");
  const { t: app } = useTranslation("app");
  const waiting = useWaiting();
  const entered = useEntered();
  const who = useWho();
  useEffect(() => void askToday(), []);
  const isKept = who.phase === "known" && who.isKept === true;
  return (
    <>
      <PageHead title={app("waiting.title")} backTo="/app/" />
      {waiting.length + entered === 0 ? (
        <p className="app-card app-second">{t("waiting.none")}</p>
      ) : (
        <>
          <ul className="app-card app-list">
            {entered > 0 && (
              <li className="offline-row">
                <p>{t("waiting.entered", { count: entered })}</p>
                {!isKept && (
                  <Go className="app-button" to="/app/entry">
                    {t("waiting.open")}
                  </Go>
                )}
              </li>
            )}
            {waiting.map((one) => (
              <Row key={one.id} one={one} />
            ))}
          </ul>
          <p className="app-second">{t(isKept ? "waiting.whenBack" : "waiting.bySelf")}</p>
        </>
      )}
    </>
  );
}

function Row({ one }: { one: Waiting }) {
  const { t, i18n } = useTranslation("offline");
  const zone = useAppZone();
  const sentence = useSentence();
  const { today } = useToday();
  const [isDropping, setDropping] = useState(false);
  const [code, place] = partsOfKey(one.deed.series);
  const indicator = today?.indicators.find((known) => known.code === code);
  const at = today?.places.find(({ id }) => id === place);
  const named = indicator === undefined ? code : inLanguage(indicator.name, i18n.language);
  const name =
    at === undefined || place === today?.site.place ? named : `${named} · ${inLanguage(at.name, i18n.language)}`;
  return (
    <li className="offline-row">
      <p>
        <span>
          {t(
            one.deed.limit !== undefined ? "waiting.limit" : one.deed.isWanted ? "waiting.follow" : "waiting.unfollow",
            { name },
          )}
        </span>
        <small className="app-quiet">
          {one.refusal === null
            ? t("waiting.since", { time: formatSince(one.atMs, nowStore.getState(), zone) })
            : t("waiting.refused", { reason: sentence(one.refusal) })}
        </small>
      </p>
      <button
        type="button"
        className="app-button"
        disabled={isDropping}
        onClick={() => {
          setDropping(true);
          void dropWaiting(one.id).finally(() => setDropping(false));
        }}
      >
        {t(one.refusal === null ? "waiting.drop" : "waiting.seen")}
      </button>
    </li>
  );
}
