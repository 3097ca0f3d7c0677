import type { z } from "zod";
import type { Right } from "./right.ts";

/** What is said of every kind of thing that the live stream carries. */
type Declared = {
  /** Its member in snapshots and deltas, and the topic by which it is asked for. */
  name: string;
  /** Its topic, where that has another name. */
  topic?: string;
  /** Who has not this right is told nothing of it, whatever the topics. */
  right: Right;
  /**
   * How a screen says what it wants of it. everybody: it is told unasked · yes-or-no: all or nothing · ids: all, or those of some
   * keys · series: by indicators, sectors, places or single series.
   */
  scope: "everybody" | "yes-or-no" | "ids" | "series";
  /**
   * Whose it is, for those whose right reaches for a unit or a commune alone: everybody's, of an indicator at a place (`indicator`, `place`),
   * of a source or camera (its key). Absent: none but the whole province's are told.
   */
  belongs?: "everybody" | "figure" | "source" | "camera";
  /** How often a change of it sets off a message; with another kind's it goes along sooner, the newest of it. */
  rate: "at-once" | { perSecond: number };
  /**
   * Of the protocol's first day: screens of every version have it in each snapshot, empty where there is none, and name it among their
   * topics. A kind that came later is told only to who asks for it, so that older screens are told nothing they cannot read.
   */
  isInEverySnapshot?: true;
  /** A machine that has joined a wall tells its own screens of it what the first machine tells. */
  isHandedOn?: true;
};

/** Things with a key: of each the newest stands. */
export type CollectionKind = Declared & {
  form: "collection";
  /** Of one. */
  schema: z.ZodType;
  keyOf(item: never): string;
  /** Told complete each time, since anything of it can go; absent: one by one. */
  isToldWhole?: true;
  /** That one is gone is told, and remembered for so many of them for who was away; absent: none ever goes, or it is told whole. */
  goneRemembered?: number;
  /** Whether one may stand in the place of another with its key; absent: whatever comes later. */
  supersedes?(item: never, shown: never): boolean;
};

/** One value, which stands for itself. */
export type SingleKind = Declared & { form: "single"; schema: z.ZodType };

export type Kind = CollectionKind | SingleKind;

/** Declares a kind of things with a key. It is told of once it stands in the table, contract/kinds.ts. */
export const collection = <
  Schema extends z.ZodType,
  const Rest extends Declared & Pick<CollectionKind, "isToldWhole" | "goneRemembered">,
>(
  kind: {
    schema: Schema;
    keyOf(item: z.output<Schema>): string;
    supersedes?(item: z.output<Schema>, shown: z.output<Schema>): boolean;
  } & Rest,
) => ({ form: "collection" as const, ...kind });

/** Declares a single value. It is told of once it stands in the table, contract/kinds.ts. */
export const single = <Schema extends z.ZodType, const Rest extends Declared>(kind: { schema: Schema } & Rest) => ({
  form: "single" as const,
  ...kind,
});

/** Whether it is told which of them are gone. */
export const canGo = (kind: Kind): kind is CollectionKind & { goneRemembered: number } =>
  kind.form === "collection" && kind.goneRemembered !== undefined;

/** The member of a delta that names those of a kind that are gone. */
export const goneMember = <Name extends string>(name: Name) =>
  `gone${name.charAt(0).toUpperCase()}${name.slice(1)}` as `gone${Capitalize<Name>}`;
