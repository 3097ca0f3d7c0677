import { useTranslation } from "react-i18next";
import { CalendarYear } from "#contract/calendar/http.ts";
import { routes } from "#contract/http.ts";
import { inLanguage } from "../../i18n/index.ts";
import { askCore, useAsked } from "../../state/asking.ts";
import { Mark } from "../../ui/Mark.tsx";

const askEveryMs = 15_000;

/** The days of a year that are off or worked otherwise than by the week, and what of them is not announced yet. */
export function NationalDays({ year }: { year: number }) {
  const told = useAsked(
    `calendar-${year}`,
    (signal) => askCore(routes.calendarYear(year), CalendarYear, { signal }),
    askEveryMs,
  );
  return told.value === undefined ? null : <YearDays told={told.value} />;
}

export function YearDays({ told: { year, days, undecided, hasLaw } }: { told: CalendarYear }) {
  const { t, i18n } = useTranslation("desk");
  const called = (name: CalendarYear["days"][number]["name"]) =>
    name === null || typeof name === "string" ? (name ?? "") : inLanguage(name, i18n.language);
  const names = undecided.map((name) => inLanguage(name, i18n.language)).join(", ");
  return (
    <section>
      <h3>{t("automation.nationalDays", { year })}</h3>
      {(!hasLaw || names !== "") && (
        <p className="tone-attention">
          <Mark shape="up" />
          {hasLaw ? t("automation.undecided", { year, names }) : t("automation.noLaw", { year })}
        </p>
      )}
      <ul className="special-days">
        {days.map(({ day, kind, name }) => (
          <li key={day}>
            {[dated(day), called(name), t(`automation.dayKind.${kind as "holiday"}`)].filter(Boolean).join(" · ")}
          </li>
        ))}
      </ul>
    </section>
  );
}

const dated = (day: string): string => day.split("-").reverse().join("/");
