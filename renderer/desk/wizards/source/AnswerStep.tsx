import { useTranslation } from "react-i18next";
import { sentence } from "#contract/errors.ts";
import { formatNumber } from "../../../figures/format.ts";
import { Mark } from "../../../ui/Mark.tsx";
import { AskedNote } from "../../AskedNote.tsx";
import { useMoments } from "../../moments.ts";
import { laidOut } from "../../raw-text.ts";
import { Field } from "../frame/Field.tsx";
import type { StepProps } from "../frame/wizard.ts";
import type { SourceDraft } from "./draft.ts";
import { kindOf } from "./kinds.ts";
import { useLook } from "./use-trial.ts";

/** What the platform answers, asked by the core as it will be. Nothing of it is kept. */
export function AnswerStep({ draft, change }: StepProps<SourceDraft>) {
  const { t, i18n } = useTranslation("wizards");
  const moments = useMoments();
  const language = i18n.language === "en" ? "en" : "vi";
  const { isAsking, failure, again } = useLook(draft, (look) => change({ look, trial: null }));
  const isCalled = kindOf(draft.type).reachedBy === "call";
  const trial = draft.look?.result.trial;
  const hasAnswer = draft.look !== null && draft.look.result.input !== null;
  return (
    <>
      {!isAsking && trial !== undefined && trial.reason !== null && !hasAnswer && (
        <p className="wizard-refusal tone-alarm" role="alert">
          <Mark shape="cross" />
          <span>{sentence(trial.reason, language)}</span>
        </p>
      )}
      <AskedNote failure={failure} isLoading={false} />
      {isAsking && (
        <p className="quiet" role="status">
          {t("source.asking")}
        </p>
      )}
      {trial?.answer != null && (
        <div>
          <p className="quiet">
            {t("source.answered", {
              from: trial.answer.from,
              seconds: formatNumber(trial.tookMs / 1_000, language, 1),
              bytes: formatNumber(trial.answer.bytes, language, 0),
              time: moments.seconds(trial.answer.atMs),
            })}
          </p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: who has no wheel scrolls it by arrows */}
          <section className="wizard-raw" tabIndex={0} aria-label={t("source.answer")}>
            <pre className="raw">{laidOut(trial.answer.text)}</pre>
          </section>
        </div>
      )}
      <p className="wizard-deeds">
        {!isCalled && (
          <button type="button" className="button" disabled={isAsking} onClick={again}>
            {t("source.askAgain")}
          </button>
        )}
      </p>
      <details open={isCalled || draft.example !== ""}>
        <summary>{t(isCalled ? "source.exampleCalled" : "source.example")}</summary>
        <Field name={t("source.exampleName")} note={t("source.exampleNote")} isWide>
          {(id, noteId) => (
            <textarea
              id={id}
              aria-describedby={noteId}
              rows={6}
              spellCheck={false}
              maxLength={60_000}
              placeholder='{ "ma": "so-xay-dung", "quaHan": 19 }'
              value={draft.example}
              onChange={(event) => change({ example: event.target.value })}
            />
          )}
        </Field>
      </details>
    </>
  );
}
