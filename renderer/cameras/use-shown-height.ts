import { type RefObject, useLayoutEffect, useRef, useState } from "react";

const settledMs = 300;

/**
 * How high an element really stands on the screen, in its pixels: a browser page draws a whole monitor smaller than it is.
 * @param heightPx in CSS pixels of the monitor
 * @returns null until it was measured
 */
export function useShownHeight(heightPx: number): [RefObject<HTMLDivElement | null>, number | null] {
  const root = useRef<HTMLDivElement>(null);
  const [scale, setScale] = useState<number | null>(null);
  useLayoutEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const measure = () => {
      const element = root.current;
      if (element !== null && element.offsetHeight > 0)
        setScale(element.getBoundingClientRect().height / element.offsetHeight);
    };
    // The page takes its new size first, and a stream is not changed for each step of a window that is being drawn larger.
    const onResize = () => {
      clearTimeout(timer);
      timer = setTimeout(measure, settledMs);
    };
    measure();
    window.addEventListener("resize", onResize);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("resize", onResize);
    };
  }, []);
  return [root, scale === null ? null : heightPx * scale * window.devicePixelRatio];
}
