import { XMLParser } from "fast-xml-parser";
import type { Part } from "../zips/unzipping.ts";

/** A cell as programs for tables count: row from 1, column from 0. */
export type Cell = { row: number; column: number };

/** What a sheet has that its cells do not show: whoever reads the cells alone would take in what nobody saw, or miss what is wrong. */
export type SheetMarks = {
  hiddenRows: number[];
  hiddenColumns: number[];
  /** "B4:B6", and its first and last cell. */
  merged: { range: string; from: Cell; to: Cell }[];
  /** Formulas whose result is an error (#DIV/0!), and those that no program has computed yet. */
  errors: (Cell & { text: string })[];
  uncomputed: Cell[];
};

export const noMarks: SheetMarks = { hiddenRows: [], hiddenColumns: [], merged: [], errors: [], uncomputed: [] };

/** Of each kind; a sheet with more of them is wrong by what was found. */
const most = 5_000;
const widest = 16_384;

/**
 * The marks of each sheet of a workbook, by its name (ECMA-376, 18.3.1). Cells are looked for in the text itself: a sheet as a tree of
 * objects takes many times its size.
 */
export function marksOf(parts: readonly Part[]): Map<string, SheetMarks> {
  const textOf = (name: string) => parts.find((part) => part.name === name)?.bytes.toString("utf8");
  const files = new Map<string, string>();
  for (const { Id, Target } of named(textOf("xl/_rels/workbook.xml.rels"), "Relationships", "Relationship")) {
    const target = String(Target ?? "");
    files.set(String(Id), target.startsWith("/") ? target.slice(1) : `xl/${target}`);
  }
  const marks = new Map<string, SheetMarks>();
  for (const { name, id } of named(textOf("xl/workbook.xml"), "workbook", "sheets", "sheet")) {
    const text = textOf(files.get(String(id)) ?? "");
    if (text !== undefined) marks.set(String(name), marksIn(text));
  }
  return marks;
}

/** Attributes of elements along a path; prefixes of names are none of theirs. */
function named(text: string | undefined, ...path: string[]): Record<string, unknown>[] {
  if (text === undefined) return [];
  const parser = new XMLParser({
    ...{ ignoreAttributes: false, attributeNamePrefix: "", removeNSPrefix: true, parseAttributeValue: false },
    isArray: (name) => name === path.at(-1),
  });
  let found: unknown = parser.parse(text);
  for (const step of path) found = (found as Record<string, unknown> | undefined)?.[step];
  return Array.isArray(found) ? (found as Record<string, unknown>[]) : [];
}

const attribute = (attributes: string, name: string): string | undefined =>
  new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)
    .exec(attributes)
    ?.slice(1)
    .find((one) => one !== undefined);
const isTrue = (text: string | undefined): boolean => text === "1" || text === "true";

function marksIn(text: string): SheetMarks {
  const marks: SheetMarks = { hiddenRows: [], hiddenColumns: [], merged: [], errors: [], uncomputed: [] };
  const put = <One>(list: One[], one: One) => void (list.length < most && list.push(one));
  for (const [, attributes = ""] of text.matchAll(/<(?:\w+:)?col\s([^>]*)>/g)) {
    if (!isTrue(attribute(attributes, "hidden"))) continue;
    const [from, to] = [Number(attribute(attributes, "min")), Number(attribute(attributes, "max"))];
    for (let column = from; column <= Math.min(to, widest); column += 1) put(marks.hiddenColumns, column - 1);
  }
  let row = 0;
  for (const [, attributes = ""] of text.matchAll(/<(?:\w+:)?row(\s[^>]*)?>/g)) {
    row = Number(attribute(attributes, "r") ?? row + 1);
    if (isTrue(attribute(attributes, "hidden"))) put(marks.hiddenRows, row);
  }
  for (const [, attributes = ""] of text.matchAll(/<(?:\w+:)?mergeCell\s([^>]*)>/g)) {
    const range = attribute(attributes, "ref") ?? "";
    const [from, to] = range.split(":").map(cellAt);
    if (from !== undefined && to !== undefined) put(marks.merged, { range, from, to });
  }
  for (const [, attributes = "", content = ""] of text.matchAll(
    /<(?:\w+:)?c(\s[^>]*?)(?:\/>|>((?:(?!<\/(?:\w+:)?c>)[\s\S])*)<\/(?:\w+:)?c>)/g,
  )) {
    const cell = cellAt(attribute(attributes, "r") ?? "");
    if (cell === undefined) continue;
    const value = /<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)</.exec(content)?.[1];
    if (attribute(attributes, "t") === "e") put(marks.errors, { ...cell, text: (value ?? "#?").slice(0, 20) });
    else if (value === undefined && /<(?:\w+:)?f[\s/>]/.test(content)) put(marks.uncomputed, cell);
  }
  return marks;
}

/** "B12" */
function cellAt(name: string): Cell | undefined {
  const found = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(name);
  if (found === null) return undefined;
  const column = [...(found[1] ?? "")].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return { row: Number(found[2]), column: column - 1 };
}
