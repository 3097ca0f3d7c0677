import type { TFunction } from "i18next";
import type { FigureCondition } from "#contract/entities/figure-condition.ts";
import type { RuleAction, RuleTrigger } from "#contract/entities/rule.ts";
import type { Words } from "#contract/entities/text.ts";
import type { Days, Hours } from "#contract/entities/timetable.ts";
import { inLanguage } from "../../i18n/index.ts";

/** How things are called by those who read. */
export type Names = {
  scene(id: string): Words | undefined;
  indicator(code: string): Words | undefined;
  place(id: string): Words | undefined;
  source(id: string): Words | undefined;
  camera(id: string): Words | undefined;
  /** Number and name, in the page's language. */
  tile(scene: string, id: string): string | undefined;
};

type T = TFunction<"desk">;

export function createSentences(t: T, language: string, names: Names) {
  const called = (words: Words | undefined, id: string) => (words === undefined ? id : inLanguage(words, language));
  const scene = (id: string) => called(names.scene(id), id);
  const camera = (id: string) => called(names.camera(id), id);

  const span = (seconds: number): string => {
    if (seconds % 3_600 === 0 && seconds > 0) return t("automation.hours", { count: seconds / 3_600 });
    return seconds % 60 === 0 && seconds > 0
      ? t("automation.minutes", { count: seconds / 60 })
      : t("automation.seconds", { count: seconds });
  };
  const days = ({ weekdays, holidays, dates }: Days): string => {
    const parts = [
      weekdays.length === 0 ? "" : weekdays.map((day) => t(`automation.weekday.${day as 1}`)).join(", "),
      holidays === "any" ? "" : t(`automation.holidays.${holidays}`),
      dates.join(", "),
    ].filter((part) => part !== "");
    return parts.length === 0 ? t("automation.everyDay") : parts.join(" · ");
  };
  const hours = ({ from, to, days: on }: Hours): string => (from === to ? days(on) : `${from}–${to}, ${days(on)}`);
  const condition = ({ indicator, place, is, value, overAt, forS }: FigureCondition): string => {
    const name = called(names.indicator(indicator), indicator);
    const where = place === undefined ? "" : ` · ${called(names.place(place), place)}`;
    return [
      t(`automation.is.${is}`, { figure: `${name}${where}`, value }),
      forS > 0 ? t("automation.forAtLeast", { span: span(forS) }) : "",
      overAt === undefined ? "" : t("automation.overAt", { value: overAt }),
    ]
      .filter((part) => part !== "")
      .join(", ");
  };
  const trigger = (when: RuleTrigger): string => {
    switch (when.kind) {
      case "figure":
        return condition(when);
      case "time":
        return t("automation.at", { time: when.at, days: days(when.days) });
      case "source-lost": {
        const name = called(names.source(when.source), when.source);
        return t("automation.sourceLost", { name, span: span(when.forS) });
      }
      case "camera-lost":
        return t("automation.cameraLost", { name: camera(when.camera), span: span(when.forS) });
      case "camera-event": {
        const name = when.camera === null ? t("automation.anyCamera") : camera(when.camera);
        const event = when.event === null ? t("automation.anyEvent") : t(`automation.eventKind.${when.event}`);
        return t("automation.cameraEvent", { name, event });
      }
    }
  };
  const action = (action: RuleAction): string => {
    switch (action.kind) {
      case "scene":
        return t("automation.showScene", { scene: scene(action.scene) });
      case "tile":
        return t("automation.showTile", { what: inLanguage(action.what, language), display: action.display });
      case "focus":
        return t("automation.showFocus", {
          tile: names.tile(action.scene, action.tile) ?? action.tile,
          scene: scene(action.scene),
          display: action.display,
        });
      case "subject":
        return t("automation.showSubject", { display: action.display });
    }
  };
  return { scene, span, days, hours, condition, trigger, action };
}

export type Sentences = ReturnType<typeof createSentences>;
