import type { Complain } from "./mistake.ts";

type Item = Record<string, unknown>;
const isItem = (value: unknown): value is Item => typeof value === "object" && value !== null;

/** How dossiers are counted is said once, by a source that gives them, and into indicators that there are. */
export function checkDossiers(
  sources: readonly [Item, number][],
  indicators: ReadonlySet<string>,
  complain: Complain,
): void {
  let said: string | undefined;
  for (const [source, index] of sources) {
    const { dossiers } = source;
    // One that is off counts nothing: a site may have another in its place.
    if (!isItem(dossiers) || source.isOff === true) continue;
    const path = ["sources", index, "dossiers"];
    if (source.gives !== "dossiers") complain(path, "mistake.dossiers-elsewhere");
    if (said !== undefined) complain(path, "mistake.dossiers-twice", { id: said });
    said ??= String(source.id);
    const known = (at: (string | number)[], code: unknown) => {
      if (typeof code === "string" && !indicators.has(code))
        complain([...path, ...at], "mistake.unknown-indicator", { id: code });
    };
    const counts = (at: (string | number)[], value: unknown) => {
      for (const [name, code] of Object.entries(isItem(value) ? value : {})) known([...at, name], code);
    };
    known(["score"], dossiers.score);
    counts(["counts"], dossiers.counts);
    if (Array.isArray(dossiers.groups))
      for (const [at, group] of dossiers.groups.entries())
        counts(["groups", at, "counts"], isItem(group) ? group.counts : undefined);
  }
}
