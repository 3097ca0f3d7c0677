import { afterEach, expect, it, vi } from "vitest";
import type { SourceView } from "#contract/entities/source.ts";
import { reportsAsked, reportsPath } from "../../../renderer/state/citizen-reports.ts";
import { nowStore } from "../../../renderer/state/clock.ts";
import { addressStore, connectionStore } from "../../../renderer/state/connection.ts";
import { sources } from "../../../renderer/state/sources.ts";

let nowMs = 1_800_000_000_000;
const asked = vi.fn(async () => Response.json({ mapEvents: [], isCut: false, asOfMs: nowMs }));
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
async function pass(seconds: number): Promise<void> {
  for (let at = 0; at < seconds; at += 1) {
    nowMs += 1_000;
    nowStore.setState(nowMs, true);
    await settled();
  }
}
const source = (accepted: number, repeated: number, more: Partial<SourceView> = {}): SourceView => ({
  ...{ id: "phan-anh", name: { vi: "Phản ánh", en: "Reports" }, type: "rest", gives: "citizen-reports" },
  ...{ isSimulated: false, state: "ok", sinceMs: 1, lastReadingAtMs: nowMs, reason: null },
  counts: { accepted, repeated, refused: 0, failures: 0 },
  ...more,
});
const hear = (view: SourceView) => sources.store.setState(new Map([[view.id, view]]), true);
afterEach(() => {
  vi.unstubAllGlobals();
  addressStore.setState(null, true);
});

it("is asked for anew when a source has told another state, and not when it has told the same again", async () => {
  vi.stubGlobal("fetch", asked);
  nowStore.setState(nowMs, true);
  addressStore.setState({ origin: "http://127.0.0.1:1" }, true);
  connectionStore.setState({ phase: "up" }, true);
  hear(source(3, 0));
  const { store, want } = reportsAsked(reportsPath({ within: 3_600_000, closed: false }));
  const leave = want();
  await settled();
  expect(asked).toHaveBeenCalledTimes(1);
  expect(store.getState()).toMatchObject({ mapEvents: [], trouble: null, asOfMs: nowMs });
  hear(source(3, 90));
  hear(source(3, 90, { state: "late" }));
  await pass(10);
  expect(asked).toHaveBeenCalledTimes(1);
  hear(source(4, 90));
  await pass(1);
  expect(asked).toHaveBeenCalledTimes(2);
  leave();
});
