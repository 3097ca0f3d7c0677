import { XMLParser, XMLValidator } from "fast-xml-parser";
import { CodedError } from "#contract/errors.ts";

/** Where an index says that an alert is, and how it is told whether it is still the one that was read. */
export type CapLink = { address: string; mark: string };

/** alert: a message, its elements by their names, for a mapping · index: a feed (RSS, Atom) of where messages are. */
export type CapDocument = { kind: "alert"; alert: Record<string, unknown> } | { kind: "index"; links: CapLink[] };

const namespace = "urn:oasis:names:tc:emergency:cap:1.2";
/** Of one alert. Those of a country's service have some 50 kB, with long polygons a few hundred. */
export const maxCapBytes = 2_000_000;
/** Alerts that one index may name; the newest come first in a feed. */
export const maxCapLinks = 100;

/** What may come more than once. */
const lists = new Set([
  "info",
  "area",
  "polygon",
  "circle",
  "geocode",
  "parameter",
  "item",
  "entry",
  "link",
  "enclosure",
]);

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: true,
  // &amp; and numbers alone: what declares entities of its own is not read at all.
  processEntities: { enabled: true, maxTotalExpansions: 100_000, maxExpandedLength: maxCapBytes },
  htmlEntities: false,
  maxNestedTags: 40,
  isArray: (name) => lists.has(name),
});

/**
 * Reads XML of CAP 1.2 (OASIS Standard of 01/07/2010) or a feed of such.
 * @param host whose it is, for reasons
 * @throws CodedError cap.too-large, cap.doctype, cap.not-xml, cap.other-version, cap.not-cap, cap.too-many
 */
export function readCap(text: string, host: string): CapDocument {
  if (text.length > maxCapBytes) throw new CodedError("cap.too-large", { host, limitMb: maxCapBytes / 1e6 });
  // Entities are declared in one, and one that names itself ten times ten times is how a reader is brought down.
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw new CodedError("cap.doctype", { host });
  const valid = XMLValidator.validate(text);
  if (valid !== true) {
    const { msg, line } = valid.err;
    throw new CodedError("cap.not-xml", { host, line, detail: msg.slice(0, 160) });
  }
  const root = rootOf(text);
  let tree: Record<string, unknown>;
  try {
    tree = parser.parse(text) as Record<string, unknown>;
  } catch (error) {
    const detail = error instanceof Error ? error.message.slice(0, 160) : "?";
    throw new CodedError("cap.not-xml", { host, line: 1, detail });
  }
  const content = tree[root.name];
  if (root.name === "alert") {
    if (root.namespace !== namespace)
      throw new CodedError("cap.other-version", { host, found: root.namespace.slice(0, 80) || "?" });
    return { kind: "alert", alert: withoutEmpty(content) as Record<string, unknown> };
  }
  if (root.name === "rss" || root.name === "feed") return { kind: "index", links: linksIn(content, host) };
  throw new CodedError("cap.not-cap", { host, found: root.name.slice(0, 40) });
}

/** The root's local name and the namespace it is in. The text is well-formed. */
function rootOf(text: string): { name: string; namespace: string } {
  const bare = text.replace(/<!--[\s\S]*?-->/g, "").replace(/<\?[\s\S]*?\?>/g, "");
  const [, prefix = "", name = "", attributes = ""] = /<(?:([\w.-]+):)?([\w.-]+)([^>]*)>/.exec(bare) ?? [];
  const declared = prefix === "" ? "xmlns" : `xmlns:${prefix}`;
  const found = new RegExp(`(?:^|\\s)${declared}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  return { name, namespace: (found?.[1] ?? found?.[2] ?? "").trim() };
}

/** An element without content says nothing, whatever kind of value it would have. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty).filter((one) => one !== undefined);
  if (value === "") return undefined;
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value)
    .filter(([name]) => !name.startsWith("@"))
    .map(([name, one]) => [name, withoutEmpty(one)] as const)
    .filter(([, one]) => one !== undefined);
  return Object.fromEntries(kept);
}

type Element = Record<string, unknown>;
const elements = (value: unknown): Element[] =>
  [value].flat().filter((one): one is Element => typeof one === "object" && one !== null);
const textOf = (value: unknown): string => {
  const [first] = [value].flat();
  if (typeof first === "string") return first;
  const inner = (first as Element | undefined)?.["#text"];
  return typeof inner === "string" ? inner : "";
};

/** Of RSS 2.0 the items' enclosures or links, of Atom (RFC 4287) the links; one that says it is CAP goes first. */
function linksIn(content: unknown, host: string): CapLink[] {
  const [root] = elements(content);
  const [channel] = elements(root?.channel);
  const entries = elements(channel?.item ?? root?.entry);
  if (entries.length > maxCapLinks)
    throw new CodedError("cap.too-many", { host, count: entries.length, limit: maxCapLinks });
  return entries.flatMap((entry) => {
    const links = [
      ...elements(entry.enclosure).map((one) => ({
        address: textOf(one["@url"]),
        type: textOf(one["@type"]),
        rel: "",
      })),
      ...[entry.link].flat().map((one) => {
        const [element] = elements(one);
        return {
          address: textOf(element?.["@href"]) || textOf(one),
          ...{ type: textOf(element?.["@type"]), rel: textOf(element?.["@rel"]) },
        };
      }),
    ].filter(({ address }) => address !== "");
    const link = links.find(({ type }) => type === "application/cap+xml") ?? links.find(({ rel }) => rel !== "self");
    if (link === undefined) return [];
    const mark = [entry.guid, entry.id, entry.updated, entry.pubDate].map(textOf).join(" ").slice(0, 500);
    return [{ address: link.address, mark }];
  });
}
