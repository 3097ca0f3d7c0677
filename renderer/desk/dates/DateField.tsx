import { type KeyboardEvent, type Ref, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNow } from "../../state/clock.ts";
import { useTimeZone } from "../../state/site.ts";
import { Calendar } from "./Calendar.tsx";
import { addDays, addMonths, dayText, readDay } from "./day-text.ts";
import "./dates.css";

type Props = {
  id?: string;
  /** Where no label beside it names it. */
  label?: string;
  /** "2026-11-27"; "": none. */
  value: string;
  /** Told with each whole day, and "" while what stands there is none. */
  onValue: (day: string) => void;
  /** No day before it. */
  least?: string | undefined;
  isRequired?: boolean;
  field?: Ref<HTMLInputElement>;
};

/** How far the keys of the field go. */
const steps: Readonly<Record<string, (day: string) => string>> = {
  ArrowUp: (day) => addDays(day, 1),
  ArrowDown: (day) => addDays(day, -1),
  PageUp: (day) => addMonths(day, 1),
  PageDown: (day) => addMonths(day, -1),
};

/** The day that it is at the site, "2026-11-27". */
export function useToday(): string {
  const timeZone = useTimeZone();
  return useNow((nowMs) => new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(nowMs));
}

/** A day: typed as 27/11/2026 whatever the browser's language, moved by arrows, or chosen from a calendar by keys, pointer and finger. */
export function DateField({ id, label, value, onValue, least, isRequired = false, field }: Props) {
  const { t } = useTranslation("desk");
  const ownId = useId();
  const today = useToday();
  const [typed, setTyped] = useState({ text: dayText(value), day: value });
  const [isOpen, setOpen] = useState(false);
  const [isLeft, setLeft] = useState(true);
  const root = useRef<HTMLSpanElement>(null);
  // Set from elsewhere: what was typed before is of no matter.
  if (typed.day !== value) setTyped({ text: dayText(value), day: value });
  const isWrong = typed.text.trim() !== "" && value === "";
  const allowed = (day: string | undefined) => (day !== undefined && (least === undefined || day >= least) ? day : "");
  const put = (text: string, day: string) => {
    setTyped({ text, day });
    if (day !== value) onValue(day);
  };
  const leave = () => {
    setLeft(true);
    const day = allowed(readDay(typed.text, true));
    put(day === "" ? typed.text : dayText(day), day);
  };
  const move = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (event.key === "ArrowDown" && event.altKey) {
      event.preventDefault();
      return setOpen(true);
    }
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const day = allowed(step(value === "" ? today : value));
    if (day !== "") put(dayText(day), day);
  };
  const close = () => {
    setOpen(false);
    root.current?.querySelector("button")?.focus();
  };
  return (
    <span ref={root} className="date-field">
      <input
        id={id ?? ownId}
        ref={field}
        aria-label={label}
        inputMode="numeric"
        autoComplete="off"
        maxLength={20}
        placeholder={t("dates.placeholder")}
        title={t("dates.hint")}
        value={typed.text}
        required={isRequired}
        aria-invalid={isWrong && isLeft}
        onFocus={() => setLeft(false)}
        onBlur={leave}
        onChange={({ target }) => put(target.value, allowed(readDay(target.value)))}
        onKeyDown={(event) => {
          if (event.key === "Escape") event.currentTarget.blur();
          else move(event);
        }}
      />
      <button
        type="button"
        className="date-open"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-label={t("dates.open")}
        onClick={() => setOpen(!isOpen)}
      >
        <svg viewBox="0 0 20 20" aria-hidden="true">
          <path d="M3 5h14v12H3zM3 8.5h14M7 2.5v4M13 2.5v4" />
        </svg>
      </button>
      {isOpen && (
        <Calendar
          anchor={root}
          value={value}
          today={today}
          least={least}
          onChoose={(day) => {
            put(dayText(day), day);
            close();
          }}
          onClose={close}
        />
      )}
    </span>
  );
}
