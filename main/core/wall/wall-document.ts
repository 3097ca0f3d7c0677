import { z } from "zod";
import { Sound, silence } from "#contract/entities/sound.ts";
import { Surfaces, surfaceMistake, surfaceNames, surfacesInOrder } from "#contract/entities/surface.ts";
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
import { CodedError, type ErrorCode } from "#contract/errors.ts";
import { cellOf, displaysOf, tilesOf } from "./composition.ts";
import { numbersChanged, numbersMoved, SceneNumbers } from "./scene-numbers.ts";
import type { Scenes } from "./scenes.ts";

/** How the wall is, as far as people decide it; what is kept over restarts. `control` is "operator" or "none". */
export const WallDocument = z.strictObject({
  scene: Id,
  control: Control,
  pushes: z.array(Push).max(64),
  blanked: z.array(z.int().min(1)).max(64),
  frozen: z.array(Frozen).max(64).default([]),
  /** null: nobody has said, so those of the profile. */
  surfaces: Surfaces.nullable().default(null),
  banner: Banner.nullable(),
  sound: Sound.default(silence),
  /** null: written before scenes had numbers of their own. */
  numbers: SceneNumbers.nullable().default(null),
  /** Nobody has decided anything yet, so that what the profile says goes; written to keep the numbers. */
  isUntouched: z.literal(true).optional(),
});
export type WallDocument = z.infer<typeof WallDocument>;

/** A part of the wall's document that one deed of a person settles as a whole. Blanked and frozen monitors and surfaces are told as a whole each time. */
export type WallPart =
  | "scene"
  | "blanked"
  | "frozen"
  | "surfaces"
  | "banner"
  | "sound"
  | `push ${number}`
  | `number ${number}`;

/** What a command makes of the wall, and what is told of it. */
export type Deed = {
  document: WallDocument;
  kind: WallEntry["kind"];
  params: WallEntry["params"];
  /** The parts it settles, also where they were so before. */
  parts: WallPart[];
};

type Ordinary = Exclude<
  WallCommand,
  AutomationCommand | { type: "identify" | "prepare" | "undo" | "redo" | "take-back" }
>;

/**
 * @param about.machineOf the machine that a monitor is on; undefined where none has it now
 * @throws CodedError scene.unknown, wall.no-such-display, wall.not-held, wall.surface-…
 */
