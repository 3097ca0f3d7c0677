import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Appointment, Days } from "#contract/entities/timetable.ts";
import { dayText, readDay } from "../dates/day-text.ts";
import { Check, Field, SelectField, TimeField } from "./fields.tsx";

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** Which days: of the week, holidays or not, or by date. */
export function DaysFields({ days, onChange }: { days: Days; onChange: (days: Days) => void }) {
  const { t } = useTranslation("desk");
  const [dates, setDates] = useState(days.dates.map(dayText).join(", "));
  return (
    <>
      <div className="weekdays">
        {weekdays.map((day) => (
          <Check
            key={day}
            text={t(`automation.weekday.${day}`)}
            isOn={days.weekdays.includes(day)}
            onChange={(isOn) =>
              onChange({
                ...days,
                weekdays: weekdays.filter((one) => (one === day ? isOn : days.weekdays.includes(one))),
              })
            }
          />
        ))}
      </div>
      <SelectField
        label={t("automation.holidaysLabel")}
        value={days.holidays}
        options={(["any", "not", "only", "working"] as const).map((value) => ({
          value,
          text: t(`automation.holidays.${value}`),
        }))}
        onChange={(holidays) => onChange({ ...days, holidays })}
      />
      <Field label={t("automation.dates")}>
        {(id) => (
          <input
            id={id}
            value={dates}
            placeholder="06/02/2027, 07/02/2027"
            onChange={(event) => {
              setDates(event.target.value);
              const typed = event.target.value.split(/[\s,;]+/).filter((date) => date !== "");
              // What is no day is told by whoever takes it in.
              onChange({ ...days, dates: typed.map((date) => readDay(date, true) ?? date) });
            }}
          />
        )}
      </Field>
    </>
  );
}

type Props = { label: string; list: readonly Appointment[]; onChange: (list: Appointment[]) => void };

/** Times of day that come again, some or none. */
export function AppointmentsFields({ label, list, onChange }: Props) {
  const { t } = useTranslation("desk");
  const replace = (at: number, one: Appointment) => onChange(list.map((other, index) => (index === at ? one : other)));
  const numbered = list.map((one, index) => ({ one, index }));
  return (
    <fieldset>
      <legend>
        {label}{" "}
        <button
          type="button"
          className="button-quiet"
          onClick={() =>
            onChange([...list, { at: "07:30", days: { weekdays: [1, 2, 3, 4, 5], holidays: "not", dates: [] } }])
          }
        >
          + {t("automation.addTime")}
        </button>
      </legend>
      {numbered.map(({ one, index }) => (
        <div className="field-row" key={index}>
          <TimeField
            label={t("automation.timeOfDay")}
            value={one.at}
            onChange={(at) => replace(index, { ...one, at })}
          />
          <DaysFields days={one.days} onChange={(days) => replace(index, { ...one, days })} />
          <button
            type="button"
            className="button-quiet"
            aria-label={t("automation.removeRow")}
            onClick={() => onChange(list.filter((_, at) => at !== index))}
          >
            ×
          </button>
        </div>
      ))}
    </fieldset>
  );
}
