/** What a session description (SDP, RFC 8866) says of its first video. */
export type VideoDescription = {
  /** As ffmpeg names it; null: one that has no name here. */
  codec: string | null;
  payloadType: number;
  /** Of the RTP times, 1/s. */
  clockRate: number;
  /** How pictures are packed (RFC 6184, 6.2): 0 and 1 keep them in order, 2 does not. */
  packetizationMode: number;
  /** Whole NAL units, as far as they are told. */
  parameterSets: Buffer[];
  /** `a=control` of the video and of all; null where there is none. */
  control: string | null;
  wholeControl: string | null;
};

const codecs: Record<string, string> = {
  h264: "h264",
  h265: "hevc",
  jpeg: "mjpeg",
  "mp4v-es": "mpeg4",
  av1: "av1",
  vp8: "vp8",
};
/** The one static payload type of video that cameras use (RFC 3551). */
const jpegType = 26;

/** @returns null where it tells of no video */
export function videoOf(description: string): VideoDescription | null {
  const parts = description.split(/^(?=m=)/m);
  const head = parts[0]?.startsWith("m=") === false ? parts[0] : "";
  const video = parts.find((one) => one.startsWith("m=video "));
  const payloadType = Number(/^m=video \S+ \S+ (\d+)/.exec(video ?? "")?.[1]);
  if (video === undefined || !Number.isInteger(payloadType)) return null;
  const value = (text: string, name: string) => new RegExp(`^a=${name}:(.*)$`, "m").exec(text)?.[1]?.trim() ?? null;
  const [, encoding, rate] = new RegExp(`^a=rtpmap:${payloadType} ([\\w-]+)/(\\d+)`, "m").exec(video) ?? [];
  const format = value(video, `fmtp`) ?? "";
  const sets = /sprop-parameter-sets=([^;\s]*)/.exec(format)?.[1] ?? "";
  return {
    codec:
      encoding === undefined ? (payloadType === jpegType ? "mjpeg" : null) : (codecs[encoding.toLowerCase()] ?? null),
    payloadType,
    clockRate: Number(rate ?? 90_000),
    packetizationMode: Number(/packetization-mode=(\d)/.exec(format)?.[1] ?? 0),
    parameterSets: sets
      .split(",")
      .filter((one) => one !== "")
      .map((one) => Buffer.from(one, "base64")),
    control: value(video, "control"),
    wholeControl: value(head, "control"),
  };
}

/** Where a part of a session is asked for (RFC 2326, C.1.1). @param base of the description */
export function controlled(base: string, control: string | null): string {
  if (control === null || control === "*") return base;
  if (/^rtsps?:\/\//i.test(control)) return control;
  return `${base}${base.endsWith("/") ? "" : "/"}${control}`;
}
