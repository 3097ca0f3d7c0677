import { saidInBoth } from "#contract/errors.ts";
import { compileMapping } from "../mapping/mapping.ts";
import { isKnownReference, referencesIn } from "../outbound/references.ts";
import { scheduleMistake } from "../outbound/schedule.ts";
import type { Complain, Path } from "./mistake.ts";
import { found } from "./sentences.ts";

type Item = Record<string, unknown>;

const isText = (value: unknown): value is string => typeof value === "string";

/** Keys of sources that may hold references. */
const addressKeys = ["url", "path", "password", "ca", "certificate", "key", "bearer", "secret", "token"];
/** By type of source: how an address may begin. */
const schemes: Record<string, readonly string[]> = {
  mqtt: ["mqtt://", "mqtts://", "ws://", "wss://", `\${simulator.mqtt}`],
  rest: ["http://", "https://", `\${simulator.http}`],
  events: ["http://", "https://", `\${simulator.http}`],
  websocket: ["ws://", "wss://"],
  centre: ["http://", "https://"],
};

/** What a source says that only those who use it can judge: addresses, schedules, queries, expressions. */
export function checkSource(source: Item, path: Path, complain: Complain): void {
  for (const key of addressKeys) checkReferences([...path, key], source[key], complain);
  checkReferences([...path, "basic", "password"], (source.basic as Item | undefined)?.password, complain);
  const oauth = (source.oauth ?? {}) as Item;
  for (const key of ["token", "client", "secret", "ca"]) checkReferences([...path, "oauth", key], oauth[key], complain);
  if (isText(oauth.token)) checkScheme([...path, "oauth", "token"], oauth.token, schemes.rest, complain);
  if (["bearer", "basic", "oauth"].filter((key) => source[key] !== undefined).length > 1)
    complain(path, "mistake.one-login");
  if (Array.isArray(source.first))
    for (const [at, message] of source.first.entries()) checkReferences([...path, "first", at], message, complain);
  if (typeof source.headers === "object" && source.headers !== null)
    for (const [name, value] of Object.entries(source.headers))
      checkReferences([...path, "headers", name], value, complain);
  if (isText(source.url)) checkScheme([...path, "url"], source.url, schemes[String(source.type)], complain);
  if (isText(source.schedule)) {
    const mistake = scheduleMistake(source.schedule);
    if (mistake !== null)
      complain([...path, "schedule"], mistake.code, { ...mistake.params, ...found(source.schedule) });
  }
  if (isText(source.query)) checkQuery(source.query, source.since !== undefined, [...path, "query"], complain);
  const next = (source.paging as Item | undefined)?.next;
  if (isText(next)) {
    const compiled = compileMapping(next);
    if (compiled.mistake !== undefined)
      complain(
        [...path, "paging", "next"],
        "mistake.mapping",
        saidInBoth("detail", compiled.mistake),
        compiled.position,
      );
  }
  // A relative path would mean another folder with every place the program is started from.
  if (source.type === "folder" && isText(source.path) && !/^(?:[/\\]|[A-Za-z]:[/\\]|\$\{)/.test(source.path))
    complain([...path, "path"], "mistake.folder", found(source.path));
  if (isText(source.mapping)) {
    const compiled = compileMapping(source.mapping);
    if (compiled.mistake !== undefined)
      complain([...path, "mapping"], "mistake.mapping", saidInBoth("detail", compiled.mistake), compiled.position);
  }
}

function checkScheme(path: Path, url: string, allowed: readonly string[] | undefined, complain: Complain): void {
  if (allowed !== undefined && !allowed.some((start) => url.startsWith(start)))
    complain(path, "mistake.url", { expected: allowed.join(" | "), ...found(url) });
}

/** What only looks wrong is left to the server; it refuses whatever is no query that reads. */
function checkQuery(query: string, hasSince: boolean, path: Path, complain: Complain): void {
  const plain = query.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, " ").trim();
  if (!/^(?:select|with|values|table)\b|^\(/i.test(plain)) complain(path, "mistake.query", found(plain));
  if (/\$1\b/.test(plain) !== hasSince) complain(path, "mistake.query-since");
}

/** Whether an address refers to nothing but what there is. */
export function checkReferences(path: Path, value: unknown, complain: Complain): void {
  if (!isText(value)) return;
  for (const name of referencesIn(value))
    if (!isKnownReference(name)) complain(path, "mistake.unknown-reference", { name });
}
