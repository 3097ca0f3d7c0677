import type { Page } from "@playwright/test";

/** What a page's videos showed since the last call: ages of pictures (ms) and how many were presented. */
export type SeenPictures = { agesMs: number[]; presented: number };

/**
 * Reads the time that the RTSP server's `--time-code` wrote into each picture, in the moment in which it is presented; the
 * same code in all pages. Videos that are covered by another one (`.camera-behind`) don't count.
 */
export function watchVideos(hasTimeCode: boolean): void {
  const bits = 24;
  const span = 1 << 20;
  const agesMs: number[] = [];
  let presented = 0;
  const watched = new Set<HTMLVideoElement>();
  const canvas = document.createElement("canvas");
  canvas.width = bits * 3;
  canvas.height = 1;
  const context = canvas.getContext("2d", { willReadFrequently: true });

  const read = (video: HTMLVideoElement): number | null => {
    if (context === null) return null;
    const width = Math.floor(video.videoWidth / bits) * bits;
    context.drawImage(video, 0, 8, width, 16, 0, 0, bits * 3, 1);
    const points = context.getImageData(0, 0, bits * 3, 1).data;
    let code = 0;
    for (let at = 0; at < bits; at += 1) code = code * 2 + ((points[(at * 3 + 1) * 4] ?? 0) > 128 ? 1 : 0);
    const value = Math.floor(code / 16);
    let check = 5;
    for (let at = 0; at < 5; at += 1) check += Math.floor(value / 16 ** at) % 16;
    return check % 16 === code % 16 ? (((Date.now() - value) % span) + span) % span : null;
  };
  const follow = (video: HTMLVideoElement) => {
    let before: number | null = null;
    const onPicture = (_: number, { presentedFrames }: VideoFrameCallbackMetadata) => {
      const isCovered = video.classList.contains("camera-behind");
      if (!isCovered && before !== null && presentedFrames > before) presented += presentedFrames - before;
      before = presentedFrames;
      if (hasTimeCode && !isCovered) {
        const age = read(video);
        if (age !== null) agesMs.push(age);
      }
      video.requestVideoFrameCallback(onPicture);
    };
    video.requestVideoFrameCallback(onPicture);
  };
  const look = () => {
    for (const video of document.querySelectorAll("video")) {
      if (watched.has(video)) continue;
      watched.add(video);
      follow(video);
    }
  };
  look();
  setInterval(look, 200);
  Object.assign(globalThis, {
    benchPictures: () => {
      const seen = { agesMs: agesMs.splice(0), presented };
      presented = 0;
      return seen;
    },
  });
}

export const takePictures = (page: Page): Promise<SeenPictures> =>
  page.evaluate(() => (globalThis as unknown as { benchPictures(): SeenPictures }).benchPictures());
