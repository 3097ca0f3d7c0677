import { expect, test } from "vitest";
import { initializationOf } from "../../../../../main/core/cameras/rtsp/h264-fragments.ts";
import { controlled, videoOf } from "../../../../../main/core/cameras/rtsp/session-description.ts";

/** As cameras of two makers describe themselves. */
const first = [
  ...["v=0", "o=- 1700000000000000 1 IN IP4 192.168.1.64", "s=Media Presentation", "t=0 0", "a=control:*"],
  ...["m=video 0 RTP/AVP 96", "b=AS:5000", "a=rtpmap:96 H264/90000"],
  "a=fmtp:96 profile-level-id=4D401F; packetization-mode=1; sprop-parameter-sets=Z01AH42NQCgC3/+AHgA8jhgAAAMACAAAAwDIJA==,aO44gA==",
  ...[
    "a=control:rtsp://192.168.1.64:554/Streaming/Channels/101/trackID=1",
    "m=audio 0 RTP/AVP 8",
    "a=control:trackID=2",
  ],
].join("\r\n");
const second =
  "v=0\nt=0 0\nm=audio 0 RTP/AVP 97\na=control:trackID=1\nm=video 0 RTP/AVP 98\na=control:trackID=0\na=rtpmap:98 H265/90000\n";

test("the video of a description, and where it is asked for", () => {
  const video = videoOf(first);
  expect(video).toMatchObject({ codec: "h264", payloadType: 96, clockRate: 90_000, packetizationMode: 1 });
  expect(video?.parameterSets.map((set) => (set[0] ?? 0) & 0x1f)).toEqual([7, 8]);
  const base = "rtsp://192.168.1.64:554/Streaming/Channels/101/";
  expect(controlled(base, video?.control ?? null)).toBe(`${base}trackID=1`);
  expect(controlled(base, video?.wholeControl ?? null)).toBe(base);
  const other = videoOf(second);
  expect(other).toMatchObject({ codec: "hevc", payloadType: 98, parameterSets: [], wholeControl: null });
  expect(controlled("rtsp://a/cam?channel=1&subtype=0", other?.control ?? null)).toBe(
    "rtsp://a/cam?channel=1&subtype=0/trackID=0",
  );
  expect(videoOf("v=0\nm=audio 0 RTP/AVP 0\n")).toBeNull();
  expect(videoOf("v=0\nm=video 0 RTP/AVP 26\n")?.codec).toBe("mjpeg");
});

test("what a player needs first tells the size of the pictures, and of what is no parameter set nothing is made", () => {
  const [sps, pps] = videoOf(first)?.parameterSets ?? [];
  const made = initializationOf(sps ?? Buffer.alloc(0), [pps ?? Buffer.alloc(0)]);
  expect(made?.mime).toBe('video/mp4; codecs="avc1.4D401F"');
  const entry = made?.bytes.lastIndexOf("avc1") ?? -1;
  expect([made?.bytes.readUInt16BE(entry + 28), made?.bytes.readUInt16BE(entry + 30)]).toEqual([1280, 720]);
  expect(initializationOf(Buffer.from([0x67]), [])).toBeNull();
  expect(initializationOf(Buffer.alloc(40, 0xff), [])).toBeNull();
});
