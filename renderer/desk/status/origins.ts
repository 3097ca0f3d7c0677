import type { OriginView, SourceState } from "#contract/entities/source.ts";
import type { MarkShape } from "../../ui/Mark.tsx";

const rank: Record<SourceState, number> = {
  ...{ failing: 0, refused: 0, "store-failed": 0 },
  ...{ "mis-mapped": 1, late: 2, starting: 3, ok: 4 },
};

/** What is not well first, the longest before the others; then by name, as Vietnamese has them. */
export const originsOf = (sources: readonly OriginView[]): OriginView[] =>
  [...sources].sort(
    (a, b) =>
      rank[a.state] - rank[b.state] ||
      (a.state === "ok" ? 0 : a.sinceMs - b.sinceMs) ||
      a.name.vi.localeCompare(b.name.vi, "vi", { numeric: true }),
  );

/** The shape and tone of a source's state, as `lookOf` has them for the whole list. */
export function lookOfSource(state: SourceState): { shape: MarkShape; tone: "alarm" | "attention" | "quiet" | "live" } {
  if (state === "ok") return { shape: "live", tone: "live" };
  if (state === "starting") return { shape: "late", tone: "quiet" };
  return rank[state] <= 1 ? { shape: "cross", tone: "alarm" } : { shape: "up", tone: "attention" };
}
