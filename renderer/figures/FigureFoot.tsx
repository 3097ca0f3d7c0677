import type { Reading } from "#contract/entities/reading.ts";
import { Mark } from "../ui/Mark.tsx";
import { Tag } from "../ui/Tag.tsx";
import { useTypeScale } from "../ui/type-context.ts";
import { provenanceOf } from "./provenance.ts";
import { useIsSimulationSaid } from "./simulation.ts";
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
  const said = useIsSimulationSaid();
  const of = { status, ages: ages.filter((age) => age !== ""), hasMark: isOld, source };
  const { tag, text } = provenanceOf(of, widthPx, px, said);
  return (
    <footer className="figures-foot">
      {tag !== undefined && <Tag kind={tag.kind} word={tag.word} />}
      <span className={isOld ? "one-line tone-late" : "one-line"}>
        <Mark shape={isOld ? "late" : "none"} />
        {text}
      </span>
    </footer>
  );
}
