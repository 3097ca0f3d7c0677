import latinFont from "@fontsource/be-vietnam-pro/files/be-vietnam-pro-latin-500-normal.woff2?url";
import latinExtFont from "@fontsource/be-vietnam-pro/files/be-vietnam-pro-latin-ext-500-normal.woff2?url";
import vietnameseFont from "@fontsource/be-vietnam-pro/files/be-vietnam-pro-vietnamese-500-normal.woff2?url";
import { Map as Engine, type FontFacesSpecification, type StyleSpecification, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import "maplibre-gl/dist/maplibre-gl.css";

// A worker file of our own origin: the engine's default is a blob, which the content policy forbids.
setWorkerUrl(workerUrl);

/** Drawn from the font files at hand, so that Vietnamese labels need no glyph server. */
export const mapFonts: FontFacesSpecification = {
  "Be Vietnam Pro": [
    { url: absolute(latinFont), "unicode-range": ["U+0000-00FF", "U+2000-206F"] },
    { url: absolute(latinExtFont), "unicode-range": ["U+0100-0101", "U+0104-0127", "U+012A-0167", "U+016A-019F"] },
    {
      url: absolute(vietnameseFont),
      "unicode-range": [
        "U+0102-0103",
        "U+0110-0111",
        "U+0128-0129",
        "U+0168-0169",
        "U+01A0-01A1",
        "U+01AF-01B0",
        "U+0300-0301",
        "U+0303-0304",
        "U+0308-0309",
        "U+0323",
        "U+0329",
        "U+1EA0-1EF9",
        "U+20AB",
      ],
    },
  ],
};

function absolute(url: string): string {
  return new URL(url, document.baseURI).href;
}

type Bounds = [west: number, south: number, east: number, north: number];

/**
 * A map that stands still unless told to move: without a GPU every animated frame costs a tenth of a second, so there
 * are no flights, fades or idle repaints, and nobody can drag the wall.
 * @param bounds degrees; the view fits them inside the padding and never leaves them by more than a margin
 */
export function createEngine(
  container: HTMLElement,
  style: StyleSpecification,
  bounds: Bounds,
  padding: Padding,
): Engine {
  return new Engine({
    container,
    style,
    bounds,
    fitBoundsOptions: { padding },
    interactive: false,
    attributionControl: false,
    fadeDuration: 0,
    renderWorldCopies: false,
    trackResize: true,
    maxZoom: 14,
    canvasContextAttributes: { antialias: true, powerPreference: "low-power" },
  });
}

export type Padding = { top: number; right: number; bottom: number; left: number };
export type { Engine };
