import { faceRead } from "../ui/face.ts";
import "./fonts.css";

const family = "Be Vietnam Pro Medium";

/** What labels are set in, as a style's `text-font`; both engines read the weight from its last word. */
export const mapFont = [family];

/**
 * Both engines draw letters with the page's own faces, so that Vietnamese labels need no glyph server; a letter drawn before
 * its face is there would stay in another. As `font-faces` of the style, MapLibre would read the files anew for every map, and
 * the page would keep half a megabyte of each.
 */
export const mapFontRead = (): Promise<void> => faceRead(`500 1em "${family}"`, "aāệ→");
