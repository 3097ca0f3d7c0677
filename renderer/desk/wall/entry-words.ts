import type { TFunction } from "i18next";
import { AutomationKind } from "#contract/entities/automation.ts";
import { type WallEntry, WallEntry as WallEntrySchema } from "#contract/entities/wall-state.ts";
import { inLanguage } from "../../i18n/index.ts";

/** What was done, as a sentence. @param momentOf how a moment is told */
export function entryWords(
  { kind, params }: Pick<WallEntry, "kind" | "params">,
  t: TFunction<"desk">,
  language: string,
  momentOf: (ms: number) => string,
): string {
  const told = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === "object" ? inLanguage(value, language) : value,
    ]),
  );
  if (kind === "undo" || kind === "redo") {
    const of = WallEntrySchema.shape.kind.safeParse(params.of);
    const rest = of.success ? entryWords({ kind: of.data, params }, t, language, momentOf) : "";
    if (typeof params.ofAtMs !== "number") return t(`wall.entry.${kind}`, { of: rest });
    const who = told.ofName === "" ? t("wall.atTheMachine") : told.ofName;
    return t(`wall.entry.${kind}-another`, { of: rest, who, time: momentOf(params.ofAtMs) });
  }
  if (kind === "blank" && told.displays === "") return t("wall.entry.unblank");
  if (kind === "number") {
    if (told.number === 0) return t("wall.entry.no-number", told);
    if (told.other === undefined) return t("wall.entry.number", told);
    return t(told.otherNumber === 0 ? "wall.entry.number-taken" : "wall.entry.number-swapped", told);
  }
  if (kind === "surfaces" && told.surfaces === "") return t("wall.entry.no-surfaces");
  if (kind === "freeze" && told.displays === "") return t("wall.entry.unfreeze");
  if (kind === "hear" && told.what === undefined) return t("wall.entry.hear-nothing");
  if (kind === "mute") return t(told.isMuted === 1 ? "wall.entry.mute" : "wall.entry.unmute");
  if ((kind === "rule-took" || kind === "rule-gave-back") && told.display === 0)
    return t(`wall.entry.${kind}-all`, told);
  const automation = AutomationKind.safeParse(params.automation);
  if (automation.success) {
    if (automation.data === "holidays") return t("wall.entry.holidays-saved");
    return t(`wall.entry.${kind}`, { ...told, of: t(`wall.automation.${automation.data}`) });
  }
  return t(`wall.entry.${kind}`, told);
}
