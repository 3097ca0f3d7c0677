import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import { peers } from "./peers.mjs";

// The one table of docs/performance.md. People write around it, `npm run bench -- NAME --record` writes in it.

const begin = "<!-- benches: written by npm run bench -- NAME --record -->";
const end = "<!-- /benches -->";
const columns = ["bench", "figure", "measured", "limit", "beside", "date", "machine"];

/** What a run was measured on, as the table has it. To be taken before it: afterwards the load is its own. */
export function thisMachine() {
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  const graphics = existsSync("/dev/dri") ? "" : ", no GPU";
  return `${cpus().length} cores, ${gigabytes} GB${graphics}, load ${loadavg()[0].toFixed(1)}`;
}

const inWords = (value) => (typeof value === "number" ? value.toLocaleString("en", { maximumFractionDigits: 3 }) : "–");

/**
 * @param {string} output what a bench printed
 * @param {{ date: string, machine: string }} when
 * @returns {string[][]} a row for each figure that has a limit
 * @throws where its last line is no verdict, or a printed figure is missing that a ratio is said to be made of
 */
export function rowsOf(output, { date, machine }) {
  const lines = output.split("\n").flatMap((line) => (line.startsWith("{") ? [JSON.parse(line)] : []));
  const verdict = lines.at(-1);
  if (verdict?.bench === undefined) throw new Error("the bench ended without a verdict");
  const { bench, figures, limits } = verdict;
  const { peer, figures: pairs = {} } = peers[bench] ?? { peer: "nothing" };
  const printed = (name) => {
    const found = lines.find((line) => line.figure === name);
    if (found === undefined) throw new Error(`${bench} printed no figure “${name}”, which peers.mjs names`);
    return found;
  };
  return Object.entries(limits).map(([name, limit]) => {
    const value = figures[name];
    const isOver = !(value <= limit);
    const pair = pairs[name]?.map(printed);
    const figuresOf =
      pair === undefined ? "" : `: ${pair.map(({ median }) => inWords(median)).join(" / ")} ${pair[0].unit}`;
    const measured = isOver ? `**${inWords(value)}, over**` : inWords(value);
    return [bench, name, measured, inWords(limit), `${peer}${figuresOf}`, date, machine];
  });
}

const cellsOf = (line) =>
  line
    .slice(1, -1)
    .split("|")
    .map((cell) => cell.trim());

/** As Biome formats a table. */
function tableOf(rows) {
  const widths = columns.map((name, at) => Math.max(name.length, ...rows.map((row) => [...row[at]].length)));
  const line = (row) => `| ${row.map((cell, at) => cell.padEnd(widths[at])).join(" | ")} |`;
  return [line(columns), `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`, ...rows.map(line)].join("\n");
}

/**
 * Puts a bench's rows into the table of a page, in the place of those it had for the same figures.
 * @param {string} page
 * @param {string[][]} rows
 * @returns {string}
 * @throws where the page has no such table
 */
export function withRows(page, rows) {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error("the page has no table of benches");
  const kept = page
    .slice(from + begin.length, to)
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .slice(2)
    .map(cellsOf);
  const isNew = ([bench, figure]) => rows.some((row) => row[0] === bench && row[1] === figure);
  const all = [...kept.filter((row) => !isNew(row)), ...rows];
  // Of one bench in the order in which it tells them.
  all.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `${page.slice(0, from)}${begin}\n\n${tableOf(all)}\n\n${page.slice(to)}`;
}

/** @param {string} file the page */
export function record(file, output, when) {
  writeFileSync(file, withRows(readFileSync(file, "utf8"), rowsOf(output, when)));
}
