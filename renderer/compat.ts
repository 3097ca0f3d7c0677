/*
 * What pages do for Electron 25 (Chrome 114) alone, each with the version of Electron it goes with; see build/compat.mjs. A browser
 * that opens a page has to be of that Chrome too.
 */

/**
 * `Promise.withResolvers`, which Chrome has since 119.
 * Goes with Electron 28 (Chrome 120).
 */
export function pending<Value>() {
  let resolve!: (value: Value) => void;
  let reject!: (reason: unknown) => void;
  const promise = new Promise<Value>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}

/**
 * A video or a map of WebGL is on a layer of its own, of which Chromium fetches no more than it takes a filter to reach for; of one that
 * shifts it reckons with the wrong direction, and the last dots before the wall's end are missing. A shadow that nobody sees, twice as
 * far away, has it reach as far as it must. @param x, y how far the filter shifts at most, px
 * Goes with Electron: not known, as it was seen with 25 and not tried with a newer one.
 */
export const reachingFor = (x: number, y: number): string => `drop-shadow(${2 * x}px ${2 * y}px transparent)`;

/** What cannot be taken out of its place; `mark` stands there. `goesWith` is a version of Electron; null: not tried with a newer one. */
export const elsewhere: readonly { file: string; mark: string; what: string; goesWith: number | null }[] = [
  {
    file: "renderer/panels/document/pdf.ts",
    mark: "pdfjs-dist/legacy/build/pdf.mjs",
    what: "The library's build for older browsers: the other wants Uint8Array.fromBase64 (Chrome 140).",
    goesWith: 38,
  },
  {
    file: "renderer/desk/desk.css",
    mark: "@supports not (scrollbar-color: auto)",
    what: "Bars by ::-webkit-scrollbar, where scrollbar-color is not known (Chrome 121).",
    goesWith: 29,
  },
];
