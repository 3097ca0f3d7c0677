import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useTimeZone } from "../../../state/site.ts";
import { DateField } from "../../dates/DateField.tsx";
import { TimeInput } from "../../dates/TimeInput.tsx";
import { instantOf, localOf } from "./zone-time.ts";

type Props = { value: unknown; label: string; onChange: (value: string | undefined) => void };
type Parts = { day: string; time: string };

const partsOf = (value: unknown, timeZone: string): Parts => {
  const ms = typeof value === "number" ? value : typeof value === "string" ? Date.parse(value) : Number.NaN;
  const [day = "", time = ""] = Number.isNaN(ms) ? [] : localOf(ms, timeZone).split("T");
  return { day, time };
};

/** A moment by the site's own clock; kept as an instant with its offset. A day without a time is meant from its beginning. */
export function MomentInput({ value, label, onChange }: Props) {
  const { t } = useTranslation("desk");
  const timeZone = useTimeZone();
  const [{ parts, said }, setState] = useState({ parts: partsOf(value, timeZone), said: value });
  // Set from elsewhere: what was typed before is of no matter.
  if (said !== value) setState({ parts: partsOf(value, timeZone), said: value });
  const put = (next: Parts) => {
    const moment = next.day === "" ? undefined : instantOf(`${next.day}T${next.time || "00:00"}`, timeZone);
    setState({ parts: next, said: moment });
    onChange(moment);
  };
  return (
    <span className="moment-input">
      <DateField label={label} value={parts.day} onValue={(day) => put({ ...parts, day })} />
      <TimeInput
        label={`${label}: ${t("dates.time")}`}
        value={parts.time}
        onValue={(time) => put({ ...parts, time })}
      />
    </span>
  );
}