export function carryOut(
  command: Ordinary,
  document: WallDocument,
  about: {
    plan: WallPlan;
    scenes: Pick<Scenes, "get">;
    who: Who;
    nowMs: number;
    machineOf(display: number): string | undefined;
  },
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
      const params = { scene: scene.name };
      return { document: { ...document, scene: scene.id, control }, kind: "take", params, parts: ["scene"] };
    }
    case "release":
      if (document.control.by !== "operator") throw new CodedError("wall.not-held");
      return {
        document: { ...document, control: released(who, nowMs) },
        kind: "release",
        params: {},
        parts: ["scene"],
      };
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
      const params = { what, display };
      return { document: { ...document, pushes }, kind: "push", params, parts: [`push ${display}`] };
    }
    case "give-back": {
      const displays = checked(command.displays);
      const pushes = document.pushes.filter((one) => !displays.includes(one.display));
      const params = { displays: listed(displays) };
      const parts = displays.map((display): WallPart => `push ${display}`);
      return { document: { ...document, pushes }, kind: "give-back", params, parts };
    }
    case "blank": {
      const blanked = checked(command.displays);
      const params = { displays: listed(blanked) };
      return { document: { ...document, blanked }, kind: "blank", params, parts: ["blanked"] };
    }
    case "freeze": {
      const displays = checked(command.displays);
      const frozen = displays.map(
        (display) => document.frozen.find((one) => one.display === display) ?? { display, sinceMs: nowMs },
      );
      const params = { displays: listed(displays) };
      return { document: { ...document, frozen }, kind: "freeze", params, parts: ["frozen"] };
    }
    case "surfaces": {
      const surfaces = surfacesInOrder(command.surfaces);
      const mistake = surfaceMistake(plan, surfaces);
      if (mistake !== undefined) throw new CodedError(mistake.code as ErrorCode, mistake.params);
      const split = surfaces.find((surface) => new Set(surface.flatMap((one) => about.machineOf(one) ?? [])).size > 1);
      if (split !== undefined) throw new CodedError("wall.surface-machines", { displays: split.join("+") });
      const params = { surfaces: surfaceNames(surfaces) };
      return { document: { ...document, surfaces }, kind: "surfaces", params, parts: ["surfaces"] };
    }
    case "number": {
      const scene = sceneOf(command.scene);
      const isThere = (id: string) => scenes.get(id) !== undefined;
      const { numbers, other } = numbersMoved(document.numbers, scene.id, command.number, isThere);
      const params: Deed["params"] = {
        scene: scene.name,
        number: command.number ?? 0,
        ...(other === undefined ? {} : { other: sceneOf(other.scene).name, otherNumber: other.number ?? 0 }),
      };
      const parts = numbersChanged(document.numbers, numbers).map((number): WallPart => `number ${number}`);
      return { document: { ...document, numbers }, kind: "number", params, parts };
    }
    case "banner": {
      const banner = { text: command.text, untilMs: untilMs(command.forMs ?? null) };
      return { document: { ...document, banner }, kind: "banner", params: { text: command.text }, parts: ["banner"] };
    }
    case "banner-off":
      return { document: { ...document, banner: null }, kind: "banner-off", params: {}, parts: ["banner"] };
    case "hear": {
      const { heard } = command;
      if (heard !== null) checked([heard.display]);
      const sound = { ...document.sound, heard, ...(heard === null ? {} : { isMuted: false }) };
      const params: Deed["params"] = heard === null ? {} : { what: heard.what, display: heard.display };
      return { document: { ...document, sound }, kind: "hear", params, parts: ["sound"] };
    }
    case "sound-level": {
      const { level } = command;
      const sound = { ...document.sound, level };
      return { document: { ...document, sound }, kind: "sound-level", params: { level }, parts: ["sound"] };
    }
    case "mute": {
      const sound = { ...document.sound, isMuted: command.isMuted };
      const params = { isMuted: command.isMuted ? 1 : 0 };
      return { document: { ...document, sound }, kind: "mute", params, parts: ["sound"] };
    }
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
 * The wall with some parts as they were; all others stay as they are. The picture of a monitor that stood still then and does
 * not now is gone: it stands still anew, from this moment.
 * @param touches names of parts, others are passed over; null: all of it
 */
export function broughtBack(
  former: WallDocument,
  present: WallDocument,
  touches: readonly string[] | null,
  nowMs: number,
): WallDocument {
  const isMeant = (part: WallPart) => touches === null || touches.includes(part);
  const frozen = former.frozen.map(
    ({ display }) => present.frozen.find((one) => one.display === display) ?? { display, sinceMs: nowMs },
  );
  const pushes = [
    ...present.pushes.filter(({ display }) => !isMeant(`push ${display}`)),
    ...former.pushes.filter(({ display }) => isMeant(`push ${display}`)),
  ];
  return {
    ...present,
    ...(isMeant("scene") ? { scene: former.scene, control: former.control } : {}),
    ...(isMeant("blanked") ? { blanked: former.blanked } : {}),
    ...(isMeant("frozen") ? { frozen } : {}),
    ...(isMeant("surfaces") ? { surfaces: former.surfaces } : {}),
    ...(isMeant("banner") ? { banner: former.banner } : {}),
    ...(isMeant("sound") ? { sound: former.sound } : {}),
    // Where it was written before scenes had numbers it says nothing of them.
    ...(former.numbers === null || touches === null
      ? {}
      : {
          numbers: former.numbers.map((scene, at) =>
            isMeant(`number ${at + 1}`) ? scene : (present.numbers?.[at] ?? null),
          ),
        }),
    pushes,
  };
}

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
