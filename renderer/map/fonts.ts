import "./fonts.css";

const family = "Be Vietnam Pro Medium";

/** What labels are set in, as a style's `text-font`; both engines read the weight from its last word. */
export const mapFont = [family];

/** A map in another face is better than none. */
const longestWaitMs = 5_000;

/**
 * Both engines draw letters with the page's own faces, so that Vietnamese labels need no glyph server; a letter drawn before
 * its face is there would stay in another. As `font-faces` of the style, MapLibre would read the files anew for every map, and
 * the page would keep half a megabyte of each.
 */
export async function mapFontRead(): Promise<void> {
  // A letter of each of its files.
  const read = document.fonts.load(`500 1em "${family}"`, "aāệ");
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, longestWaitMs);
    const go = () => {
      clearTimeout(timer);
      resolve();
    };
    read.then(go, go);
  });
}
