import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Holidays } from "#contract/entities/timetable.ts";
import { useNow } from "../../state/clock.ts";
import { Mark } from "../../ui/Mark.tsx";
import { Field } from "./fields.tsx";
import { NationalDays } from "./NationalDays.tsx";
import { ownDaysOf, textOfOwnDays } from "./own-days.ts";

type Props = { holidays: Holidays; onSave: (holidays: Holidays) => Promise<boolean>; onClose: () => void };

/** One day a line: the date, then its name. Dates without a year come every year; one with a + before it is worked. */
export function HolidaysForm({ holidays, onSave, onClose }: Props) {
  const { t } = useTranslation("desk");
  const [text, setText] = useState(textOfOwnDays(holidays));
  const [wrong, setWrong] = useState<number>();
  const year = useNow((nowMs) => new Date(nowMs).getFullYear());
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const read = ownDaysOf(text);
    setWrong("days" in read ? undefined : read.wrongLine);
    if ("days" in read && (await onSave(read.days))) onClose();
  };
  return (
    <form className="detail automation-form" onSubmit={(event) => void save(event)}>
      <h2>{t("automation.holidaysTitle")}</h2>
      <p className="quiet">{t("automation.holidaysHint")}</p>
      <Field label={t("automation.holidaysLines")}>
        {(id) => <textarea id={id} rows={16} value={text} onChange={(event) => setText(event.target.value)} />}
      </Field>
      {wrong !== undefined && (
        <p className="tone-attention" role="alert">
          <Mark shape="up" />
          {t("automation.wrongLine", { line: wrong })}
        </p>
      )}
      <div className="automation-deeds">
        <button type="submit" className="button button-main">
          {t("automation.save")}
        </button>
        <button type="button" className="button" onClick={onClose}>
          {t("automation.leave")}
        </button>
      </div>
      <NationalDays year={year} />
      <NationalDays year={year + 1} />
    </form>
  );
}
