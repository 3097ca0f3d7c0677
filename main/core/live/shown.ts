import { canGo, goneMember, type Kind } from "#contract/kind.ts";
import { kinds } from "#contract/kinds.ts";
import type { CollectionName, GoingName, ItemOf, KindName, SingleName, ToldOf } from "#contract/told.ts";

/** A member of a message: a kind, or the keys of what is gone of one. */
export type Member = {
  readonly name: string;
  /** Its place among the members, which is its place in a message. */
  readonly at: number;
  readonly kind: Kind;
  readonly isGone: boolean;
};

const table: readonly Kind[] = kinds;
export const members: readonly Member[] = table
  .flatMap((kind) => [
    { name: kind.name, kind, isGone: false },
    ...(canGo(kind) ? [{ name: goneMember(kind.name), kind, isGone: true }] : []),
  ])
  .map((member, at) => ({ ...member, at }));

/** One thing that can be told: one of a collection, that one of it is gone, or what is told whole. */
export type Slot = {
  readonly member: Member;
  /** Names it among its member's. */
  readonly key: string;
  value: unknown;
  /** The number of its last change. */
  seq: number;
  /** Its value as JSON once it was needed, so that it is written once for all who are told it. */
  text: string | null;
  /** Its neighbours in the order of their last changes. */
  older: Slot | null;
  newer: Slot | null;
};

type Slots = Map<string, Slot>;
type Drawer = { readonly kind: Kind; readonly there: Slots; readonly gone: Slots; member: Member; goneMember?: Member };

/** One slot holds all of it. */
const isOneSlot = (kind: Kind): boolean => kind.form === "single" || kind.isToldWhole === true;
/** The key of that one. */
const all = "all";

/**
 * The newest of everything, in the order of its last changes: what changed after a number is the end of that order,
 * however long ago it was. So nothing has to be kept for who missed something but the number it stands at, and what it
 * is told then are the newest values, each once. Bounded by who publishes: of readings, ingest takes only the profile's indicators and places.
 */
export class Shown {
  readonly #drawers: ReadonlyMap<string, Drawer>;
  #newest: Slot | null = null;
  #seq = 0;
  #goneKnownFrom = 0;

  constructor() {
    const drawers = new Map<string, Drawer>();
    for (const member of members) {
      const { kind, isGone } = member;
      const drawer = drawers.get(kind.name);
      if (drawer === undefined) drawers.set(kind.name, { kind, there: new Map(), gone: new Map(), member });
      else if (isGone) drawer.goneMember = member;
    }
    this.#drawers = drawers;
  }

  /** The number of the last change. */
  get seq(): number {
    return this.#seq;
  }

  /** Who stands at a lower number cannot be told by changes: things may have gone since of which nothing is known any more. */
  get goneKnownFrom(): number {
    return this.#goneKnownFrom;
  }

  /**
   * Everything is another from here on, so that whoever stands at an earlier number is told all of it anew.
   * @param gone keys of collections that are told of no longer, without a word of their own
   */
  beginAnew(gone: { [Name in CollectionName]?: readonly string[] }): void {
    for (const [name, keys] of Object.entries(gone))
      for (const key of keys) this.#remove(this.#drawerOf(name).there, key);
    this.#seq += 1;
    this.#goneKnownFrom = this.#seq;
  }

  /** A value that is there from the beginning: no change that anybody has missed. */
  begin<Name extends SingleName>(name: Name, value: ItemOf<Name>): void {
    const { member, there } = this.#drawerOf(name);
    this.#add(there, { member, key: all, value, seq: 0, text: null, older: null, newer: null });
  }

  /**
   * @returns whether anything became newer; what may not take the place of what is shown does not
   * @throws Error a kind that is not in the table
   */
  put<Name extends KindName>(name: Name, told: ToldOf<Name>): boolean {
    const { kind, member, there, gone } = this.#drawerOf(name);
    const seq = this.#seq + 1;
    if (kind.form === "single" || kind.isToldWhole === true) {
      this.#put(there, member, all, told, seq);
      return true;
    }
    const { keyOf, supersedes } = kind as {
      keyOf(item: unknown): string;
      supersedes?(one: unknown, shown: unknown): boolean;
    };
    for (const item of told as readonly unknown[]) {
      const key = keyOf(item);
      const slot = there.get(key);
      if (slot !== undefined) {
        if (supersedes === undefined || supersedes(item, slot.value)) this.#change(slot, item, seq);
        continue;
      }
      if (gone.size > 0) this.#remove(gone, key);
      this.#add(there, { member, key, value: item, seq, text: null, older: null, newer: null });
    }
    return this.#seq === seq;
  }

