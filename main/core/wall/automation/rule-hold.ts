import type { Rule } from "#contract/entities/rule.ts";
import type { Words } from "#contract/entities/text.ts";
import { type Tile, unitsPerDisplay } from "#contract/entities/wall.ts";
import type { RuleHold } from "../layer.ts";
import type { Names } from "./mistakes.ts";

/** What a rule was set off by: the camera, or the figure. */
export type Subject =
  | { kind: "camera"; camera: string; name: Words }
  | { kind: "figure"; indicator: string; place: string | undefined; name: Words };

/** So long a rule that is set off by a moment has what it takes, where it does not say. */
export const defaultHoldMs = 60_000;

const whole = { x: 0, y: 0, width: unitsPerDisplay, height: unitsPerDisplay };

/**
 * What a rule that is set off now takes.
 * @returns undefined where it cannot: the monitor, the scene or its tile is not there, or nothing it is about
 */
export function holdOf(
  { rule, version }: { rule: Rule; version: number },
  subject: Subject | undefined,
  names: Pick<Names, "scene" | "hasDisplay">,
  nowMs: number,
): RuleHold | undefined {
  const isMoment = rule.when.kind === "time" || rule.when.kind === "camera-event";
  const forMs = rule.forS === null ? (isMoment ? defaultHoldMs : null) : rule.forS * 1_000;
  const untilMs = forMs === null ? null : nowMs + forMs;
  const { id, name, priority } = rule;
  const hold = { rule: id, version, name, priority, sinceMs: nowMs, untilMs };
  const { do: action } = rule;
  if (action.kind === "scene") {
    const scene = names.scene(action.scene);
    return scene === undefined
      ? undefined
      : { ...hold, what: scene.name, take: { kind: "scene", scene: action.scene } };
  }
  const { display } = action;
  if (!names.hasDisplay(display)) return undefined;
  const on = (what: Words, tile: Pick<Tile, "panel" | "settings">): RuleHold => ({
    ...hold,
    what,
    take: { kind: "display", display, tiles: [{ id: "rule", ...tile, ...whole }] },
  });
  switch (action.kind) {
    case "tile":
      return on(action.what, { panel: action.panel, settings: action.settings });
    case "focus": {
      const scene = names.scene(action.scene);
      const tile = scene?.tiles.find((one) => one.id === action.tile);
      return scene === undefined || tile === undefined
        ? undefined
        : on(scene.name, { panel: tile.panel, settings: tile.settings });
    }
    case "subject":
      if (subject === undefined) return undefined;
      if (subject.kind === "camera") return on(subject.name, { panel: "camera", settings: { camera: subject.camera } });
      return on(subject.name, {
        panel: "key-figure",
        settings: {
          indicator: subject.indicator,
          ...(subject.place === undefined ? {} : { place: subject.place }),
        },
      });
  }
}
