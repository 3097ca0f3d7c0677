import type { Reading } from "#contract/entities/reading.ts";
import { Mark } from "../ui/Mark.tsx";
import { Tag } from "../ui/Tag.tsx";
import { textWidthPx } from "../ui/text-width.ts";
import { useTypeScale } from "../ui/type-context.ts";
import "./figure-foot.css";

type Props = {
  /** What the figures are; undefined where there is none. */
  status: { kind: Reading["status"]; word: string } | undefined;
  /** As of when they are, in the wordings from the longest to the shortest: the first that fits is taken. */
  ages: readonly string[];
  /** They are late, stale or lost, and `ages` say so. */
  isOld: boolean;
  /** Whose they are; "" where nobody knows. Left out where there is no room. */
  source: string;
  widthPx: number;
};

/** The last line of a tile of figures: what they are, how old, and from whom. Never cut in the middle of an age. */
export function FigureFoot({ status, ages, isOld, source, widthPx }: Props) {
  const { source: px } = useTypeScale();
  const tagPx = status === undefined ? 0 : textWidthPx(status.word, px) + 1.4 * px;
  const room = widthPx - tagPx - (isOld ? px : 0);
  const age = ages.find((words) => textWidthPx(words, px) <= room) ?? ages.at(-1) ?? "";
  const hasSource = source !== "" && textWidthPx(`${age} ${source}`, px) + 0.6 * px <= room;
  return (
    <footer className="figures-foot">
      {status !== undefined && <Tag kind={status.kind} word={status.word} />}
      <span className={isOld ? "one-line tone-late" : "one-line"}>
        <Mark shape={isOld ? "late" : "none"} />
        {age}
      </span>
      {hasSource && <span className="one-line">{source}</span>}
    </footer>
  );
}
