import type { ChangedFile } from "#contract/wizards/http.ts";

type Line = ChangedFile["lines"][number];

/** Lines around a change by which people find it in the file. */
const around = 2;
/** Of a region that is larger nobody reads both sides. */
const mostCompared = 1_500;

/** What of a file is another, line by line, with a little of what stands around it. */
export function changedLines(before: string, after: string): Line[] {
  const [was, is] = [before.split("\n"), after.split("\n")];
  let from = 0;
  while (from < Math.min(was.length, is.length) && was[from] === is[from]) from += 1;
  let end = 0;
  const room = Math.min(was.length, is.length) - from;
  while (end < room && was[was.length - 1 - end] === is[is.length - 1 - end]) end += 1;
  const middle = compared(was.slice(from, was.length - end), is.slice(from, is.length - end));
  const head = was.slice(Math.max(0, from - around), from).map(kept);
  const tail = was
    .slice(was.length - end)
    .slice(0, around)
    .map(kept);
  return withoutFar([...head, ...middle, ...tail]);
}

const kept = (text: string): Line => ({ is: "kept", text });

/** The longest common lines stay; what goes stands before what comes. */
function compared(was: readonly string[], is: readonly string[]): Line[] {
  const gone = was.map((text): Line => ({ is: "gone", text }));
  const come = is.map((text): Line => ({ is: "come", text }));
  if (was.length === 0 || is.length === 0 || was.length * is.length > mostCompared ** 2) return [...gone, ...come];
  const width = is.length + 1;
  const length = new Uint16Array((was.length + 1) * width);
  const at = (i: number, j: number) => length[i * width + j] ?? 0;
  for (let i = was.length - 1; i >= 0; i -= 1)
    for (let j = is.length - 1; j >= 0; j -= 1)
      length[i * width + j] = was[i] === is[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  while (i < was.length || j < is.length) {
    const [left, right] = [was[i], is[j]];
    if (left !== undefined && left === right) {
      lines.push(kept(left));
      i += 1;
      j += 1;
    } else if (left !== undefined && (right === undefined || at(i + 1, j) >= at(i, j + 1))) {
      lines.push({ is: "gone", text: left });
      i += 1;
    } else {
      lines.push({ is: "come", text: right ?? "" });
      j += 1;
    }
  }
  return lines;
}

/** Leaves out what stays and is far from any change. */
function withoutFar(lines: readonly Line[]): Line[] {
  const isNear = lines.map((_, at) =>
    lines.slice(Math.max(0, at - around), at + around + 1).some(({ is }) => is !== "kept"),
  );
  return lines.flatMap((line, at): Line[] => {
    if (isNear[at]) return [line];
    return isNear[at - 1] === true ? [{ is: "skipped", text: "" }] : [];
  });
}
