import { useState } from "react";
import { useTranslation } from "react-i18next";
import { readTime } from "./day-text.ts";

type Props = {
  id?: string;
  label?: string;
  /** "07:30"; "": none. */
  value: string;
  /** Told with each whole time, and "" while what stands there is none. */
  onValue: (time: string) => void;
};

/** A minute is seldom meant. */
const stepMinutes = 5;

/** A time of day: typed as 07:30 or 7h30, of 24 hours whatever the browser's language; arrows go by five minutes. */
export function TimeInput({ id, label, value, onValue }: Props) {
  const { t } = useTranslation("desk");
  const [typed, setTyped] = useState({ text: value, time: value });
  if (typed.time !== value) setTyped({ text: value, time: value });
  const put = (text: string, time: string) => {
    setTyped({ text, time });
    if (time !== value) onValue(time);
  };
  const move = (by: number) => {
    const [hour = 0, minute = 0] = value.split(":").map(Number);
    const next = (Math.round((hour * 60 + minute) / stepMinutes) + by) * stepMinutes;
    const minutes = (next + 1_440) % 1_440;
    const time = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0")).join(":");
    put(time, time);
  };
  return (
    <input
      id={id}
      className="time-field"
      aria-label={label}
      inputMode="numeric"
      autoComplete="off"
      maxLength={8}
      placeholder={t("dates.time")}
      value={typed.text}
      aria-invalid={typed.text !== "" && value === ""}
      onBlur={() => value !== "" && setTyped({ text: value, time: value })}
      onChange={({ target }) => put(target.value, readTime(target.value) ?? "")}
      onKeyDown={(event) => {
        if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
        event.preventDefault();
        move(event.key === "ArrowUp" ? 1 : -1);
      }}
    />
  );
}
