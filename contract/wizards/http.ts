import { z } from "zod";
import { CodedMessage } from "../coded-message.ts";
import { Mapping } from "../entities/source-config.ts";
import { Id, Words } from "../entities/text.ts";
import { EpochMs } from "../entities/time.ts";
import { Who } from "../entities/wall-state.ts";
import { SourceTrial } from "../sources/http.ts";
import { ProfileFiles } from "../status/http.ts";

/** The lists of a profile that wizards write into. */
export const WizardList = z.enum(["sources", "indicators", "cameras", "places", "units"]);
export type WizardList = z.infer<typeof WizardList>;

/** An item as the profile's files write it, before it is parsed; spans are texts there. */
const Raw = z.record(z.string().min(1).max(100), z.unknown());
export type RawItem = z.infer<typeof Raw>;

/** What an item said when somebody looked at it: a change of another one since is not written over. */
const ItemMark = z.string().regex(/^[0-9a-f]{32}$/);

/** `GET routes.profileList`: all of a list with what packs have, also what is off or retired. Passwords that stand there in clear are dots. */
export const ProfileList = z.strictObject({
  items: z.array(z.strictObject({ id: z.string(), item: Raw, mark: ItemMark, isFromPack: z.boolean() })),
  /** The packs that the profile takes, in their order. */
  packs: z.array(z.string()),
});
export type ProfileList = z.infer<typeof ProfileList>;

/** What a change is called in the list of changes; the words stand in i18n (`wizards:change.…`). */
export const ProfileChangeKind = z.enum([
  "source-added",
  "source-changed",
  "source-on",
  "source-off",
  "indicator-added",
  "indicator-changed",
  "indicator-retired",
  "indicator-revived",
  "camera-added",
  "camera-changed",
  "camera-removed",
  "pack-on",
  "pack-off",
]);
export type ProfileChangeKind = z.infer<typeof ProfileChangeKind>;

/** A secret that was entered: it goes into the store of secrets, and the profile refers to it by `${secret.NAME}`. */
const GivenSecret = z.strictObject({ name: Id, value: z.string().min(1).max(4_000) });
export type GivenSecret = z.infer<typeof GivenSecret>;
const secrets = z.array(GivenSecret).max(8).default([]);

export const ChangedItem = z.strictObject({
  list: WizardList,
  id: Id,
  /** null: there is none of that name yet. */
  mark: ItemMark.nullable(),
  /** Of a new one all of it. Of another one what is to be said in it from now on; null takes a line out. null: the item goes. */
  set: Raw.nullable(),
});
export type ChangedItem = z.infer<typeof ChangedItem>;

/** `POST routes.profileChanges`: all of it is written and counts at once, or nothing. */
export const NewProfileChange = z.strictObject({
  kind: ProfileChangeKind,
  /** What it is about, as people call it. */
  name: Words,
  items: z.array(ChangedItem).max(20).default([]),
  /** The packs to take, in the place of those that were seen. */
  packs: z.strictObject({ was: z.array(Id).max(100), now: z.array(Id).max(100) }).optional(),
  secrets,
});
export type NewProfileChange = z.input<typeof NewProfileChange>;

/** `POST routes.profileChangeCheck`, with a change: what its files would say, line by line; nothing is written, and no secret is kept. */
export const ChangedFile = z.strictObject({
  file: z.string(),
  /** skipped: lines that stay and are far from any change. */
  lines: z.array(z.strictObject({ is: z.enum(["kept", "gone", "come", "skipped"]), text: z.string() })),
});
export type ChangedFile = z.infer<typeof ChangedFile>;
export const ProfileChangeCheck = z.strictObject({ files: z.array(ChangedFile) });
export type ProfileChangeCheck = z.infer<typeof ProfileChangeCheck>;

export const ProfileChangeView = z.strictObject({
  number: z.int().min(1),
  atMs: EpochMs,
  who: Who,
  kind: ProfileChangeKind,
  name: Words,
  items: z.array(z.strictObject({ list: WizardList, id: z.string() })),
  /** null: it counts. */
  takenBack: z.strictObject({ atMs: EpochMs, who: Who }).nullable(),
});
export type ProfileChangeView = z.infer<typeof ProfileChangeView>;

