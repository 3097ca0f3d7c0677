import { withAccount } from "./account-mask.ts";
import { fragmentedOutput, quiet, rtspInput, rtspScript, segmentsInput } from "./ffmpeg-arguments.ts";
import { hlsFeed } from "./http/hls-feed.ts";
import type { StreamInput, Way } from "./stream-input.ts";
import type { StreamedCamera } from "./streamed-camera.ts";

/** AAC of what telephones and cameras speak (G.711, G.726), which have no more in them than this. */
const madeAac: readonly string[] = ["-c:a", "aac", "-ar", "16000", "-ac", "1", "-b:a", "48k"];
/** ffmpeg 7.1 takes no packet of AAC for one to begin with, as the newest kind of it (xHE-AAC) has others; it would wait for ever. */
const copiedAac: readonly string[] = ["-c:a", "copy", "-copyinkf:a"];

/**
 * Of HLS also AAC is made anew: each of its packets has a head of its own (ADTS), and what an MP4 says of its sound at the
 * beginning is known to a copier only after the first of them.
 */
const madeAnew: readonly string[] = ["-c:a", "aac", "-b:a", "96k"];

/**
 * What ffmpeg is started with to take the sound of a camera, and nothing else of it.
 * @returns null for cameras of a kind that has none
 */
export function soundInputOf(
  { stream }: StreamedCamera,
  way: Way,
  isAac: boolean,
): { input: StreamInput; mode: "copy" | "transcode" } | null {
  const asked = (before: readonly string[], codec: readonly string[]) => [
    ...[...quiet, ...before],
    ...fragmentedOutput("0:a:0", codec),
  ];
  if (stream.type === "rtsp") {
    const script = rtspScript(withAccount(way.address, way.account), "audio");
    const input = { arguments: asked(rtspInput, isAac ? copiedAac : madeAac), script, feed: null };
    return { input, mode: isAac ? "copy" : "transcode" };
  }
  if (stream.type !== "hls") return null;
  return {
    input: { arguments: asked(segmentsInput, madeAnew), script: null, feed: hlsFeed(way, "sub") },
    mode: "transcode",
  };
}
