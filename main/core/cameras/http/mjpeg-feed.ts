import { CodedError } from "#contract/errors.ts";
import { askOverHttp, end, type HttpPeer } from "./asking.ts";
import type { Feed } from "./feed.ts";
import { isJpeg, longestPictureBytes, putPicture } from "./jpeg-feed.ts";
import { PartSplitter } from "./multipart.ts";

/** @param leastMs between two pictures that are passed on; 0: all of them */
export function mjpegFeed(peer: HttpPeer, leastMs: number): Feed {
  return async (run) => {
    const answer = await askOverHttp(peer, "multipart/x-mixed-replace", run.signal);
    const boundary = /^multipart\/[^;]*;.*?\bboundary="?([^";]+)/i.exec(answer.headers["content-type"] ?? "")?.[1];
    if (boundary === undefined) {
      end(answer);
      throw new CodedError("camera.not-found");
    }
    let passedAt = Number.NEGATIVE_INFINITY;
    const splitter = new PartSplitter(boundary.trim(), longestPictureBytes, (picture) => {
      if (!isJpeg(picture)) throw new CodedError("camera.not-found");
      const now = performance.now();
      if (now - passedAt < leastMs) return;
      if (passedAt === Number.NEGATIVE_INFINITY) run.began(run.now());
      passedAt = now;
      putPicture(run, picture);
    });
    try {
      for await (const chunk of answer.body as AsyncIterable<Buffer>) splitter.put(chunk);
    } catch (error) {
      throw error instanceof CodedError ? error : new CodedError("camera.unreachable", {}, { cause: error });
    } finally {
      end(answer);
    }
  };
}
