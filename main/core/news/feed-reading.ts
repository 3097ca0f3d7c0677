import { parseFeed } from "@rowanmanning/feed-parser";
import type { Headline } from "#contract/entities/news.ts";
import { CodedError } from "#contract/errors.ts";
import { decodeText } from "../tables/text.ts";

const mostHeadlines = 50;
const longestText = 300;
/** A clock may be a little wrong; a date beyond that is a mistake, and would keep its headline on top for ever. */
const aheadMs = 5 * 60_000;

/** One line of plain text: feeds put mark-up into titles, twice escaped at times. */
export function plainText(given: string): string {
  const text = given
    .replace(/<[^>]{0,1000}>/g, " ")
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .trim();
  return text.length <= longestText ? text : `${text.slice(0, longestText - 1).trimEnd()}…`;
}

/**
 * The headlines of an RSS or Atom document, newest first.
 * @param host whose it is, for reasons · @param nowMs the core's clock
 * @throws CodedError news.unreadable
 */
export function readFeed(bytes: Buffer, host: string, nowMs: number): Headline[] {
  let items: { title: string | null; published: Date | null; updated: Date | null }[];
  try {
    items = parseFeed(decodeText(bytes)).items;
    const seen = new Set<string>();
    const headlines: Headline[] = [];
    for (const { title, published, updated } of items) {
      const text = plainText(title ?? "");
      if (text === "" || seen.has(text)) continue;
      seen.add(text);
      const atMs = (published ?? updated)?.getTime() ?? Number.NaN;
      headlines.push({ text, atMs: atMs >= 0 && atMs <= nowMs + aheadMs ? Math.round(atMs) : null });
    }
    // Those without a time keep the feed's own order, behind the others.
    return headlines.sort((one, other) => (other.atMs ?? 0) - (one.atMs ?? 0)).slice(0, mostHeadlines);
  } catch {
    throw new CodedError("news.unreadable", { host });
  }
}
