/**
 * Files of test/e2e that the gate leaves out: it has fifteen minutes on two cores, and these take minutes of them and seldom tell what nothing
 * else does. `npm test` by hand runs them, and the soak of cameras; who changes panels (gallery), windows and their processes (gpu, kills,
 * web-page), files and looks of maps (desk-map-files, map-engine), pictures on surfaces (slides, surface-media), lines (silent-line) or the web
 * app's worker (app-updates, app-worker) runs them before his work lands.
 */
export const byHand = [
  ...["app-updates", "app-worker", "desk-map-files", "gallery", "gpu", "kills"],
  ...["map-engine", "silent-line", "slides", "surface-media", "web-page"],
];
