/** The date and time of a moment in a zone, as a browser's field takes it: "2027-02-06T00:00". */
export function localOf(ms: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(ms);
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? "";
  return `${of("year")}-${of("month")}-${of("day")}T${of("hour")}:${of("minute")}`;
}

/** A date and time of a zone as an instant with its offset, "2027-02-06T00:00:00+07:00"; undefined where it is none. */
export function instantOf(local: string, timeZone: string): string | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(local)) return undefined;
  const asUtcMs = Date.parse(`${local}:00Z`);
  if (Number.isNaN(asUtcMs)) return undefined;
  // The offset at that moment is known once the moment is; a second look is right but for an hour of a change of clocks.
  const offsetAt = (ms: number) => Date.parse(`${localOf(ms, timeZone)}:00Z`) - Math.floor(ms / 60_000) * 60_000;
  const offsetMs = offsetAt(asUtcMs - offsetAt(asUtcMs));
  const minutes = Math.round(Math.abs(offsetMs) / 60_000);
  const two = (number: number) => String(number).padStart(2, "0");
  return `${local}:00${offsetMs < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
