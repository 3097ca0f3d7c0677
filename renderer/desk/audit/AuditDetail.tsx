import { useTranslation } from "react-i18next";
import type { AuditEntry } from "#contract/audit/entry.ts";
import { Facts } from "../Facts.tsx";
import { useMoments } from "../moments.ts";
import { differencesOf } from "./differences.ts";
import { Outcome } from "./Outcome.tsx";
import { deedWords, fieldWords, targetWords, whoWords } from "./words.ts";

/** One entry: what was done by whom, and what it was before and is after, side by side. */
export function AuditDetail({ entry }: { entry: AuditEntry }) {
  const { t, i18n } = useTranslation("audit");
  const moments = useMoments();
  const { number, atMs, who, from, deed, target, status } = entry;
  const known = who.kind === "token" || who.kind === "account" ? t(`kind.${who.kind}`, { id: who.id ?? "?" }) : null;
  return (
    <article className="audit-detail" aria-live="polite">
      <p className="quiet">{t("number", { number })}</p>
      <h2>
        {deedWords(entry, t, i18n.language)} <Outcome outcome={entry.outcome} />
      </h2>
      <Facts
        facts={[
          [t("at"), moments.seconds(atMs)],
          [t("who"), `${whoWords(who, t)}${known === null ? "" : ` · ${known}`}`],
          [t("fromAddress"), from === "" ? null : from],
          [t("target"), target === "" ? null : targetWords(entry) || null],
          [t("request"), deed],
          [t("status"), String(status)],
        ]}
      />
      <Changes entry={entry} />
    </article>
  );
}

function Changes({ entry: { before, after, isCut } }: { entry: AuditEntry }) {
  const { t } = useTranslation("audit");
  const differences = differencesOf(before, after);
  if (differences.length === 0) return <p className="quiet">{t("noDetail")}</p>;
  return (
    <>
      {isCut && <p className="tone-attention">{t("cut")}</p>}
      <table className="table audit-changes">
        <thead>
          <tr>
            <th>{t("field")}</th>
            <th>{t("before")}</th>
            <th>{t("after")}</th>
          </tr>
        </thead>
        <tbody>
          {differences.map(({ path, before: was, after: is }) => (
            <tr key={path.join("/")}>
              <th scope="row">{fieldWords(path, t)}</th>
              <td>{was === null ? <Nothing /> : <del>{was}</del>}</td>
              <td>{is === null ? <Nothing /> : <ins>{is}</ins>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Nothing() {
  const { t } = useTranslation("audit");
  return <span className="quiet">{t("nothing")}</span>;
}
