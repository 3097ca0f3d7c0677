import { z } from "zod";
import { CodedMessage } from "../coded-message.ts";
import { single } from "../kind.ts";
import { Following } from "./following.ts";
import { Heard, Sound, silence } from "./sound.ts";
import { Surfaces } from "./surface.ts";
import { Id, Words } from "./text.ts";
import { EpochMs } from "./time.ts";
import { Scene, ShownScene, Tile } from "./wall.ts";

/** Who did something. `name`: the label of the token; "" for whoever sits at the machine itself or started it. */
export const Who = z.strictObject({ role: z.string().max(20), name: z.string().max(100) });
export type Who = z.infer<typeof Who>;

/**
 * Who decides what is on the wall: operator over rule over programme; none: nobody does, what was there last stays. What an
 * operator has taken no rule and no programme touches until he gives it back or his time is over.
 */
export const Control = z.strictObject({
  by: z.enum(["none", "programme", "rule", "operator"]),
  /** null where no person decided. */
  who: Who.nullable(),
  /** The rule or the programme. */
  what: Words.nullable().default(null),
  sinceMs: EpochMs,
  /** When it is given back by itself; null: when somebody says so. */
  untilMs: EpochMs.nullable().default(null),
});
export type Control = z.infer<typeof Control>;

/** Something that covers a whole monitor until it is given back; the scene goes on below it. */
export const Push = z.strictObject({
  display: z.int().min(1).max(64),
  /** What it is, for people: the scene, or the panel. */
  what: Words,
  /** In units of the monitor, from its top left. */
  tiles: z.array(Tile).max(256),
  sinceMs: EpochMs,
  /** When it is given back by itself; null: when somebody says so. */
  untilMs: EpochMs.nullable(),
  who: Who.nullable(),
  /** The rule that has put it there; null: a person did. */
  rule: Words.nullable().default(null),
});
export type Push = z.infer<typeof Push>;

export const Banner = z.strictObject({ text: z.string().min(1).max(300), untilMs: EpochMs.nullable() });
export type Banner = z.infer<typeof Banner>;

/** A programme that runs, also while a rule or an operator covers it: then it waits where it is. */
export const ProgrammeView = z.strictObject({
  id: Id,
  name: Words,
  /** From 1; null: none of its steps can be shown now. */
  step: z.int().min(1).max(200).nullable(),
  steps: z.int().min(1).max(200),
  sinceMs: EpochMs,
  isPaused: z.boolean(),
  /** null while it waits, is paused, or has nothing else to show. */
  nextAtMs: EpochMs.nullable(),
  /** What comes then, by what is known now. */
  next: z.strictObject({ step: z.int().min(1).max(200), scene: Words }).nullable(),
});
export type ProgrammeView = z.infer<typeof ProgrammeView>;

/** A rule that has been set off and is not over. */
export const RuleView = z.strictObject({
  id: Id,
  name: Words,
  priority: z.int(),
  /** The monitor it takes; null: all of them. */
  display: z.int().min(1).max(64).nullable(),
  /** What it shows there. */
  what: Words,
  sinceMs: EpochMs,
  /** null: as long as its condition lasts. */
  untilMs: EpochMs.nullable(),
  /** What it waits for; null: it shows. */
  behind: z.enum(["operator", "rule"]).nullable(),
});
export type RuleView = z.infer<typeof RuleView>;

/** So many rules can be set off at one time. At the limit the one with the lowest priority, of those the oldest, is left out and that is written down. */
export const mostRulesAtOnce = 32;

/** A monitor whose picture stands still, and since when. */
export const Frozen = z.strictObject({ display: z.int().min(1).max(64), sinceMs: EpochMs });
export type Frozen = z.infer<typeof Frozen>;

/** Keys 1 to 9 of the desk bring scenes up. */
export const sceneNumberCount = 9;
/** From 1: the key of a scene. */
export const SceneNumber = z.int().min(1).max(sceneNumberCount);

