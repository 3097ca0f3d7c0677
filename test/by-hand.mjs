/**
 * Files of test/e2e that the gate leaves out: it has fifteen minutes on two cores, and these take minutes of them and seldom tell what nothing
 * else does. `npm test` by hand runs them; who changes panels (gallery), windows and their processes (gpu, kills, web-page) or the web app's
 * worker (app-updates) runs them before his work lands.
 */
export const byHand = ["app-updates", "gallery", "gpu", "kills", "web-page"];
