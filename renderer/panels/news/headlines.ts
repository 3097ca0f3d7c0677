import type { NewsView } from "#contract/entities/news.ts";

export type ShownHeadline = { key: string; text: string; atMs: number | null; feed: NewsView };

/** The headlines of some feeds in one list, newest first; those without a time behind the others. */
export function headlinesOf(feeds: readonly NewsView[], most: number): ShownHeadline[] {
  return feeds
    .flatMap((feed) => feed.headlines.map(({ text, atMs }) => ({ key: `${feed.id}/${text}`, text, atMs, feed })))
    .sort((one, other) => (other.atMs ?? 0) - (one.atMs ?? 0))
    .slice(0, most);
}

/** Which one stands in a strip now: by the clock alone, so that all monitors show the same. */
export const positionAt = (nowMs: number, dwellMs: number, count: number): number =>
  count === 0 ? 0 : Math.floor(nowMs / dwellMs) % count;

/** How old the whole list is: as the feed that was heard of longest ago; undefined while all are heard of. */
export function lateSince(feeds: readonly NewsView[], nowMs: number): { checkedAtMs: number | null } | undefined {
  const late = feeds.filter((feed) => nowMs >= feed.lateAtMs);
  if (late.length === 0) return undefined;
  return {
    checkedAtMs: late.some((feed) => feed.checkedAtMs === null)
      ? null
      : Math.min(...late.map((feed) => feed.checkedAtMs ?? 0)),
  };
}

type Room = {
  widthPx: number;
  heightPx: number;
  mostColumns: number;
  columnsGapPx: number;
  /** What a headline takes in a column of a width, px. */
  heightOf(text: string, columnPx: number): number;
};

/** Headlines in as few columns as hold all of them, else in as many as are wide enough; at least one of them stands. */
export function planNews<One extends { text: string }>(
  headlines: readonly One[],
  { widthPx, heightPx, mostColumns, columnsGapPx, heightOf }: Room,
): { columns: number; shown: One[][] } {
  const most = Math.max(1, Math.floor(mostColumns));
  for (let columns = 1; ; columns += 1) {
    const columnPx = (widthPx - (columns - 1) * columnsGapPx) / columns;
    const shown: One[][] = [[]];
    let used = 0;
    let count = 0;
    for (const one of headlines) {
      const takes = heightOf(one.text, columnPx);
      if (used + takes > heightPx && count > 0) {
        if (shown.length === columns) break;
        shown.push([]);
        used = 0;
      }
      shown.at(-1)?.push(one);
      used += takes;
      count += 1;
    }
    if (count === headlines.length || columns === most) return { columns, shown };
  }
}
