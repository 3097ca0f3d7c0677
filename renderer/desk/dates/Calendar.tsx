import { type KeyboardEvent, type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { addDays, addMonths, dayText, weeksOf } from "./day-text.ts";

type Props = {
  /** What it stands beside. */
  anchor: RefObject<HTMLElement | null>;
  value: string;
  today: string;
  least: string | undefined;
  onChoose: (day: string) => void;
  onClose: () => void;
};

const steps: Readonly<Record<string, (day: string) => string>> = {
  ArrowLeft: (day) => addDays(day, -1),
  ArrowRight: (day) => addDays(day, 1),
  ArrowUp: (day) => addDays(day, -7),
  ArrowDown: (day) => addDays(day, 7),
  PageUp: (day) => addMonths(day, -1),
  PageDown: (day) => addMonths(day, 1),
  Home: (day) => `${day.slice(0, 7)}-01`,
  End: (day) => addDays(addMonths(`${day.slice(0, 7)}-01`, 1), -1),
};
const gapPx = 4;
const edgePx = 8;

/** A month to choose a day from, above whatever else there is: a click, a tap, or arrows, PageUp, PageDown and Enter. */
export function Calendar({ anchor, value, today, least, onChoose, onClose }: Props) {
  const { t, i18n } = useTranslation("desk");
  const root = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(value === "" ? today : value);
  const format = (options: Intl.DateTimeFormatOptions, day: string) =>
    new Intl.DateTimeFormat(i18n.language === "en" ? "en-GB" : "vi-VN", { ...options, timeZone: "UTC" }).format(
      Date.parse(`${day}T00:00:00Z`),
    );
  const weeks = weeksOf(at);
  const isAllowed = (day: string) => least === undefined || day >= least;

  useLayoutEffect(() => {
    const [element, beside] = [root.current, anchor.current];
    if (element === null || beside === null) return;
    // On top of dialogs and of what cuts off its contents; where there is no such thing, as on an old Electron, it is only fixed.
    if ("showPopover" in element) element.showPopover();
    const { left, bottom, top } = beside.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = element;
    const below = bottom + gapPx;
    const isBelow = below + height + edgePx <= window.innerHeight || top - gapPx - height < edgePx;
    element.style.left = `${Math.max(edgePx, Math.min(left, window.innerWidth - width - edgePx))}px`;
    element.style.top = `${Math.max(edgePx, Math.min(isBelow ? below : top - gapPx - height, window.innerHeight - height - edgePx))}px`;
  }, [anchor]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the day that the keys are at has the focus
  useEffect(() => root.current?.querySelector<HTMLElement>('[tabindex="0"][data-day]')?.focus(), [at]);
  useEffect(() => {
    const away = ({ target }: PointerEvent) => {
      if (target instanceof Node && !root.current?.contains(target) && !anchor.current?.contains(target)) onClose();
    };
    window.addEventListener("pointerdown", away);
    return () => window.removeEventListener("pointerdown", away);
  }, [anchor, onClose]);

  const hear = (event: KeyboardEvent) => {
    // The desk's own keys are not meant.
    event.stopPropagation();
    if (event.key === "Escape") {
      event.preventDefault();
      return onClose();
    }
    const step = steps[event.key];
    if (step === undefined || (event.target as HTMLElement).dataset.day === undefined) return;
    event.preventDefault();
    setAt(step(at));
  };
  const turn = (months: number) => setAt(addMonths(at, months));
  return (
    <div ref={root} popover="manual" role="dialog" aria-label={t("dates.choose")} className="calendar" onKeyDown={hear}>
      <header>
        <button type="button" aria-label={t("dates.previous")} onClick={() => turn(-1)}>
          ‹
        </button>
        <h3 aria-live="polite">{format({ month: "long", year: "numeric" }, at)}</h3>
        <button type="button" aria-label={t("dates.next")} onClick={() => turn(1)}>
          ›
        </button>
      </header>
      <table>
        <thead>
          <tr>
            {weeks[0]?.map((day) => (
              <th key={day} scope="col" abbr={format({ weekday: "long" }, day)}>
                {format({ weekday: "short" }, day)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <td key={day}>
                  <button
                    type="button"
                    data-day={day}
                    data-beside={day.slice(0, 7) !== at.slice(0, 7) || undefined}
                    tabIndex={day === at ? 0 : -1}
                    aria-label={dayText(day)}
                    aria-current={day === today ? "date" : undefined}
                    aria-pressed={day === value}
                    // Not disabled: the keys go over it.
                    aria-disabled={!isAllowed(day)}
                    onClick={() => isAllowed(day) && onChoose(day)}
                  >
                    {Number(day.slice(8))}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