/** What the wall shows and who says so. Told to every screen, whole, whenever something of it changes. */
export const WallState = z.strictObject({
  /** The number of the change that `scene` came with; another one after each. */
  change: z.int().min(0),
  /** The version of the scene on air; its id is that of `scene`. */
  version: z.int().min(0),
  /** Grows with every change of any scene: whoever has the list of them asks for it anew. Counted since the core started. */
  sceneChanges: z.int().min(0),
  /** What the monitors show: the scene on air, and over it what was pushed. */
  scene: ShownScene,
  /** The moment, on the core's clock, at which all windows show it. */
  showAtMs: EpochMs,
  /** What all windows prepare unseen, to show it at one moment once they are ready and it is wanted. */
  next: z.strictObject({ change: z.int().min(1), scene: ShownScene }).nullable(),
  control: Control,
  programme: ProgrammeView.nullable(),
  /** The one that goes before all others first. */
  rules: z.array(RuleView).max(mostRulesAtOnce),
  pushes: z.array(Push.omit({ tiles: true })).max(64),
  /** Monitors that show nothing, for privacy. */
  blanked: z.array(z.int().min(1).max(64)).max(64),
  /** Monitors that keep the picture of a moment, with that moment on it; what goes on behind it shows when they are released. */
  frozen: z.array(Frozen).max(64),
  /** Monitors that are to be one surface each. What is there of them the monitors tell. */
  surfaces: Surfaces.default([]),
  /** The scene of each key, from 1; null: the key is free. A scene keeps its key until somebody moves it by hand. */
  numbers: z.array(Id.nullable()).max(sceneNumberCount).default([]),
  /** Until when every monitor shows its number; null: not now. */
  identifyUntilMs: EpochMs.nullable(),
  banner: Banner.nullable(),
  sound: Sound.default(silence),
  /** On a machine that has joined the wall of another: how it stands to that one. Absent where the wall is this core's own. */
  following: Following.optional(),
});
export type WallState = z.infer<typeof WallState>;

/** Whole, and to everybody: nothing can be shown without it. */
export const wallKind = single({
  name: "wall",
  schema: WallState,
  right: "read",
  scope: "everybody",
  belongs: "everybody",
  rate: "at-once",
  isInEverySnapshot: true,
});

/** A wall that nobody has touched yet: what the site's own scene says. */
export const restingWall = (scene: ShownScene): WallState => ({
  change: 0,
  version: 0,
  sceneChanges: 0,
  scene,
  showAtMs: 0,
  next: null,
  control: { by: "none", who: null, what: null, sinceMs: 0, untilMs: null },
  programme: null,
  rules: [],
  pushes: [],
  blanked: [],
  frozen: [],
  surfaces: [],
  numbers: [],
  identifyUntilMs: null,
  banner: null,
  sound: silence,
});

/** Something of a scene that cannot be shown as it stands. It is kept; the rest shows. */
export const SceneMistake = z.strictObject({
  /** The tile it is about, as the scene calls it; null where it is about the scene. */
  tile: z.string().max(100).nullable(),
  reason: CodedMessage,
});
export type SceneMistake = z.infer<typeof SceneMistake>;

/** A scene as it is kept. Every change makes another version; the former ones remain. */
export const StoredScene = z.strictObject({
  ...Scene.shape,
  tags: z.array(z.string().min(1).max(40)).max(20),
  version: z.int().min(1),
  changedAtMs: EpochMs,
  /** null: it came with the profile. */
  by: Who.nullable(),
  mistakes: z.array(SceneMistake).max(300),
});
export type StoredScene = z.infer<typeof StoredScene>;

/** Absent or null: until somebody says so. */
const span = z
  .int()
  .min(1_000)
  .max(30 * 86_400_000)
  .nullable();
const forMs = span.default(null);
const displays = z.union([z.literal("all"), z.array(z.int().min(1).max(64)).max(64)]);

/** What a person does to what runs by itself. */
export const AutomationCommand = z.discriminatedUnion("type", [
  /** It goes on air from its first step; an operator who holds the wall gives it back by that. */
  z.strictObject({ type: z.literal("programme-start"), programme: Id }),
  /** What it shows stays. */
  z.strictObject({ type: z.literal("programme-stop") }),
  z.strictObject({ type: z.literal("programme-next") }),
  z.strictObject({ type: z.literal("programme-previous") }),
  z.strictObject({ type: z.literal("programme-pause") }),
  z.strictObject({ type: z.literal("programme-resume") }),
  /** A rule that was set off gives back what it has; it comes again when its condition has been over and is so again. */
  z.strictObject({ type: z.literal("rule-dismiss"), rule: Id }),
]);
export type AutomationCommand = z.infer<typeof AutomationCommand>;

