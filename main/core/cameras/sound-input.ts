import type { CameraConfig } from "#contract/entities/camera-config.ts";
import { withAccount } from "./account-mask.ts";
import { fragmentedOutput, quiet, rtspInput, rtspScript, segmentsInput } from "./ffmpeg-arguments.ts";
import { hlsFeed } from "./http/hls-feed.ts";
import type { StreamInput, Way } from "./stream-input.ts";

/** AAC of what telephones and cameras speak (G.711, G.726), which have no more in them than this. */
const madeAac: readonly string[] = ["-c:a", "aac", "-ar", "16000", "-ac", "1", "-b:a", "48k"];
/** ffmpeg 7.1 takes no packet of AAC for one to begin with, as the newest kind of it (xHE-AAC) has others; it would wait for ever. */
const copiedAac: readonly string[] = ["-c:a", "copy", "-copyinkf:a"];

/**
 * What ffmpeg is started with to take the sound of a camera, and nothing else of it.
 * @returns null for cameras of a kind that has none
 */
export function soundInputOf({ stream }: CameraConfig, way: Way, isAac: boolean): StreamInput | null {
  const out = fragmentedOutput("0:a:0", isAac ? copiedAac : madeAac);
  if (stream.type === "rtsp")
    return {
      arguments: [...quiet, ...rtspInput, ...out],
      script: rtspScript(withAccount(way.address, way.account), "audio"),
      feed: null,
    };
  if (stream.type === "hls")
    return { arguments: [...quiet, ...segmentsInput, ...out], script: null, feed: hlsFeed(way, "sub") };
  return null;
}
