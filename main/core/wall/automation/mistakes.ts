import type { FigureCondition } from "#contract/entities/figure-condition.ts";
import type { Programme } from "#contract/entities/programme.ts";
import type { Rule } from "#contract/entities/rule.ts";
import type { Scene } from "#contract/entities/wall.ts";
import type { CodedMessage } from "#contract/errors.ts";

/** What programmes and rules may name. */
export type Names = {
  scene(id: string): Pick<Scene, "name" | "tiles"> | undefined;
  hasIndicator(code: string): boolean;
  hasPlace(id: string): boolean;
  hasSource(id: string): boolean;
  hasCamera(id: string): boolean;
  hasDisplay(display: number): boolean;
};

const told = (isWrong: boolean, code: string, params: CodedMessage["params"]): CodedMessage[] =>
  isWrong ? [{ code, params }] : [];

const ofCondition = ({ indicator, place }: FigureCondition, names: Names): CodedMessage[] => [
  ...told(!names.hasIndicator(indicator), "automation.no-indicator", { indicator }),
  ...told(place !== undefined && !names.hasPlace(place), "automation.no-place", { place: place ?? "" }),
];

/** What of a programme cannot be done as the site is: told to whoever edits it, passed over when it runs. */
export function programmeMistakes({ steps }: Programme, names: Names): CodedMessage[] {
  return steps.flatMap(({ scene, jumps }, index) => [
    ...told(names.scene(scene) === undefined, "automation.no-scene", { scene }),
    ...jumps.flatMap(({ when, to }) => [
      ...ofCondition(when, names),
      ...told(to > steps.length, "automation.no-step", { step: index + 1, to }),
    ]),
  ]);
}

export function ruleMistakes({ when, do: action, forS }: Rule, names: Names): CodedMessage[] {
  const mistakes: CodedMessage[] = [];
  const camera = "camera" in when ? when.camera : null;
  if (when.kind === "figure") mistakes.push(...ofCondition(when, names));
  if (when.kind === "source-lost")
    mistakes.push(...told(!names.hasSource(when.source), "automation.no-source", { source: when.source }));
  if (camera !== null) mistakes.push(...told(!names.hasCamera(camera), "automation.no-camera", { camera }));
  const isMoment = when.kind === "time" || when.kind === "camera-event";
  mistakes.push(...told(isMoment && forS === null, "automation.no-duration", {}));

  if (action.kind !== "scene")
    mistakes.push(...told(!names.hasDisplay(action.display), "wall.no-such-display", { display: action.display }));
  if (action.kind === "scene" || action.kind === "focus") {
    const scene = names.scene(action.scene);
    mistakes.push(...told(scene === undefined, "automation.no-scene", { scene: action.scene }));
    if (action.kind === "focus" && scene !== undefined) {
      const { scene: id, tile } = action;
      mistakes.push(...told(!scene.tiles.some((one) => one.id === tile), "automation.no-tile", { scene: id, tile }));
    }
  }
  const hasSubject = when.kind !== "time" && when.kind !== "source-lost";
  mistakes.push(...told(action.kind === "subject" && !hasSubject, "automation.no-subject", {}));
  return mistakes;
}
