import { useTranslation } from "react-i18next";
import { type NewProfileChange, ProfileChangeCheck, routes } from "#contract/http.ts";
import { askCore, useAsked } from "../../../state/asking.ts";
import { AskedNote } from "../../AskedNote.tsx";
import { withKeys } from "../../with-keys.ts";

const answeredWithinMs = 30_000;
const signs = { kept: " ", gone: "−", come: "+", skipped: "" } as const;

/** What the files would say after a change, line by line, and what would be wrong with it; before it is written. */
export function WrittenLines({ change }: { change: NewProfileChange }) {
  const { t } = useTranslation("wizards");
  // What was entered is not needed to see where it is named.
  const body = { ...change, secrets: (change.secrets ?? []).map(({ name }) => ({ name, value: "-" })) };
  const { value, failure } = useAsked(JSON.stringify(body), (signal) =>
    askCore(routes.profileChangeCheck, ProfileChangeCheck, {
      ...{ method: "POST", body, changesNothing: true, withinMs: answeredWithinMs, signal },
    }),
  );
  return (
    <section className="written" aria-label={t("written.name")}>
      <h3>{t("written.name")}</h3>
      <AskedNote failure={failure} isLoading={value === undefined} />
      {value?.files.length === 0 && <p className="quiet">{t("written.nothing")}</p>}
      {value?.files.map(({ file, lines }) => (
        <figure key={file}>
          <figcaption>{file}</figcaption>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: who has no wheel scrolls it by arrows */}
          <pre tabIndex={0}>
            {withKeys(lines, ({ is, text }) => `${is}${text}`).map(({ key, item }) => (
              <span key={key} className={`written-${item.is}`}>
                {item.is === "skipped" ? "  …" : `${signs[item.is]} ${item.text}`}
                {"\n"}
              </span>
            ))}
          </pre>
        </figure>
      ))}
    </section>
  );
}
