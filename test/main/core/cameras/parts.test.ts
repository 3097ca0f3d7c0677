import { expect, test, vi } from "vitest";
import { fragmentHeadBytes } from "#contract/pictures.ts";
import { masked, withAccount } from "../../../../main/core/cameras/account-mask.ts";
import { classify } from "../../../../main/core/cameras/failure.ts";
import { rtspScript } from "../../../../main/core/cameras/ffmpeg-arguments.ts";
import type { Fragment } from "../../../../main/core/cameras/fragments.ts";
import { PictureBuffer } from "../../../../main/core/cameras/picture-buffer.ts";
import { Retries } from "../../../../main/core/cameras/retries.ts";
import { RepeatWatch } from "../../../../main/core/cameras/stillness.ts";

/** A picture as the splitter gives it; every tenth is a key picture, ten a second. */
const fragment = (number: number, startMs = 1_790_000_000_000, bytes = 100): Fragment => ({
  message: Buffer.alloc(fragmentHeadBytes + bytes, number % 256),
  isKey: number % 10 === 0,
  arrivedAtMs: startMs + number * 100,
  timeS: number / 10,
  durationS: 0.1,
});
const initialization = { bytes: Buffer.from("init"), mime: 'video/mp4; codecs="avc1.42C016"' };

test("a new watcher gets all since the last key picture, and HLS whole segments with the times of arrival", () => {
  const buffer = new PictureBuffer(1_790_000_000_000);
  expect(buffer.playlist()).toBeNull();
  buffer.begin(initialization);
  for (let n = 0; n < 95; n += 1) buffer.add(fragment(n));
  expect(buffer.group.map((one) => one.timeS)).toEqual([9, 9.1, 9.2, 9.3, 9.4]);
  const list = buffer.playlist() ?? "";
  expect(list.match(/#EXTINF:1\.000,/g)).toHaveLength(4);
  const first = /#EXT-X-MEDIA-SEQUENCE:(\d+)/.exec(list)?.[1];
  expect(list).toContain(`#EXT-X-PROGRAM-DATE-TIME:${new Date(1_790_000_005_000).toISOString()}\ns${first}.m4s`);
  expect(buffer.file(`s${first}.m4s`)?.length).toBe(1_000);
  expect(buffer.file(/URI="([^"]+)"/.exec(list)?.[1] ?? "")?.toString()).toBe("init");
  for (const foreign of ["s1.m4s", "i1.mp4", "../x", "last.jpg", "s.m4s"]) expect(buffer.file(foreign)).toBeNull();
});

test("what came before an outage is never listed after it, and numbers go on", () => {
  const buffer = new PictureBuffer(1_790_000_000_000);
  buffer.begin(initialization);
  for (let n = 0; n < 35; n += 1) buffer.add(fragment(n));
  const numbers = () => [...(buffer.playlist() ?? "").matchAll(/^s(\d+)\.m4s$/gm)].map((m) => Number(m[1]));
  const before = numbers();
  buffer.clear();
  expect(buffer.playlist()).toBeNull();
  buffer.begin(initialization);
  for (let n = 0; n < 25; n += 1) buffer.add(fragment(n, 1_790_000_060_000));
  expect(Math.min(...numbers())).toBeGreaterThan(Math.max(...before));
  expect(numbers()).toHaveLength(2);
});

test("a stream without further key pictures is not gathered without end", () => {
  const buffer = new PictureBuffer(0);
  buffer.begin(initialization);
  buffer.add(fragment(0, 0, 1_000_000));
  for (let n = 1; n < 12; n += 1) buffer.add({ ...fragment(n, 0, 1_000_000), isKey: false });
  expect(buffer.group).toEqual([]);
  expect(buffer.clip()).toBeNull();
  expect(buffer.playlist()).toBeNull();
  buffer.add(fragment(20));
  expect(buffer.group).toHaveLength(1);
});

test("one repeated picture is suspected by its sizes and proven by comparing; the first that moves clears it", () => {
  const watch = new RepeatWatch();
  const cut = (atMs: number, gray: number) => ({ atMs, thumbnail: Buffer.alloc(160 * 90, gray) });
  const add = (number: number, bytes: number) => watch.add(fragment(number, 0, bytes));
  // A camera with a clock: small pictures, and a larger one each second when the digits change.
  for (let n = 0; n < 100; n += 1) add(n, n % 10 === 0 ? 30_000 : n % 10 === 5 ? 2_000 : 120);
  expect(watch.isSuspected).toBe(false);
  for (let n = 100; n < 135; n += 1) add(n, n % 10 === 0 ? 30_000 : 120);
  expect(watch.isSuspected).toBe(true);
  watch.compare(cut(11_000, 90));
  watch.compare(cut(12_000, 95));
  expect(watch.sinceMs).toBeNull();
  watch.compare(cut(13_000, 95));
  expect(watch.sinceMs).toBe(9_500);
  add(136, 5_000);
  expect(watch.sinceMs).toBeNull();
  // Compared again, it shows something else each time: a still encoder, a moving picture.
  watch.compare(cut(14_000, 10));
  watch.compare(cut(17_000, 30));
  watch.compare(cut(20_000, 60));
  expect(watch.sinceMs).toBeNull();
});

test("a recording of 20 s played in a loop, with a quiet scene in it, is not called frozen and live in turn", () => {
  const watch = new RepeatWatch();
  let turns = 0;
  let wasFrozen = false;
  const look = () => {
    const isFrozen = watch.sinceMs !== null;
    if (isFrozen !== wasFrozen) turns += 1;
    wasFrozen = isFrozen;
  };
  // Ten pictures a second, 12 s of movement and 8 s in which nothing moves, for five minutes.
  for (let n = 0; n < 3_000; n += 1) {
    const isMoving = n % 200 < 120;
    watch.add(fragment(n, 0, n % 10 === 0 ? 30_000 : isMoving ? 2_000 : 120));
    if (n % 10 === 0) watch.compare({ atMs: n * 100, thumbnail: Buffer.alloc(160 * 90, isMoving ? n % 200 : 200) });
    look();
  }
  // Once it may be taken for frozen, before it is known.
  expect(turns).toBeLessThanOrEqual(2);
  // What stands still for longer than any such scene is frozen all the same.
  for (let n = 3_000; n < 3_300; n += 1) {
    watch.add(fragment(n, 0, n % 10 === 0 ? 30_000 : 120));
    if (n % 10 === 0) watch.compare({ atMs: n * 100, thumbnail: Buffer.alloc(160 * 90, 95) });
  }
  expect(watch.sinceMs).not.toBeNull();
});

test("accounts are taken out of any text", () => {
  const account = { username: "u", password: "p@s/s wörd" };
  const address = withAccount("rtsp://10.0.0.1:554/x", account);
  expect(address).toBe("rtsp://u:p%40s%2Fs%20w%C3%B6rd@10.0.0.1:554/x");
  for (const text of [
    `cannot open '${address}'`,
    "password p@s/s wörd!",
    "p%40s%2Fs%20w%C3%B6rd",
    "rtsp://other:word@host/",
  ])
    expect(masked(text, account)).not.toMatch(/word@|wörd|w%C3/);
  expect(masked("rtsp://10.0.0.1/x", null)).toBe("rtsp://10.0.0.1/x");
});

test("an address cannot add a line to the script", () => {
  expect(() => rtspScript("rtsp://a/x\nfile '/etc/passwd'", "video")).toThrow(RangeError);
  expect(rtspScript("rtsp://a/it's", "video")).toContain("file 'rtsp://a/it'\\''s'");
});

test.each([
  ["[rtsp @ 0x1] [error] method DESCRIBE failed: 401Unauthorized", 8, false, "wrong-password", "camera.wrong-password"],
  [
    "[rtsp @ 0x1] [error] method DESCRIBE failed: 401 Unauthorized",
    8,
    false,
    "wrong-password",
    "camera.wrong-password",
  ],
  ["[rtsp @ 0x1] [error] method DESCRIBE failed: 404Not Found", 8, false, "no-signal", "camera.not-found"],
  [
    "[tcp @ 0x1] [error] Connection to tcp://h:1 failed: Connection refused",
    145,
    false,
    "no-signal",
    "camera.unreachable",
  ],
  ["[rtsp @ 0x1] [warning] Failed reading RTSP data: Connection timed out", 0, true, "no-signal", "camera.unreachable"],
  [
    "[in#0] [error] Error opening input: Invalid data found when processing input",
    183,
    false,
    "no-signal",
    "camera.not-found",
  ],
  ["[info] nothing said", 0, true, "no-signal", "camera.unreachable"],
  ["[info] nothing said", 139, false, "no-signal", "camera.gateway-failed"],
  ["[info] the words 401 Unauthorized in a title are no refusal", 0, true, "no-signal", "camera.unreachable"],
])("%s", (line, exit, hadPictures, state, code) => {
  expect(classify([line], exit, hadPictures)).toMatchObject({ state, code });
});

test("a stream that failed is tried again the moment its pause is over: soon at first, and never later than a person would wait", () => {
  vi.useFakeTimers();
  try {
    /** How long each of the first ten pauses lasts, ms. */
    const pauses = (fail: (retries: Retries) => void): number[] => {
      let tries = 0;
      const retries = new Retries(() => {
        tries += 1;
      });
      return Array.from({ length: 10 }, (_, at) => {
        fail(retries);
        const failedAt = Date.now();
        while (tries === at) vi.advanceTimersByTime(1);
        return Date.now() - failedAt;
      });
    };
    const away = pauses((retries) => retries.fail("no-signal", true));
    expect(Math.max(...away)).toBeLessThanOrEqual(1_002);
    expect(away[0]).toBeLessThanOrEqual(302);
    const failing = pauses((retries) => retries.fail("no-signal"));
    expect(Math.max(...failing)).toBeLessThanOrEqual(1_502);
    // Where each try costs a process, it is left alone for longer than that.
    expect(Math.max(...failing.slice(4))).toBeGreaterThan(1_002);
    // A refused password is tried less and less often, whatever else.
    expect(Math.min(...pauses((retries) => retries.fail("wrong-password")))).toBeGreaterThanOrEqual(10_000);
  } finally {
    vi.useRealTimers();
  }
});
