import { Holidays } from "#contract/entities/timetable.ts";

/** One day a line: the date, then its name; a + before it where it is worked. */
export const textOfOwnDays = ({ days }: Holidays): string =>
  days.map(({ date, name, isWorked }) => `${isWorked ? "+" : ""}${date} ${name}`).join("\n");

/** @returns which line is wrong, of those that are not empty, from 1; 0: there are too many */
export function ownDaysOf(text: string): { days: Holidays } | { wrongLine: number } {
  const lines = text.split("\n").map((line) => line.trim());
  const days = lines.flatMap((line) => {
    const [, sign, date = "", name = ""] = /^(\+?)\s*(\S*)\s*(.*)$/.exec(line) ?? [];
    return line === "" ? [] : [{ date, name, ...(sign === "+" ? { isWorked: true } : {}) }];
  });
  const parsed = Holidays.safeParse({ days });
  if (parsed.success) return { days: parsed.data };
  const at = parsed.error.issues[0]?.path[1];
  return { wrongLine: typeof at === "number" ? at + 1 : 0 };
}
