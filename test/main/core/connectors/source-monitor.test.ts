import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { SourceView } from "#contract/entities/source.ts";
import { SourceConfig } from "#contract/entities/source-config.ts";
import { type Acceptance, givenUp, type Outcome } from "../../../../main/core/connectors/connector.ts";
import { createSourceMonitor, type SourceMonitor } from "../../../../main/core/connectors/source-monitor.ts";

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

const reason = (code: string) => ({ code, params: {} });
const acceptance = (over: Partial<Acceptance>): Acceptance => ({
  valid: 0,
  refused: 0,
  reason: null,
  hasNoRoom: false,
  refusals: [],
  outcome: Promise.resolve(givenUp),
  ...over,
});
const storedNow = (): Outcome => ({ ...givenUp, isStored: true, each: ["stored"], storedAtMs: Date.now() });
const repeatedNow: Outcome = { ...givenUp, isStored: true, each: ["repeated"] };

function monitorOf(type: "mqtt" | "rest", lastReadingAtMs: number | null = null, lateAfter = "5m") {
  const words = { vi: "a", en: "a" };
  const source = SourceConfig.parse(
    type === "mqtt"
      ? { id: "a", name: words, type, url: "mqtt://a", topics: ["#"], lateAfter, mapping: "$" }
      : { id: "a", name: words, type, url: "http://a", every: "5s", lateAfter, mapping: "$" },
  );
  const views: SourceView[] = [];
  const monitor = createSourceMonitor({
    source,
    isSimulated: false,
    lastReadingAtMs,
    now: Date.now,
    timeText: String,
    onChange: (view) => views.push(SourceView.parse(view)),
  });
  return { monitor, views };
}
const stateOf = (monitor: SourceMonitor) => monitor.view().state;

it("is starting, ok with a stored reading, and late by itself when nothing new is stored", () => {
  const { monitor, views } = monitorOf("mqtt");
  expect(stateOf(monitor)).toBe("starting");
  monitor.onLine({ kind: "answering" });
  expect(stateOf(monitor)).toBe("starting");
  monitor.onAcceptance(acceptance({ valid: 1 }));
  monitor.onOutcome(storedNow());
  expect(stateOf(monitor)).toBe("ok");
  vi.advanceTimersByTime(4 * 60_000);
  // The same reading again is nothing new.
  monitor.onOutcome(repeatedNow);
  expect(stateOf(monitor)).toBe("ok");
  vi.advanceTimersByTime(60_001);
  expect(views.at(-1)).toMatchObject({ state: "late", reason: { code: "source.silent" } });
  monitor.onOutcome(storedNow());
  expect(stateOf(monitor)).toBe("ok");
});

it("is late after a minute when nothing ever comes", () => {
  const { monitor, views } = monitorOf("mqtt");
  monitor.onLine({ kind: "answering" });
  vi.advanceTimersByTime(59_000);
  expect(stateOf(monitor)).toBe("starting");
  vi.advanceTimersByTime(1_001);
  expect(views.at(-1)?.state).toBe("late");
});

it("after a restart it is not ok before the line answers", () => {
  const { monitor } = monitorOf("rest", Date.now() - 1_000);
  expect(monitor.view()).toMatchObject({ state: "starting", lastReadingAtMs: Date.now() - 1_000 });
  monitor.onLine({ kind: "answering" });
  expect(stateOf(monitor)).toBe("ok");
});

it("tells the gravest thing: refused and failing before store, store before mapping, mapping before silence", () => {
  const { monitor } = monitorOf("rest");
  monitor.onLine({ kind: "unusable", reason: reason("source.not-json") });
  expect(monitor.view()).toMatchObject({ state: "mis-mapped", reason: reason("source.not-json") });
  vi.advanceTimersByTime(10 * 60_000);
  expect(stateOf(monitor)).toBe("mis-mapped");
  monitor.onStoreFailure(reason("store.full"));
  expect(stateOf(monitor)).toBe("store-failed");
  monitor.onLine({ kind: "failing", reason: reason("source.unreachable") });
  expect(stateOf(monitor)).toBe("failing");
  monitor.onLine({ kind: "refused", reason: reason("source.refused") });
  expect(stateOf(monitor)).toBe("refused");
  monitor.onLine({ kind: "answering" });
  expect(stateOf(monitor)).toBe("store-failed");
  monitor.onAcceptance(acceptance({ valid: 1 }));
  monitor.onOutcome(storedNow());
  expect(stateOf(monitor)).toBe("ok");
});

it("one foreign message of a broker does not condemn it, three in a row do", () => {
  const { monitor } = monitorOf("mqtt");
  const foreign = acceptance({ refused: 1, reason: reason("reading.unknown-place") });
  monitor.onLine({ kind: "answering" });
  monitor.onAcceptance(acceptance({ valid: 1 }));
  monitor.onOutcome(storedNow());
  monitor.onAcceptance(foreign);
  monitor.onAcceptance(foreign);
  expect(stateOf(monitor)).toBe("ok");
  monitor.onAcceptance(acceptance({ valid: 1, refused: 3, reason: reason("reading.unknown-place") }));
  monitor.onAcceptance(foreign);
  expect(stateOf(monitor)).toBe("ok");
  monitor.onAcceptance(foreign);
  monitor.onAcceptance(foreign);
  expect(monitor.view()).toMatchObject({ state: "mis-mapped", counts: { refused: 8 } });
});

it("being turned away is a failing store", () => {
  const { monitor } = monitorOf("mqtt");
  monitor.onLine({ kind: "answering" });
  monitor.onAcceptance(acceptance({ hasNoRoom: true, reason: reason("store.full") }));
  expect(monitor.view()).toMatchObject({ state: "store-failed", reason: reason("store.full") });
});

it("tells a new state at once and new counts at most once a second", () => {
  const { monitor, views } = monitorOf("mqtt");
  monitor.onLine({ kind: "answering" });
  monitor.onOutcome(storedNow());
  expect(views.filter((view) => view.state === "ok")).toHaveLength(1);
  for (let at = 0; at < 100; at++) monitor.onOutcome(storedNow());
  expect(views).toHaveLength(1);
  vi.advanceTimersByTime(1_000);
  expect(views.at(-1)?.counts.accepted).toBe(101);
  expect(views).toHaveLength(2);
  monitor.stop();
  monitor.onLine({ kind: "failing", reason: reason("x") });
  vi.advanceTimersByTime(3_600_000);
  expect(views).toHaveLength(2);
});

it("counts silence over spans longer than a timer can hold", () => {
  const { monitor, views } = monitorOf("rest", null, "450d");
  monitor.onLine({ kind: "answering" });
  monitor.onOutcome(storedNow());
  expect(stateOf(monitor)).toBe("ok");
  vi.advanceTimersByTime(449 * 86_400_000);
  expect(stateOf(monitor)).toBe("ok");
  vi.advanceTimersByTime(2 * 86_400_000);
  expect(views.at(-1)?.state).toBe("late");
});
