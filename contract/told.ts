import { z } from "zod";
import { SeriesKey } from "./entities/reading.ts";
import { Id } from "./entities/text.ts";
import { canGo, goneMember, type Kind } from "./kind.ts";
import { kinds } from "./kinds.ts";

/** The table's types: what is published, told, and asked for of each kind. */
type Declared = (typeof kinds)[number];
export type KindName = Declared["name"];
export type KindOf<Name extends KindName> = Extract<Declared, { name: Name }>;
export type CollectionName = Extract<Declared, { form: "collection" }>["name"];
export type SingleName = Exclude<KindName, CollectionName>;
/** Those of which some can go, and say so. */
export type GoingName = Extract<Declared, { goneRemembered: number }>["name"];
/** One of a collection, or the single value. */
export type ItemOf<Name extends KindName> = z.output<KindOf<Name>["schema"]>;
/** As published and told: some of a collection, or all where it is told whole; the single value. */
export type ToldOf<Name extends KindName> = Name extends CollectionName ? readonly ItemOf<Name>[] : ItemOf<Name>;

const scopes = {
  "yes-or-no": z.boolean(),
  ids: z.union([z.literal("all"), z.array(Id).max(500)]),
  /** A reading is meant when any of the four lists names it. */
  series: z.union([
    z.literal("all"),
    z.strictObject({
      /** By code, at every place. */
      indicators: z.array(Id).max(1_000).optional(),
      sectors: z.array(Id).max(100).optional(),
      places: z.array(Id).max(1_000).optional(),
      /** One indicator at one place. */
      series: z.array(SeriesKey).max(1_000).optional(),
    }),
  ]),
};
type Scopes = typeof scopes;

type Asked = Exclude<Declared, { scope: "everybody" }>;
type TopicOf<One extends Asked> = One extends { topic: infer Topic extends string } ? Topic : One["name"];
type MaybeLater<One extends Declared, Schema extends z.ZodType> = One extends { isInEverySnapshot: true }
  ? Schema
  : z.ZodOptional<Schema>;
type TopicShape = { [One in Asked as TopicOf<One>]: MaybeLater<One, Scopes[One["scope"]]> };

/** The topic by which a kind is asked for. */
export const topicOf = ({ name, topic = name }: Kind): string => topic;

const table: readonly Kind[] = kinds;
const maybeLater = (kind: Kind, schema: z.ZodType): z.ZodType =>
  kind.isInEverySnapshot === true ? schema : schema.optional();
const topicShape = Object.fromEntries(
  table.flatMap((kind) =>
    kind.scope === "everybody" ? [] : [[topicOf(kind), maybeLater(kind, scopes[kind.scope])] as const],
  ),
);

/**
 * What a client wants to be told. Names the site does not know are no mistake, an older screen may ask for them; nor are topics this
 * core does not know, a newer one may.
 */
export const Topics = z.object({
  ...(topicShape as unknown as TopicShape),
  /** How much a snapshot tells of the site: `ToldSite`. Absent: whole, as screens of the protocol's first day have it. */
  site: z.enum(["whole", "short"]).optional(),
});
export type Topics = z.infer<typeof Topics>;

const topicsWith = (values: { [Scope in keyof Scopes]: z.output<Scopes[Scope]> }, isWanted: (kind: Kind) => boolean) =>
  Object.fromEntries(
    table.flatMap((kind) =>
      kind.scope === "everybody" || !isWanted(kind) ? [] : [[topicOf(kind), values[kind.scope]] as const],
    ),
  ) as unknown as Topics;

export const everyTopic: Topics = topicsWith({ "yes-or-no": true, ids: "all", series: "all" }, () => true);
/** The wall and the whole site alone. */
export const noTopics: Topics = topicsWith(
  { "yes-or-no": false, ids: [], series: {} },
  ({ isInEverySnapshot }) => isInEverySnapshot === true,
);

/** What is asked for by whoever does not know yet what the wall shows: that, and the site in short. */
export const wallAlone: Topics = { ...noTopics, site: "short" };

/** What a machine that has joined hands on: see `isHandedOn`. */
export const handedOnTopics: Partial<Topics> = topicsWith(
  { "yes-or-no": true, ids: "all", series: "all" },
  ({ isHandedOn }) => isHandedOn === true,
);

type Member<One extends Declared> = One extends { form: "collection" } ? z.ZodArray<One["schema"]> : One["schema"];
type WholeShape = { [One in Declared as One["name"]]: MaybeLater<One, Member<One>> };
type ChangeShape = { [One in Declared as One["name"]]: z.ZodOptional<Member<One>> } & {
  [Name in GoingName as `gone${Capitalize<Name>}`]: z.ZodOptional<z.ZodArray<typeof Id>>;
};

const memberOf = (kind: Kind): z.ZodType => (kind.form === "collection" ? z.array(kind.schema) : kind.schema);

/** The kinds' members of a snapshot: what of a kind is not there is none. */
export const wholeShape = Object.fromEntries(
  table.map((kind) => [kind.name, maybeLater(kind, memberOf(kind))]),
) as unknown as WholeShape;

/** The kinds' members of a delta: what has changed, and the keys of what is gone and not among it. */
export const changeShape = Object.fromEntries(
  table.flatMap((kind) => [
    [kind.name, memberOf(kind).optional()] as const,
    ...(canGo(kind) ? [[goneMember(kind.name), z.array(Id).optional()] as const] : []),
  ]),
) as unknown as ChangeShape;
