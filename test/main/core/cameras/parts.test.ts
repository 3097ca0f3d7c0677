import { expect, test } from "vitest";
import { masked, withAccount } from "../../../../main/core/cameras/account-mask.ts";
import { classify } from "../../../../main/core/cameras/failure.ts";
import { rtspScript } from "../../../../main/core/cameras/ffmpeg-arguments.ts";
import { parsePlaylist, withArrivalTimes } from "../../../../main/core/cameras/playlist.ts";

const list = `#EXTM3U
#EXT-X-VERSION:7
#EXT-X-TARGETDURATION:1
#EXT-X-MEDIA-SEQUENCE:100
#EXT-X-MAP:URI="init.mp4"
#EXTINF:1.000000,
#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:00:00.000+0000
s100.m4s
#EXT-X-DISCONTINUITY
#EXTINF:0.900000,
#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:00:01.000+0000
s101.m4s
`;

test("a playlist is served with arrival times and without segments from before the run", () => {
  const ends = new Map([
    ["s100.m4s", Date.parse("2026-11-24T07:00:00Z")],
    ["s101.m4s", Date.parse("2026-11-24T07:05:00Z")],
  ]);
  const all = withArrivalTimes(list, ends, 0);
  expect(all).toContain("#EXT-X-PROGRAM-DATE-TIME:2026-11-24T06:59:59.000Z\ns100.m4s");
  expect(all).toContain("#EXT-X-PROGRAM-DATE-TIME:2026-11-24T07:04:59.100Z\ns101.m4s");
  expect(all).not.toContain("2026-01-01");
  const run = withArrivalTimes(list, ends, Date.parse("2026-11-24T07:04:00Z"));
  expect(run).toContain("#EXT-X-MEDIA-SEQUENCE:101");
  expect(run).toContain("#EXT-X-DISCONTINUITY\n");
  expect(parsePlaylist(run).segments).toEqual([{ name: "s101.m4s", durationMs: 900 }]);
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
  expect(() => rtspScript("rtsp://a/x\nfile '/etc/passwd'")).toThrow(RangeError);
  expect(rtspScript("rtsp://a/it's")).toContain("file 'rtsp://a/it'\\''s'");
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
