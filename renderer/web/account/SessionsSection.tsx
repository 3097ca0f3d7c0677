import { useTranslation } from "react-i18next";
import { z } from "zod";
import { routes } from "#contract/routes.ts";
import { AskedKey } from "../../account/AskedKey.tsx";
import { askHere } from "../../account/asking.ts";
import { Wrong } from "../../account/fields.tsx";
import { programOf } from "../../account/program.ts";
import { useDeed } from "../../account/use-deed.ts";
import { useAccountMoments } from "./moments.ts";
import type { SectionProps } from "./section.ts";

/** Where somebody is signed in, this device first; each of the others, or all of them, can be ended from here. */
export function SessionsSection({ own, onChanged }: SectionProps) {
  const { t } = useTranslation("account");
  const moments = useAccountMoments();
  const deed = useDeed();
  const sessions = [...own.sessions].sort(
    (one, other) => Number(other.isThis) - Number(one.isThis) || other.usedAtMs - one.usedAtMs,
  );
  const others = sessions.filter(({ isThis }) => !isThis);
  const end = (ids: readonly string[]) =>
    void deed
      .run(async () => {
        for (const id of ids)
          await askHere(routes.ownSession(encodeURIComponent(id)), z.unknown(), { method: "DELETE" });
      })
      .then(onChanged);
  const minutes = Math.round(own.idleLockMs / 60_000);
  return (
    <section className="app-card own-card">
      <h2>{t("own.sessions")}</h2>
      <ul className="own-list">
        {sessions.map(({ id, isThis, kind, program, address, usedAtMs, openedAtMs }) => {
          const known = programOf(program);
          return (
            <li key={id}>
              <p>
                {t(kind === "phone" ? "own.kindPhone" : "own.kindComputer")}
                {" · "}
                {known === undefined ? program.slice(0, 60) : t("own.onSystem", known)}
                {isThis && <strong> · {t("own.sessionThis")}</strong>}
                <span className="app-quiet">
                  {t("own.sessionUsed", { time: moments.since(usedAtMs), address })} ·{" "}
                  {t("own.sessionOpened", { time: moments.since(openedAtMs) })}
                </span>
              </p>
              {!isThis && (
                <button type="button" className="account-key" disabled={deed.isRunning} onClick={() => end([id])}>
                  {t("own.sessionEnd")}
                </button>
              )}
            </li>
          );
        })}
      </ul>
      <Wrong>{deed.wrong}</Wrong>
      {others.length > 1 && (
        <AskedKey
          word={t("own.sessionsEnd")}
          question={t("own.sessionsAsk")}
          isDisabled={deed.isRunning}
          onYes={() => end(others.map(({ id }) => id))}
        />
      )}
      {minutes > 0 && <p className="app-quiet">{t("own.idleLock", { count: minutes })}</p>}
    </section>
  );
}
