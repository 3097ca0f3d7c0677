import { useTranslation } from "react-i18next";
import { useSite } from "../../../state/site.ts";
import { PickBox } from "../../editor/form/PickBox.tsx";
import { SpanInput } from "../../editor/form/SpanInput.tsx";
import { Field, SelectField } from "../frame/Field.tsx";
import type { StepProps } from "../frame/wizard.ts";
import { NewIndicatorFields } from "../indicator/NewIndicatorFields.tsx";
import { newIndicatorOf, type SourceDraft } from "./draft.ts";
import { codesAt } from "./expression.ts";
import { pathText } from "./paths.ts";

const newOne = "";
const statuses = ["preliminary", "official", "estimated"] as const;
const mostCodes = 60;

/** What each value means here: its indicator, whose places the codes are, and from when on the source is late. */
export function MeaningStep({ draft, change }: StepProps<SourceDraft>) {
  const { t } = useTranslation("wizards");
  const site = useSite();
  const { pointed, ownMapping } = draft;
  const indicators = [
    { id: newOne, name: { vi: t("meaning.newIndicator"), en: t("meaning.newIndicator") } },
    ...(site?.indicators ?? [])
      .filter(({ isRetired, derived }) => !isRetired && derived === undefined)
      .map(({ code, name }) => ({ id: code, name })),
  ];
  const places = (site?.places ?? []).map(({ id, name }) => ({ id, name }));
  const codes = pointed.place === null || ownMapping !== null ? [] : codesAt(draft.look?.result.input, pointed.place);
  // Those that fit nothing first: they are what somebody has to look at.
  const sorted = [...codes]
    .sort((a, b) => Number(a in pointed.placeOf) - Number(b in pointed.placeOf))
    .slice(0, mostCodes);
  const setPlace = (code: string, place: string) =>
    change({ pointed: { ...pointed, placeOf: { ...pointed.placeOf, [code]: place } } });
  const made = newIndicatorOf(draft);
  return (
    <>
      {ownMapping !== null && <p className="wizard-note">{t("meaning.ownMapping")}</p>}
      {ownMapping === null && (
        <div className="wizard-fields">
          {pointed.values.map(({ path, indicator }, at) => (
            <Field key={pathText(path)} name={t("meaning.indicatorOf", { path: pathText(path) })} isWide>
              {(id) => (
                <PickBox
                  inputId={id}
                  label={t("meaning.indicatorOf", { path: pathText(path) })}
                  chosen={indicator}
                  choices={indicators}
                  onChoose={(code) =>
                    change({
                      pointed: {
                        ...pointed,
                        values: pointed.values.map((one, index) => (index === at ? { ...one, indicator: code } : one)),
                      },
                    })
                  }
                />
              )}
            </Field>
          ))}
        </div>
      )}
      {sorted.length > 0 && (
        <>
          <h3>
            {t("meaning.places", {
              count: codes.length,
              matched: codes.filter((code) => code in pointed.placeOf).length,
            })}
          </h3>
          <p className="wizard-note">{t("meaning.placesNote")}</p>
          <ul className="place-table">
            {sorted.map((code) => (
              <li key={code} data-unmatched={!(code in pointed.placeOf) || undefined}>
                <code>{code}</code>
                <PickBox
                  label={t("meaning.placeOf", { code })}
                  chosen={pointed.placeOf[code]}
                  choices={places}
                  onChoose={(place) => setPlace(code, place)}
                />
              </li>
            ))}
          </ul>
          {codes.length > sorted.length && (
            <p className="quiet">{t("fields.more", { count: codes.length - sorted.length })}</p>
          )}
        </>
      )}
      {made !== undefined && (
        <NewIndicatorFields
          draft={made}
          onChange={(part) => change((now) => ({ indicator: { ...now.indicator, ...part } }))}
        />
      )}
      <h3>{t("meaning.freshness")}</h3>
      <div className="wizard-fields">
        <Field name={t("meaning.lateAfter")} note={t("meaning.lateNote")}>
          {() => (
            <SpanInput
              value={draft.lateAfter}
              label={t("meaning.lateAfter")}
              onChange={(lateAfter) => change({ lateAfter: lateAfter ?? "" })}
            />
          )}
        </Field>
        <SelectField
          name={t("meaning.status")}
          value={draft.status}
          options={statuses.map((value) => ({ value, text: t(`meaning.statusOf.${value}`) }))}
          onChange={(status) => change({ status })}
        />
      </div>
    </>
  );
}
