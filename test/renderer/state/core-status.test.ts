import { afterEach, expect, it, vi } from "vitest";
import { routes } from "#contract/routes.ts";
import { nowStore } from "../../../renderer/state/clock.ts";
import { addressStore, connectionStore, lineCount } from "../../../renderer/state/connection.ts";
import { wantStatus } from "../../../renderer/state/core-status.ts";

let nowMs = 1_800_000_000_000;
const asked = vi.fn(async (_url: URL) => new Response(null, { status: 503 }));
function pass(seconds: number): void {
  for (let at = 0; at < seconds; at += 1) {
    nowMs += 1_000;
    nowStore.setState(nowMs, true);
  }
}
afterEach(() => {
  vi.unstubAllGlobals();
  addressStore.setState(null, true);
});

it("is asked for once however many look, every five seconds, with a new line, and no longer when nobody looks", () => {
  vi.stubGlobal("fetch", asked);
  nowStore.setState(nowMs, true);
  addressStore.setState({ origin: "http://127.0.0.1:1" }, true);
  connectionStore.setState({ phase: "up" }, true);
  const leave = [wantStatus(), wantStatus()];
  expect(asked).toHaveBeenCalledTimes(1);
  expect(String(asked.mock.calls[0]?.[0])).toBe(`http://127.0.0.1:1${routes.status}`);
  pass(4);
  expect(asked).toHaveBeenCalledTimes(1);
  pass(1);
  expect(asked).toHaveBeenCalledTimes(2);
  leave[0]?.();
  lineCount.setState(lineCount.getState() + 1, true);
  expect(asked).toHaveBeenCalledTimes(3);
  leave[1]?.();
  pass(20);
  expect(asked).toHaveBeenCalledTimes(3);
});
