import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useReason } from "../../../i18n/use-reason.ts";
import { type Refusal, refusalOf } from "../../../state/asking.ts";
import { Mark } from "../../../ui/Mark.tsx";
import { useKeyListener } from "../../use-key-listener.ts";
import { makeChange } from "../changes/changes.ts";
import { changeDraft, closeWizard, type Opened, openStep } from "./opened.ts";
import { useSayer } from "./use-sayer.ts";
import { WrittenLines } from "./WrittenLines.tsx";
import type { WizardStep } from "./wizard.ts";
import "./wizard.css";

const isOpenList = (target: EventTarget | null) =>
  target instanceof Element && target.closest("[aria-expanded=true]") !== null;
const isWriting = (target: EventTarget | null) => target instanceof HTMLTextAreaElement || isOpenList(target);
const pressedByEnter = (target: EventTarget | null) =>
  target instanceof Element && target.closest("button, a, summary, select") !== null;

/**
 * A wizard over the whole desk: steps at the left, the work in the middle, what comes of it at the right. Nothing is written before the last
 * step. Enter goes on, Alt ← back; Esc leaves, and asks first only where something was entered.
 */
export function WizardFrame({ opened }: { opened: Opened }) {
  const { t } = useTranslation("wizards");
  const sayer = useSayer();
  const reasonOf = useReason();
  const dialog = useRef<HTMLDialogElement>(null);
  const work = useRef<HTMLElement>(null);
  /** What had the focus before somebody was asked. */
  const former = useRef<Element | null>(null);
  const [isAsking, setAsking] = useState(false);
  const [isMissed, setMissed] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const { wizard, draft } = opened;
  const steps: WizardStep<unknown>[] = wizard.steps.filter((one) => one.isLeftOut?.(draft) !== true);
  const at = Math.max(
    0,
    steps.findIndex(({ id }) => id === opened.step),
  );
  const step = steps[at];
  const isLast = at === steps.length - 1;
  const lack = step?.lacks(draft);
  const isTouched = draft !== opened.begun;

  useLayoutEffect(() => {
    dialog.current?.showModal();
  }, []);
  const stepId = step?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another step is begun at its beginning
  useEffect(() => {
    setMissed(false);
    setRefusal(undefined);
    const first = work.current?.querySelector<HTMLElement>("[data-first], input, select, textarea, [tabindex='0']");
    (first ?? work.current)?.focus();
    work.current?.scrollTo(0, 0);
  }, [stepId]);

  const leave = () => {
    if (!isTouched) return closeWizard();
    former.current = document.activeElement;
    setAsking(true);
  };
  const stay = () => {
    setAsking(false);
    if (former.current instanceof HTMLElement) former.current.focus();
  };
  const back = () => {
    const before = steps[at - 1];
    if (before !== undefined && !isBusy) openStep(before.id);
  };
  const write = async () => {
    setBusy(true);
    setRefusal(undefined);
    try {
      const change = await makeChange(wizard.toChange(draft));
      closeWizard();
      wizard.onDone?.(draft, change);
    } catch (error) {
      setRefusal(refusalOf(error));
      setBusy(false);
    }
  };
  const next = () => {
    if (isBusy) return;
    if (lack !== undefined) {
      setMissed(true);
      return;
    }
    const after = steps[at + 1];
    if (after !== undefined) openStep(after.id);
    else void write();
  };
  // Wherever the focus is: what had it may just have gone.
  useKeyListener((event) => {
    if (event.defaultPrevented || isAsking) return;
    if (event.altKey && event.key === "ArrowLeft") {
      event.preventDefault();
      back();
    } else if (event.key === "Enter" && (event.ctrlKey || !(isWriting(event.target) || pressedByEnter(event.target)))) {
      event.preventDefault();
      next();
    }
  });
  // Esc closes a list that is open, and not the wizard around it.
  useKeyListener((event) => {
    if (event.key === "Escape" && isOpenList(event.target)) event.preventDefault();
  }, true);
  if (step === undefined) return null;
  const { Preview } = wizard;
  const title = wizard.title(draft);
  const lackId = "wizard-lack";
  return (
    <dialog
      ref={dialog}
      className="wizard"
      aria-labelledby="wizard-title"
      onCancel={(event) => {
        // Also of a file chooser in it, which bubbles.
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        if (isAsking) stay();
        else leave();
      }}
    >
      <header className="wizard-head">
        <h1 id="wizard-title">{sayer.word(title.key, title.params)}</h1>
        <p className="wizard-about">{wizard.about(draft, sayer)}</p>
        {isAsking ? (
          <div className="wizard-asking" role="alert">
            <span>{t("frame.leaveAsk")}</span>
            <button type="button" className="button" onClick={closeWizard}>
              {t("frame.leave")}
            </button>
            {/* biome-ignore lint/a11y/noAutofocus: it is the answer that loses nothing */}
            <button type="button" className="button button-main" autoFocus onClick={stay}>
              {t("frame.stay")}
            </button>
          </div>
        ) : (
          <>
            <p className="quiet wizard-nothing">{t("frame.nothingWritten")}</p>
            <button type="button" className="button-quiet" onClick={leave}>
              {t("frame.close")} <kbd>Esc</kbd>
            </button>
          </>
        )}
      </header>
      <nav className="wizard-steps" aria-label={t("frame.steps")}>
        <ol>
          {steps.map((one, index) => {
            const isDone = index < at;
            // Those behind a step that lacks something cannot be right yet.
            const isOpen = isDone || steps.slice(0, index).every((before) => before.lacks(draft) === undefined);
            const said = isDone ? one.said(draft, sayer) : "";
            return (
              <li key={one.id}>
                <button
                  type="button"
                  className="wizard-step"
                  aria-current={index === at ? "step" : undefined}
                  disabled={!isOpen || isBusy}
                  onClick={() => openStep(one.id)}
                >
                  <span className="wizard-step-sign" aria-hidden="true">
                    {isDone ? "✓" : index + 1}
                  </span>
                  <span>
                    {sayer.word(one.name)}
                    {isDone && <span className="wizard-hidden">{t("frame.done")}</span>}
                    {said !== "" && <small>{said}</small>}
                  </span>
                </button>
              </li>
            );
          })}
        </ol>
      </nav>
      <section className="wizard-work" ref={work} tabIndex={-1} aria-labelledby="wizard-step-name">
        <h2 id="wizard-step-name">{sayer.word(step.name)}</h2>
        <p className="wizard-step-about">{sayer.word(step.about)}</p>
        <step.Step draft={draft} change={changeDraft as never} next={next} />
        {isLast && lack === undefined && !isBusy && <WrittenLines change={wizard.toChange(draft)} />}
        {refusal !== undefined && (
          <p className="wizard-refusal tone-alarm" role="alert">
            <Mark shape="cross" />
            <span>{reasonOf(refusal)}</span>
          </p>
        )}
        <footer className="wizard-foot">
          <button type="button" className="button" disabled={at === 0 || isBusy} onClick={back}>
            {t("frame.back")} <kbd>Alt ←</kbd>
          </button>
          <button
            type="button"
            className="button button-main"
            disabled={isBusy}
            aria-describedby={isMissed && lack !== undefined ? lackId : undefined}
            onClick={next}
          >
            {isBusy ? t("frame.writing") : isLast ? sayer.word(wizard.finish(draft)) : t("frame.next")}
            <kbd>{step.isEnterTaken?.(draft) === true ? "Ctrl Enter" : "Enter"}</kbd>
          </button>
          {lack !== undefined && (
            <p
              id={lackId}
              className={isMissed ? "wizard-lack tone-attention" : "wizard-lack quiet"}
              role={isMissed ? "alert" : undefined}
            >
              {isMissed && <Mark shape="up" />}
              {sayer.word(lack.key, lack.params)}
            </p>
          )}
        </footer>
      </section>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: who has no wheel scrolls it by arrows */}
      <aside className="wizard-preview" tabIndex={0} aria-label={t("frame.preview")}>
        <Preview draft={draft} step={step.id} />
      </aside>
    </dialog>
  );
}
