import { useTimeZone } from "../../../state/site.ts";
import { instantOf, localOf } from "./zone-time.ts";

type Props = { value: unknown; label: string; onChange: (value: string | undefined) => void };

/** A moment by the site's own clock; kept as an instant with its offset. */
export function MomentInput({ value, label, onChange }: Props) {
  const timeZone = useTimeZone();
  const ms = typeof value === "number" ? value : typeof value === "string" ? Date.parse(value) : Number.NaN;
  return (
    <input
      type="datetime-local"
      aria-label={label}
      value={Number.isNaN(ms) ? "" : localOf(ms, timeZone)}
      onChange={(event) => onChange(instantOf(event.target.value, timeZone))}
    />
  );
}
