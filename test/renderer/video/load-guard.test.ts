import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createWindowReporter } from "../../../renderer/layout/window-report.ts";
import { countVideo, turnDown, turnedDown } from "../../../renderer/video/load-guard.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** What the guard asks a video for; half of what it decodes comes too late while `isOverloaded`. */
function videoOf(isOverloaded: () => boolean) {
  let total = 0;
  let dropped = 0;
  const getVideoPlaybackQuality = () => {
    total += 50;
    if (isOverloaded()) dropped += 25;
    return { totalVideoFrames: total, droppedVideoFrames: dropped };
  };
  return { getVideoPlaybackQuality } as unknown as HTMLVideoElement;
}

test("what an overloaded window does without goes to the core with its report, and is taken back", async () => {
  const sent: object[] = [];
  const reporter = createWindowReporter(2);
  reporter.attach({ send: (message) => sent.push(message) > 0, subscribe: () => () => undefined });
  let isOverloaded = true;
  const undo = countVideo(videoOf(() => isOverloaded));
  // Tiles say so once the guard's level reaches them; nothing is told before it is overloaded.
  const tiles = [turnDown("song"), turnDown("cong"), turnDown("cong")];
  await vi.advanceTimersByTimeAsync(6_000);
  expect(turnedDown()).toBeUndefined();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(turnedDown()).toEqual({ level: 2, cameras: ["cong", "song"] });
  expect(sent.at(-1)).toMatchObject({ turnedDown: { level: 2, cameras: ["cong", "song"] } });
  tiles[0]?.();
  await vi.advanceTimersByTimeAsync(1_500);
  expect(sent.at(-1)).toMatchObject({ turnedDown: { level: 2, cameras: ["cong"] } });
  isOverloaded = false;
  await vi.advanceTimersByTimeAsync(600_000);
  expect(sent.at(-1)).not.toHaveProperty("turnedDown");
  for (const tile of tiles.slice(1)) tile();
  undo();
  reporter.stop();
});
