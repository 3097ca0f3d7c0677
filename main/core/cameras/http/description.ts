import { CodedError } from "#contract/errors.ts";
import type { Description } from "../description.ts";
import { askOverHttp, bytesOf, end, type HttpPeer } from "./asking.ts";
import { playlistLimits } from "./hls-feed.ts";
import { isJpeg } from "./jpeg-feed.ts";

export type HttpKind = "hls" | "mjpeg" | "jpeg";

const pictureBytes = 8 * 1024 * 1024;

/** Asks a camera or platform once, and looks whether what it gives is of the kind that the profile says. Never rejects. */
export async function askHttpDescription(kind: HttpKind, peer: HttpPeer, withinMs: number): Promise<Description> {
  const signal = AbortSignal.timeout(withinMs);
  try {
    if (kind === "mjpeg") {
      const answer = await askOverHttp(peer, "multipart/x-mixed-replace", signal);
      end(answer);
      return /^multipart\//i.test(answer.headers["content-type"] ?? "") ? "well" : "not-found";
    }
    const limits = kind === "jpeg" ? { bytes: pictureBytes, withinMs } : playlistLimits;
    const { bytes } = await bytesOf(peer, kind === "jpeg" ? "image/jpeg" : "*/*", signal, limits);
    const isRight = kind === "jpeg" ? isJpeg(bytes) : bytes.subarray(0, 16).includes("#EXTM3U");
    return isRight ? "well" : "not-found";
  } catch (error) {
    return (error instanceof CodedError ? descriptions[error.code] : undefined) ?? "unreachable";
  }
}

const descriptions: Record<string, Description> = {
  "camera.wrong-password": "wrong-password",
  "camera.not-found": "not-found",
  "camera.redirected": "redirected",
  "camera.basic-in-clear": "basic-in-clear",
  "camera.untrusted": "untrusted",
  "camera.failing": "failing",
  "camera.login-unknown": "login-unknown",
};
