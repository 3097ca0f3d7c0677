import { Mark } from "../ui/Mark.tsx";
import { textWidthPx } from "../ui/text-width.ts";
import { useTypeScale } from "../ui/type-context.ts";
import type { Strip } from "./strip.ts";

/** A tile this many characters of the label's size wide is a large one. */
const largeFromEm = 30;
/** Of its own size: padding at both sides, and the gap between name and state. */
const aroundEm = 1.5;

/** Name at the left, state at the right; in fewer words where that keeps them in one line, else in two lines. */
export function CameraStrip({ name, strip, width }: { name: string; strip: Strip; width: number }) {
  const scale = useTypeScale();
  const isLarge = width > largeFromEm * scale.label;
  const fontPx = isLarge ? scale.label : scale.source;
  const fits = (text: string) => textWidthPx(`●${strip.word} ${text}`, fontPx) + aroundEm * fontPx <= width;
  const words = [strip.detail, ...strip.shorter];
  // One line where there are few enough words for it, else two, with as many words as fit in the second.
  const detail = words.find((each) => fits(name + each)) ?? words.find(fits) ?? words.at(-1) ?? "";
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
        {detail !== "" && <span className="camera-detail"> {detail}</span>}
      </span>
    </footer>
  );
}
