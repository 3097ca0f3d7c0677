import { useMemo } from "react";
import type { Tile } from "#contract/entities/wall.ts";
import type { Pick } from "../../../figures/picks.ts";
import { ruleOf } from "../../../panels/rules.ts";
import { useCameras } from "../../../state/cameras.ts";
import { useNews } from "../../../state/news.ts";
import type { Site } from "../../../state/site.ts";
import { useSiteFileNames } from "../../../state/site-files.ts";
import { formOfKind } from "./kind-forms.ts";
import { goneMistakes, type Mistake, schemaMistakes } from "./mistakes.ts";
import type { Choice } from "./PickBox.tsx";

/** null: not known yet. */
export type ChoicesOf = (pick: Pick) => readonly Choice[] | null;

/** What there is to choose from on this site. The same function while that is the same. */
export function useChoices(site: Site): ChoicesOf {
  const known = useCameras();
  // A camera's state changes every second; who they are, hardly ever.
  const named = JSON.stringify([...known.values()].map(({ id, name }) => ({ id, name })));
  const feeds = JSON.stringify(useNews()?.map(({ id, name }) => ({ id, name })) ?? null);
  const files = useSiteFileNames();
  const { indicators, places, web } = site;
  return useMemo(() => {
    const choices: Record<Pick, readonly Choice[] | null> = {
      indicator: indicators.map(({ code, name }) => ({ id: code, name })),
      place: places.map(({ id, name }) => ({ id, name })),
      camera: JSON.parse(named) as Choice[],
      feed: JSON.parse(feeds) as Choice[] | null,
      "web-page": web.map(({ id, name }) => ({ id, name })),
      file: files?.map((name) => ({ id: name, name: { vi: name, en: name } })) ?? null,
    };
    return (pick) => choices[pick];
  }, [named, feeds, files, indicators, places, web]);
}

/** All that is wrong with a tile's settings: what its schema finds, and what they name and is not there. */
export function mistakesOf({ panel, settings: given }: Tile, choicesOf: ChoicesOf): Mistake[] {
  const rule = ruleOf(panel);
  if (rule === undefined) return [];
  const settings = rule.newest(given);
  const has = (pick: Pick, id: string) => choicesOf(pick)?.some((choice) => choice.id === id) ?? true;
  return [...schemaMistakes(rule.schema, settings), ...goneMistakes(formOfKind(panel), settings, has)];
}
