import type Hls from "hls.js";
import { routes } from "#contract/http.ts";
import type { Feed, FeedOptions } from "./feed.ts";
import { hlsConfig } from "./hls-config.ts";

/** HLS by hls.js, or by the element itself where there is no Media Source (Safari on a phone). */
export function createHlsFeed({ video, origin, token, camera, stream, coreNowMs }: FeedOptions): Feed {
  const url = new URL(routes.cameraPlaylist(camera, stream === "main" ? "main" : "sub"), origin).href;
  const headers: Record<string, string> = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  let makeHls: (() => Hls) | null = null;
  let hls: Hls | null = null;
  let isListed = false;
  let isDisposed = false;

  const play = () => void video.play().catch(() => undefined);
  video.addEventListener("loadeddata", play);

  const load = () => {
    hls?.destroy();
    hls = null;
    isListed = false;
    if (makeHls !== null) {
      hls = makeHls();
      hls.loadSource(url);
      hls.attachMedia(video);
    } else if (video.canPlayType("application/vnd.apple.mpegurl") !== "") {
      isListed = true;
      video.src = url;
      video.load();
    }
  };
  void import("hls.js").then(
    ({ default: HlsClass }) => {
      if (isDisposed) return;
      if (HlsClass.isSupported())
        makeHls = () => {
          const made = new HlsClass(hlsConfig(headers));
          made.on(HlsClass.Events.LEVEL_LOADED, () => {
            isListed = true;
          });
          made.on(HlsClass.Events.ERROR, (_, data) => {
            // The watchdog loads anew; until then a fatal error must not wait for a list that will never come.
            if (data.fatal) isListed = true;
          });
          return made;
        };
      load();
    },
    () => undefined,
  );

  return {
    way: "hls",
    sent: null,
    isArriving: () => isListed,
    delayMs() {
      const playing = hls?.playingDate ?? null;
      const ms = playing === null ? Number.NaN : coreNowMs() - playing.getTime();
      // Never below zero: clocks differ by some ms.
      return Number.isFinite(ms) ? Math.max(0, ms) : null;
    },
    setPace: () => undefined,
    steer() {
      if (video.paused && video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) play();
    },
    reload: load,
    dispose() {
      isDisposed = true;
      video.removeEventListener("loadeddata", play);
      hls?.destroy();
      hls = null;
      video.removeAttribute("src");
      video.load();
    },
  };
}
