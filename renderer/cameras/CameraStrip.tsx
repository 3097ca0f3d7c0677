import { Mark } from "../ui/Mark.tsx";
import { textWidthPx } from "../ui/text-width.ts";
import { useTypeScale } from "../ui/type-context.ts";
import type { Strip } from "./strip.ts";

/** A tile this many characters of the label's size wide is a large one. */
const largeFromEm = 30;
/** Of its own size: padding at both sides, and the gap between name and state. */
const aroundEm = 1.5;

/**
 * Name at the left, state at the right; in fewer words where that keeps them in one line, else in two lines. Where not even the fewest
 * fit beside the state, they stand in a line of their own: a time is never cut.
 */
export function CameraStrip({ name, strip, width }: { name: string; strip: Strip; width: number }) {
  const scale = useTypeScale();
  const isLarge = width > largeFromEm * scale.label;
  const fontPx = isLarge ? scale.label : scale.source;
  const fitsAlone = (text: string) => textWidthPx(text, fontPx) + aroundEm * fontPx <= width;
  const fits = (text: string) => fitsAlone(`●${strip.word} ${text}`);
  const words = [strip.detail, ...strip.shorter];
  // One line where there are few enough words for it, else two, with as many words as fit in the second.
  const beside = words.find((each) => fits(name + each)) ?? words.find(fits);
  const below = beside === undefined ? (words.find(fitsAlone) ?? words.at(-1) ?? "") : "";
  return (
    <footer className={isLarge ? "camera-strip camera-strip-large" : "camera-strip"}>
      <span className="camera-name one-line">{name}</span>
      <span className="camera-state one-line">
        {strip.mark === "frozen" ? (
          <svg className="mark" viewBox="0 0 12 12" aria-hidden="true">
            <path d="M1.5 1H5V11H1.5ZM7 1H10.5V11H7Z" fill="currentColor" />
          </svg>
        ) : (
          <Mark shape={strip.mark} />
        )}
        <strong>{strip.word}</strong>
        {beside !== undefined && beside !== "" && <span className="camera-detail"> {beside}</span>}
      </span>
      {below !== "" && (
        <span className="camera-state one-line">
          <span className="camera-detail">{below}</span>
        </span>
      )}
    </footer>
  );
}
