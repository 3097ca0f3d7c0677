/** Out of sight for this long counts; a tile that only moves is not stopped for it. */
const restsAfterMs = 1_000;

/**
 * Tells whether an element can be seen: within the window, in a page that is visible.
 * @param tell called with each change; at first it counts as seen
 * @returns the undo
 */
export function watchSight(element: Element, tell: (isSeen: boolean) => void): () => void {
  let isInside = true;
  let isTold = true;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    clearTimeout(timer);
    const isSeen = isInside && !document.hidden;
    if (isSeen === isTold) return;
    const change = () => {
      isTold = isSeen;
      tell(isSeen);
    };
    if (isSeen) change();
    else timer = setTimeout(change, restsAfterMs);
  };
  const observer = new IntersectionObserver((entries) => {
    isInside = entries.at(-1)?.isIntersecting ?? true;
    look();
  });
  observer.observe(element);
  document.addEventListener("visibilitychange", look);
  return () => {
    clearTimeout(timer);
    observer.disconnect();
    document.removeEventListener("visibilitychange", look);
  };
}
