import { type CollectionKind, goneMember, type Kind } from "#contract/kind.ts";
import { kinds } from "#contract/kinds.ts";
import type { Snapshot } from "#contract/live.ts";
import type { SingleName } from "#contract/told.ts";
import type { Changes } from "./gathering.ts";
import { makeKeyed } from "./keyed.ts";
import { collectionStore, type StoredName, singleStore } from "./kinds.ts";
import { reachStore } from "./reach.ts";
import { putReadings, replaceReadings } from "./readings.ts";

/** Takes in what is told of a kind. */
export type Taker = {
  /** All there is. */
  begin(snapshot: Snapshot): void;
  /** What has changed. */
  take(changes: Changes): void;
};

const ofReadings: Taker = {
  begin: ({ readings }) => replaceReadings(readings),
  take({ readings }) {
    if (readings !== undefined) putReadings(readings);
  },
};

function ofCollection({ name, isToldWhole, keyOf }: CollectionKind): Taker {
  const keyed = makeKeyed<string, unknown>(keyOf as (item: unknown) => string, collectionStore(name as StoredName));
  const gone = goneMember(name);
  return {
    begin: (snapshot) => keyed.replace(membersOf(snapshot)[name] ?? []),
    take(changes) {
      const { [name]: some, [gone]: keys } = membersOf(changes);
      if (some !== undefined) keyed[isToldWhole === true ? "replace" : "merge"](some);
      if (keys !== undefined) keyed.remove(keys as readonly string[]);
    },
  };
}
const membersOf = (told: Snapshot | Changes) => told as Record<string, readonly unknown[] | undefined>;

function ofSingle(name: string): Taker {
  const store = singleStore(name as SingleName);
  const valueIn = (told: Snapshot | Changes) => (told as Record<string, unknown>)[name];
  const set = (value: unknown) => store.setState(value as never, true);
  return {
    begin: (snapshot) => set(valueIn(snapshot) ?? null),
    take(changes) {
      const value = valueIn(changes);
      if (value !== undefined) set(value);
    },
  };
}

const ofReach: Taker = {
  begin: ({ reach = null }) => {
    // The same told again, after a reconnection, is no news.
    if (JSON.stringify(reach) !== JSON.stringify(reachStore.getState())) reachStore.setState(reach, true);
  },
  take() {},
};

/** Of how far one may see, and of every kind but the wall, which the changeover takes in when its time has come. */
export const takers: readonly Taker[] = [
  ofReach,
  ...(kinds as readonly Kind[])
    .filter(({ name }) => name !== "wall")
    .map((kind) => {
      if (kind.name === "readings") return ofReadings;
      return kind.form === "single" ? ofSingle(kind.name) : ofCollection(kind);
    }),
];
