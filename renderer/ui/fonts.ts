import "./fonts.css";

/**
 * Reads the faces that every page needs, before the first letter of each is to be drawn. Chromium asks for a face's file only
 * then, and has one of the machine's fonts stand in until it comes: where the machine has none, it asks for no more than the first,
 * and what it could not draw stays away for good. There the page is set anew once the faces have come.
 */
export function readFaces(): void {
  const probe = document.createElement("span");
  probe.textContent = "m";
  probe.style.cssText = "position: absolute; visibility: hidden";
  document.body.append(probe);
  const read = [400, 500, 600].map((weight) => document.fonts.load(`${weight} 1em "Be Vietnam Pro"`, "aệ→"));
  void Promise.allSettled(read).then(() => {
    const isDrawn = probe.offsetWidth > 0;
    probe.remove();
    if (isDrawn) return;
    // Another list of families, the same to see: only then are letters looked for again.
    const { style } = document.documentElement;
    style.setProperty("--font", `${getComputedStyle(document.documentElement).getPropertyValue("--font")}, system-ui`);
  });
}
