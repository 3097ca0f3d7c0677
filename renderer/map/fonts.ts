import latinFont from "@fontsource/be-vietnam-pro/files/be-vietnam-pro-latin-500-normal.woff2?url";
import latinExtFont from "@fontsource/be-vietnam-pro/files/be-vietnam-pro-latin-ext-500-normal.woff2?url";
import vietnameseFont from "@fontsource/be-vietnam-pro/files/be-vietnam-pro-vietnamese-500-normal.woff2?url";
import type { FontFacesSpecification } from "maplibre-gl";

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
