import { expect, test } from "vitest";
import type { CameraState, CameraView } from "#contract/entities/camera.ts";
import { isChanged } from "../../../renderer/video/picture-change.ts";
import { type Observation, present, readsSame } from "../../../renderer/video/presentation.ts";

const now = 1_000_000;
const coreNowMs = 1_790_000_000_000;
const view = (state: CameraState, sinceMs = coreNowMs - 60_000): CameraView => ({
  id: "a",
  name: { vi: "a", en: "a" },
  isSimulated: false,
  state,
  sinceMs,
  lastPictureAtMs: null,
  reason: state === "ok" ? null : { code: "camera.unreachable", params: {} },
});
const seen = (pictureAgo: number | null, changedAgo = pictureAgo, delayMs = 2_100): Observation => ({
  pictureAt: pictureAgo === null ? null : now - pictureAgo,
  changedAt: changedAgo === null ? null : now - changedAgo,
  delayMs,
});
const kindOf = (state: CameraState | undefined, observation: Observation, hasKept = false) =>
  present(state === undefined ? undefined : view(state), observation, now, coreNowMs, hasKept).kind;

test("live only while new pictures are shown, whatever the gateway says", () => {
  expect(present(view("ok"), seen(100), now, coreNowMs, false)).toEqual({ kind: "live", delayMs: 2_100 });
  expect(kindOf("ok", seen(4_001))).toBe("frozen");
  expect(kindOf("ok", seen(null))).toBe("connecting");
  expect(kindOf(undefined, seen(100))).toBe("live");
  expect(kindOf(undefined, seen(5_000))).toBe("frozen");
  expect(kindOf("no-signal", seen(900))).toBe("live");
  expect(kindOf("no-signal", seen(1_100))).toBe("no-signal");
});

test("frozen tells since when, on the core's clock", () => {
  expect(present(view("ok"), seen(5_000), now, coreNowMs, false)).toEqual({
    kind: "frozen",
    sinceMs: coreNowMs - 5_000,
  });
  expect(present(view("ok"), seen(100, 10_500), now, coreNowMs, false)).toEqual({
    kind: "frozen",
    sinceMs: coreNowMs - 10_500,
  });
  expect(kindOf("ok", seen(100, 9_000))).toBe("live");
  expect(present(view("frozen", 5), seen(8_000), now, coreNowMs, false)).toEqual({ kind: "frozen", sinceMs: 5 });
});

test("a camera that is back is connecting, not frozen, until this screen has had its time", () => {
  expect(present(view("ok", coreNowMs - 2_000), seen(15_000), now, coreNowMs, true).kind).toBe("connecting");
  expect(present(view("ok", coreNowMs - 9_000), seen(15_000), now, coreNowMs, true).kind).toBe("frozen");
});

test("the gateway's word explains missing pictures", () => {
  expect(kindOf("no-signal", seen(null))).toBe("no-signal");
  expect(kindOf("no-signal", seen(20_000), true)).toBe("last-picture");
  expect(kindOf("wrong-password", seen(null), true)).toBe("wrong-password");
  expect(kindOf("unsupported", seen(null))).toBe("unsupported");
  expect(kindOf("gateway-missing", seen(null), true)).toBe("no-signal");
  expect(kindOf("idle", seen(null), true)).toBe("connecting");
});

test("a tile is drawn again only when it would read differently", () => {
  const live = (delayMs: number) => ({ kind: "live", delayMs }) as const;
  expect(readsSame(live(2_110), live(2_140))).toBe(true);
  expect(readsSame(live(2_110), live(2_190))).toBe(false);
  expect(readsSame({ kind: "frozen", sinceMs: 1_000 }, { kind: "frozen", sinceMs: 1_040 })).toBe(true);
  expect(readsSame({ kind: "frozen", sinceMs: 1_000 }, { kind: "connecting" })).toBe(false);
});

test("a picture encoded again is no new picture; a digit of a clock is one", () => {
  const before = new Uint8ClampedArray(32 * 18 * 4).fill(90);
  const noise = before.map((value, at) => value + (at % 3) - 1);
  expect(isChanged(before, noise)).toBe(false);
  const digit = noise.slice();
  digit[700] = 140;
  expect(isChanged(before, digit)).toBe(true);
});