/** What a person can do to the wall. Each is an entry of its own that can be taken back, but for identify and prepare. */
export const WallCommand = z.discriminatedUnion("type", [
  AutomationCommand,
  /** Puts a scene on air and holds the wall; what was pushed remains until it is given back. */
  z.strictObject({ type: z.literal("take"), scene: Id, forMs: span.optional() }),
  /** The operator holds the wall no longer: rules and the programme decide again. Without them what is there stays. */
  z.strictObject({ type: z.literal("release") }),
  /** Covers a monitor with a panel, or with what another monitor shows in some scene. */
  z.strictObject({
    type: z.literal("push"),
    display: z.int().min(1).max(64),
    content: z.discriminatedUnion("kind", [
      z.strictObject({
        kind: z.literal("panel"),
        what: Words,
        panel: Id,
        settings: z.record(z.string(), z.unknown()).default({}),
      }),
      z.strictObject({ kind: z.literal("scene"), scene: Id, display: z.int().min(1).max(64) }),
    ]),
    forMs,
  }),
  z.strictObject({ type: z.literal("give-back"), displays }),
  /** The monitors that are to show nothing from now on; all others show again. */
  z.strictObject({ type: z.literal("blank"), displays }),
  /** The monitors whose picture is to stand still from now on; those that stand already go on doing so, all others are released. */
  z.strictObject({ type: z.literal("freeze"), displays }),
  /** The surfaces from now on; all other monitors stand alone. */
  z.strictObject({ type: z.literal("surfaces"), surfaces: Surfaces }),
  /** The key of a scene from now on; whoever had it takes the former one of this scene. null: none. */
  z.strictObject({ type: z.literal("number"), scene: Id, number: SceneNumber.nullable() }),
  z.strictObject({ type: z.literal("banner"), text: z.string().trim().min(1).max(300), forMs }),
  z.strictObject({ type: z.literal("banner-off") }),
  /** What is heard from now on, also where the wall was muted; null: nothing. */
  z.strictObject({ type: z.literal("hear"), heard: Heard.nullable() }),
  z.strictObject({ type: z.literal("sound-level"), level: Sound.shape.level }),
  z.strictObject({ type: z.literal("mute"), isMuted: z.boolean() }),
  /**
   * All windows prepare the scene unseen, so that it is there at once when it is taken; for a minute at most. null: what was
   * prepared is not wanted any more.
   */
  z.strictObject({ type: z.literal("prepare"), scene: Id.nullable() }),
  /** Every monitor shows its number for ten seconds. */
  z.strictObject({ type: z.literal("identify") }),
  z.strictObject({ type: z.literal("undo") }),
  z.strictObject({ type: z.literal("redo") }),
  /** Takes an entry back by its number, whoever made it. What was changed since stays, and is a reason to refuse. */
  z.strictObject({ type: z.literal("take-back"), entry: z.int().min(1) }),
]);
export type WallCommand = z.infer<typeof WallCommand>;

/** One change of the wall: who, when, what. */
export const WallEntry = z.strictObject({
  id: z.int(),
  atMs: EpochMs,
  /** null: the core by itself, because a time was over. */
  who: Who.nullable(),
  kind: z.enum([
    "take",
    "push",
    "give-back",
    "blank",
    "freeze",
    "surfaces",
    "number",
    "banner",
    "banner-off",
    "hear",
    "sound-level",
    "mute",
    "undo",
    "redo",
    "scene-saved",
    "scene-removed",
    "scenes-imported",
    "release",
    "programme-start",
    "programme-stop",
    "programme-next",
    "programme-previous",
    "programme-pause",
    "programme-resume",
    "rule-dismiss",
    "rule-took",
    "rule-gave-back",
    "rule-left-out",
    "automation-saved",
    "automation-removed",
  ]),
  /**
   * For the sentence: names in both languages, numbers. Of what was taken back or done again `of` is its kind and, where another
   * made it, `ofName` that one's name and `ofAtMs` when, epoch ms.
   */
  params: z.record(z.string(), z.union([z.string(), z.number(), Words])),
  /** Whether it was taken back. */
  isUndone: z.boolean(),
  /** Whether it is one that can be taken back, and stands. It is refused still where somebody has changed the same since. */
  isRevocable: z.boolean(),
});
export type WallEntry = z.infer<typeof WallEntry>;
