import { useTranslation } from "react-i18next";
import { derivedSource } from "#contract/entities/derived-source.ts";
import type { IndicatorView } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";
import type { Words } from "#contract/entities/text.ts";
import { agesAt } from "../../figures/figure.ts";
import { revisedWords, sourceWords, statusWords } from "../../figures/source-words.ts";
import { useNow } from "../../state/clock.ts";
import { toldTopicsStore } from "../../state/connection.ts";
import { useNamedSource } from "../../state/sources.ts";
import { useStorePart } from "../../state/store.ts";
import { Mark } from "../../ui/Mark.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { useAppZone } from "../app/zone.ts";
import { useIsPartial } from "./own-part.ts";

type Props = {
  reading: Reading | undefined;
  indicator: IndicatorView;
  isOld: boolean;
  /** Its source's name, where the live line has not told of it yet. */
  sourceName: Words | undefined;
  length?: "long" | "short";
};

/** Under a figure: how old it is, from whom, and what it is where that is less than official. Wraps; nothing of it is cut. */
export function FigureNote({ reading, indicator, isOld, sourceName, length = "long" }: Props) {
  const { t } = useTranslation("figure");
  const zone = useAppZone();
  const known = useNamedSource(reading?.source);
  const age = useNow((nowMs) => {
    const ages = agesAt(reading, indicator, nowMs, t, zone);
    return (length === "long" ? ages[0] : (ages[1] ?? ages[0])) ?? "";
  });
  const named = known ?? (sourceName === undefined ? undefined : { name: sourceName, origins: [] });
  // That a source is gone says only who has been told of all of them.
  const isPartial = useIsPartial();
  const isAllTold = useStorePart(toldTopicsStore, (topics) => topics?.sources === "all") && !isPartial;
  const told = sourceWords(reading, named, t, zone.language);
  // On a card there is room for what it is, and none for how that came about.
  const isShort = length === "short" && reading?.source === derivedSource;
  const source = isShort ? t("source.derivedShort") : told === t("source.gone") && !isAllTold ? "" : told;
  const revised = revisedWords(reading, indicator.period, t, zone);
  const quality = reading === undefined || reading.quality === "good" ? "" : t(`quality.${reading.quality}`);
  const status = reading?.status === "official" ? undefined : reading?.status;
  return (
    <p className={isOld ? "leader-note tone-late" : "leader-note"}>
      <Mark shape={isOld ? "late" : "none"} />
      {[age, source, revised, quality].filter((part) => part !== "").join(" · ")}
      {reading !== undefined && status !== undefined && (
        <>
          {" "}
          <Tag kind={status} word={statusWords(reading, t)} />
        </>
      )}
    </p>
  );
}