/** `GET routes.profileChanges`: the newest first. What is older than `keptChanges` changes cannot be taken back here. */
export const ProfileChangeList = z.strictObject({ changes: z.array(ProfileChangeView) });
export const keptChanges = 100;

/**
 * `POST routes.sourceDraftTrial`: a source that is not there yet, or as it would be, is asked once; nothing is stored. What is refused of it is
 * held against the indicators of the profile and those that come along.
 */
export const SourceDraftTrial = z.strictObject({
  source: Raw,
  /** Absent: only what the platform answers is looked at. */
  mapping: Mapping.optional(),
  indicators: z.array(Raw).max(20).default([]),
  secrets,
  /** An answer to be mapped in the place of the platform's, for one that calls or is not there yet. */
  example: z.string().max(500_000).optional(),
});

/** `input`: what the expression sees, long lists and texts cut; null: nothing came. */
export const SourceDraftResult = z.strictObject({
  trial: SourceTrial,
  input: z.unknown(),
  /** Something was cut. */
  isCut: z.boolean(),
});
export type SourceDraftResult = z.infer<typeof SourceDraftResult>;

/** `POST routes.cameraDraftPicture`: one picture of a camera that is not there yet, or as it would be; nothing is kept. */
export const CameraDraft = z.strictObject({ camera: Raw, secrets });
/** One of both is there. `jpeg`: base64. */
export const CameraDraftPicture = z.strictObject({
  jpeg: z.string().nullable(),
  reason: CodedMessage.nullable(),
  tookMs: z.int().min(0),
});
export type CameraDraftPicture = z.infer<typeof CameraDraftPicture>;

const BroughtItem = z.strictObject({ id: z.string(), name: Words });
/** Lists of which a pack's own are told by name. */
export const broughtLists = ["indicators", "sources", "scenes", "rules", "programmes", "places"] as const;
export const PackView = z.strictObject({
  id: Id,
  name: Words,
  about: Words.nullable(),
  isOn: z.boolean(),
  /** It lies in the site's own folder. */
  isOwn: z.boolean(),
  brings: z.partialRecord(z.enum(broughtLists), z.array(BroughtItem)),
  /** Sources of it that are off at first, by id. */
  off: z.array(z.string()),
  /** Why it cannot be read, in the loader's words; null: it can. */
  broken: CodedMessage.nullable(),
});
export type PackView = z.infer<typeof PackView>;

/** `GET routes.packList`: the packs that the profile takes, in their order, then all others that lie there. */
export const PackList = z.strictObject({
  packs: z.array(PackView),
  /** The files are not what runs: they wait for a restart, or are refused. null: they are. */
  files: ProfileFiles.nullable(),
});
export type PackList = z.infer<typeof PackList>;

export const LimitSide = z.enum(["above", "below"]);
const Limit = z.strictObject({ side: LimitSide, value: z.number() });

/** `POST routes.limitsPast`: how often limits would have been passed. */
export const LimitsPastQuery = z.strictObject({
  indicator: Id,
  limits: z.array(Limit).max(8),
  days: z.int().min(1).max(400).default(90),
});

export const LimitPast = z.strictObject({
  ...Limit.shape,
  /** How often a figure went beyond it, of all places. */
  passes: z.int(),
  /** Hours beyond it, of all places together. */
  hours: z.number(),
  /** Days of the site on which it was beyond anywhere. */
  days: z.int(),
  worst: z.strictObject({ place: z.string(), value: z.number(), atMs: EpochMs }).nullable(),
  /** Where, the most passes first; at most 20. */
  places: z.array(z.strictObject({ place: z.string(), passes: z.int(), hours: z.number(), days: z.int() })),
});
export type LimitPast = z.infer<typeof LimitPast>;

export const LimitsPast = z.strictObject({
  fromMs: EpochMs,
  toMs: EpochMs,
  /** The last figure of each such stretch was looked at; a shorter pass is not counted. */
  everyMs: z.int(),
  /** Places with figures in that time, and those that were left out for their number. */
  places: z.int(),
  leftOut: z.int(),
  figures: z.int(),
  /** Least and greatest of each day, of all places: [start of the day, least, greatest]. */
  daily: z.array(z.tuple([EpochMs, z.number(), z.number()])),
  limits: z.array(LimitPast),
});
export type LimitsPast = z.infer<typeof LimitsPast>;
