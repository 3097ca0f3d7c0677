/**
 * What each bench holds the program beside, and the printed figures that a ratio was made of: ours first, the other's second.
 * @type {Record<string, { peer: string; figures?: Record<string, [string, string]> }>}
 */
export const peers = {
  access: {
    peer: "the same without knowing who asks",
    figures: {
      "sign-in, processor": ["a sign-in, processor", "argon2id, processor"],
      "sign-in, clock": ["a sign-in, clock", "argon2id, clock"],
    },
  },
  camera: {
    peer: "one ffmpeg and one video element a tile",
    figures: {
      glassP50: ["glass to glass over WebSocket, wall, p50", "glass to glass, bare page, p50"],
      glassP95: ["glass to glass over WebSocket, wall, p95", "glass to glass, bare page, p95"],
      hlsP50: ["glass to glass by HLS, wall's page, p50", "glass to glass by HLS, bare page, p50"],
      hlsP95: ["glass to glass by HLS, wall's page, p95", "glass to glass by HLS, bare page, p95"],
      cpu: ["gateway's processor a camera, a still scene", "bare ffmpeg's, a still scene"],
      cpuAt2Mbps: ["gateway's processor a camera, 2 Mbit/s", "bare ffmpeg's, 2 Mbit/s"],
      tiles4: ["pictures a second over 4 tiles, wall", "pictures a second over 4 tiles, bare"],
      tiles9: ["pictures a second over 9 tiles, wall", "pictures a second over 9 tiles, bare"],
      tiles16: ["pictures a second over 16 tiles, wall", "pictures a second over 16 tiles, bare"],
    },
  },
  packs: {
    peer: "the profile of six figures",
    figures: { start: ["600 indicators: command to first snapshot", "six figures: command to first snapshot"] },
  },
  "camera-recovery": { peer: "bare ffmpegs started when the cause is gone" },
  "camera-soak": { peer: "the first third of the run" },
  cuts: { peer: "nothing" },
  displays: { peer: "nothing" },
  fanout: { peer: "socket.io, arrays of 250 ms" },
  history: {
    peer: "the bare SQL",
    figures: Object.fromEntries(
      ["hourly values", "ten times the values"].flatMap((values) =>
        ["as readings", "condensed"].map((how) => [
          `${values}, ${how}`,
          [`${values}, ${how}: ours`, `${values}, ${how}: bare SQL`],
        ]),
      ),
    ),
  },
  ingest: {
    peer: "bare inserts",
    figures: Object.fromEntries(
      ["batches of 100", "batches of 1,000", "batches of 1,000, ten times the series"].map((name) => [
        name,
        [`${name}: whole ingest`, `${name}: bare inserts`],
      ]),
    ),
  },
  "installed-start": {
    peer: "a bare Electron's deb",
    figures: { start: ["wall: command to painted window", "bare: command to painted window"] },
  },
  kills: { peer: "what was acknowledged" },
  live: {
    peer: "one bare page",
    figures: { p50: ["wall window, p50", "bare page, p50"], p95: ["wall window, p95", "bare page, p95"] },
  },
  "live-load": { peer: "one bare page" },
  map: {
    peer: "the bare engine",
    figures: {
      "update against bare": ["ours: figures to drawn", "bare: figures to drawn"],
      "frame against bare": ["ours: frame to frame", "bare: frame to frame"],
    },
  },
  scene: {
    peer: "two bare pages swapped",
  },
  "scene-soak": { peer: "the first half of the run" },
  start: {
    peer: "a bare Electron program",
    figures: {
      start: ["full: command to four painted windows", "bare: command to four painted windows"],
      memory: ["plain: memory of all processes", "bare: memory of all processes"],
    },
  },
  web: { peer: "a bare Fastify with the same answers", figures: { p99: ["core, p99", "bare Fastify, p99"] } },
};