  /**
   * That it is gone is kept for who was away, of the last few of them that the kind says.
   * @returns whether any of them was there
   */
  remove(name: GoingName, keys: readonly string[]): boolean {
    const { kind, there, gone, goneMember } = this.#drawerOf(name);
    if (goneMember === undefined || !canGo(kind)) throw new Error(`nothing of ${name} can go`);
    let isAny = false;
    for (const key of keys) {
      if (!this.#remove(there, key)) continue;
      isAny = true;
      this.#put(gone, goneMember, key, key, this.#seq + 1);
      const [oldest] = gone.values();
      if (gone.size <= kind.goneRemembered || oldest === undefined) continue;
      this.#goneKnownFrom = Math.max(this.#goneKnownFrom, oldest.seq);
      this.#remove(gone, oldest.key);
    }
    return isAny;
  }

  /** The newest of one thing of a collection that is told one by one. */
  one<Name extends CollectionName>(name: Name, key: string): ItemOf<Name> | undefined {
    return this.#drawerOf(name).there.get(key)?.value as ItemOf<Name> | undefined;
  }

  /** The newest of a whole collection. */
  all<Name extends CollectionName>(name: Name): ItemOf<Name>[] {
    const { kind, there } = this.#drawerOf(name);
    const values: unknown[] = [];
    for (const { value } of there.values()) values.push(value);
    return (isOneSlot(kind) ? values.flat() : values) as ItemOf<Name>[];
  }

  /** What changed after a number, the newest first. */
  changedAfter(seq: number): Slot[] {
    const changed: Slot[] = [];
    for (let slot = this.#newest; slot !== null && slot.seq > seq; slot = slot.older) changed.push(slot);
    return changed;
  }

  #drawerOf(name: string): Drawer {
    const drawer = this.#drawers.get(name);
    if (drawer === undefined) throw new Error(`${name} is no kind of the live stream: contract/kinds.ts`);
    return drawer;
  }

  #put(slots: Slots, member: Member, key: string, value: unknown, seq: number): void {
    const slot = slots.get(key);
    if (slot !== undefined) this.#change(slot, value, seq);
    else this.#add(slots, { member, key, value, seq, text: null, older: null, newer: null });
  }

  #remove(slots: Slots, key: string): boolean {
    const slot = slots.get(key);
    if (slot === undefined) return false;
    slots.delete(key);
    if (slot.older !== null) slot.older.newer = slot.newer;
    if (slot.newer !== null) slot.newer.older = slot.older;
    else this.#newest = slot.older;
    return true;
  }

  #add(slots: Slots, slot: Slot): void {
    slots.set(slot.key, slot);
    this.#append(slot);
  }

  #change(slot: Slot, value: unknown, seq: number): void {
    slot.value = value;
    slot.text = null;
    slot.seq = seq;
    this.#seq = seq;
    if (slot === this.#newest) return;
    if (slot.older !== null) slot.older.newer = slot.newer;
    if (slot.newer !== null) slot.newer.older = slot.older;
    this.#append(slot);
  }

  #append(slot: Slot): void {
    this.#seq = slot.seq;
    slot.older = this.#newest;
    slot.newer = null;
    if (this.#newest !== null) this.#newest.newer = slot;
    this.#newest = slot;
  }
}

/**
 * The members of a message that tell some slots, as JSON without the braces around it; "" for none.
 * @param isWhole whether it tells all there is: kinds that are in every snapshot stand there as empty lists where there is none
 */
export function written(slots: readonly Slot[], isWhole: boolean): string {
  const texts: string[][] = members.map(() => []);
  for (const slot of slots) {
    slot.text ??= JSON.stringify(slot.value);
    texts[slot.member.at]?.push(slot.text);
  }
  const written: string[] = [];
  for (const { name, at, kind, isGone } of members) {
    // Whoever is told everything knows by it what there is.
    if (isWhole && isGone) continue;
    const some = texts[at] ?? [];
    const [first] = some;
    if (first === undefined && !(isWhole && kind.isInEverySnapshot === true)) continue;
    written.push(`"${name}":${!isGone && isOneSlot(kind) ? (first ?? "[]") : `[${some.join(",")}]`}`);
  }
  return written.join(",");
}
