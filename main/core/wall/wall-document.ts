import { z } from "zod";
import { Id, type Words } from "#contract/entities/text.ts";
import { unitsPerDisplay, type WallPlan } from "#contract/entities/wall.ts";
import {
  type AutomationCommand,
  Banner,
  Control,
  Frozen,
  Push,
  type WallCommand,
  type WallEntry,
  type Who,
} from "#contract/entities/wall-state.ts";
import { CodedError } from "#contract/errors.ts";
import { cellOf, displaysOf, tilesOf } from "./composition.ts";
import type { Scenes } from "./scenes.ts";

/** How the wall is, as far as people decide it; what is kept over restarts. `control` is "operator" or "none". */
export const WallDocument = z.strictObject({
  scene: Id,
  control: Control,
  pushes: z.array(Push).max(64),
  blanked: z.array(z.int().min(1)).max(64),
  frozen: z.array(Frozen).max(64).default([]),
  banner: Banner.nullable(),
});
export type WallDocument = z.infer<typeof WallDocument>;

/** What a command makes of the wall, and what is told of it. */
export type Deed = { document: WallDocument; kind: WallEntry["kind"]; params: WallEntry["params"] };

type Ordinary = Exclude<WallCommand, AutomationCommand | { type: "identify" | "prepare" | "undo" | "redo" }>;

/** @throws CodedError scene.unknown, wall.no-such-display, wall.not-held */
export function carryOut(
  command: Ordinary,
  document: WallDocument,
  about: { plan: WallPlan; scenes: Pick<Scenes, "get">; who: Who; nowMs: number },
): Deed {
  const { plan, scenes, who, nowMs } = about;
  const all = displaysOf(plan);
  const checked = (displays: "all" | readonly number[]): number[] => {
    if (displays === "all") return all;
    const unknown = displays.find((display) => !all.includes(display));
    if (unknown !== undefined) throw new CodedError("wall.no-such-display", { display: unknown });
    return [...new Set(displays)].sort((a, b) => a - b);
  };
  const sceneOf = (id: string) => {
    const scene = scenes.get(id);
    if (scene === undefined) throw new CodedError("scene.unknown", { scene: id });
    return scene;
  };
  const untilMs = (forMs: number | null): number | null => (forMs === null ? null : nowMs + forMs);
  const listed = (displays: readonly number[]): string => displays.join(", ");

  switch (command.type) {
    case "take": {
      const scene = sceneOf(command.scene);
      const control: Control = {
        by: "operator",
        who,
        what: null,
        sinceMs: nowMs,
        untilMs: untilMs(command.forMs ?? null),
      };
      return { document: { ...document, scene: scene.id, control }, kind: "take", params: { scene: scene.name } };
    }
    case "release":
      if (document.control.by !== "operator") throw new CodedError("wall.not-held");
      return { document: { ...document, control: released(who, nowMs) }, kind: "release", params: {} };
    case "push": {
      const { display, content, forMs } = command;
      checked([display]);
      let what: Words;
      let tiles: Push["tiles"];
      if (content.kind === "panel") {
        what = content.what;
        const whole = { x: 0, y: 0, width: unitsPerDisplay, height: unitsPerDisplay };
        tiles = [{ id: "push", panel: content.panel, ...whole, settings: content.settings }];
      } else {
        const scene = sceneOf(content.scene);
        const cell = cellOf(plan, content.display);
        if (cell === undefined) throw new CodedError("wall.no-such-display", { display: content.display });
        what = scene.name;
        tiles = tilesOf(scene, cell);
      }
      const push: Push = { display, what, tiles, sinceMs: nowMs, untilMs: untilMs(forMs), who, rule: null };
      const pushes = [...document.pushes.filter((one) => one.display !== display), push];
      return { document: { ...document, pushes }, kind: "push", params: { what, display } };
    }
    case "give-back": {
      const displays = checked(command.displays);
      const pushes = document.pushes.filter((one) => !displays.includes(one.display));
      return { document: { ...document, pushes }, kind: "give-back", params: { displays: listed(displays) } };
    }
    case "blank": {
      const blanked = checked(command.displays);
      return { document: { ...document, blanked }, kind: "blank", params: { displays: listed(blanked) } };
    }
    case "freeze": {
      const displays = checked(command.displays);
      const frozen = displays.map(
        (display) => document.frozen.find((one) => one.display === display) ?? { display, sinceMs: nowMs },
      );
      return { document: { ...document, frozen }, kind: "freeze", params: { displays: listed(displays) } };
    }
    case "banner": {
      const banner = { text: command.text, untilMs: untilMs(command.forMs ?? null) };
      return { document: { ...document, banner }, kind: "banner", params: { text: command.text } };
    }
    case "banner-off":
      return { document: { ...document, banner: null }, kind: "banner-off", params: {} };
  }
}

/** Nobody holds the wall. */
export const released = (who: Who | null, nowMs: number): Control => ({
  by: "none",
  who,
  what: null,
  sinceMs: nowMs,
  untilMs: null,
});

/**
 * A wall that comes back by undo or redo. The picture of a monitor that stood still then and does not now is gone: it stands
 * still anew, from this moment.
 */
export const broughtBack = (wall: WallDocument, present: WallDocument, nowMs: number): WallDocument => ({
  ...wall,
  frozen: wall.frozen.map(
    ({ display }) => present.frozen.find((one) => one.display === display) ?? { display, sinceMs: nowMs },
  ),
});

/** What of the wall is over by a moment, left out; the same document where nothing is. */
export function withoutExpired(document: WallDocument, nowMs: number): WallDocument {
  const isOver = (untilMs: number | null) => untilMs !== null && untilMs <= nowMs;
  const pushes = document.pushes.filter((push) => !isOver(push.untilMs));
  const banner = document.banner !== null && isOver(document.banner.untilMs) ? null : document.banner;
  const control = isOver(document.control.untilMs) ? released(null, nowMs) : document.control;
  const isSame = banner === document.banner && control === document.control;
  if (pushes.length === document.pushes.length && isSame) return document;
  return { ...document, pushes, banner, control };
}

/** When the next thing of it is over, epoch ms; null where nothing is timed. */
export function nextExpiry({ pushes, banner, control }: WallDocument): number | null {
  const all = [...pushes.map((push) => push.untilMs), banner?.untilMs ?? null, control.untilMs];
  const times = all.filter((time) => time !== null);
  return times.length === 0 ? null : Math.min(...times);
}
