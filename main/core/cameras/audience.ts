import type { Opened } from "#contract/pictures.ts";
import type { Fragment } from "./fragments.ts";
import type { Watcher } from "./gateway-interface.ts";

/** Those who watch one stream: each begins with a key picture, and again after each opening. */
export class Audience {
  readonly #watchers = new Set<Watcher>();
  readonly #waiting = new Set<Watcher>();

  get size(): number {
    return this.#watchers.size;
  }

  /** @returns its undo, which gives false when it was undone before */
  add(watcher: Watcher): () => boolean {
    this.#watchers.add(watcher);
    this.#waiting.add(watcher);
    return () => {
      this.#waiting.delete(watcher);
      return this.#watchers.delete(watcher);
    };
  }

  /** To one who has just come: what is there already. */
  catchUp(watcher: Watcher, opened: Opened, initialization: Buffer, group: readonly Fragment[]): void {
    watcher.onOpened(opened, initialization);
    for (const fragment of group) this.#give(watcher, fragment);
  }

  open(opened: Opened, initialization: Buffer): void {
    for (const watcher of this.#watchers) {
      this.#waiting.add(watcher);
      watcher.onOpened(opened, initialization);
    }
  }

  give(fragment: Fragment): void {
    for (const watcher of this.#watchers) this.#give(watcher, fragment);
  }

  #give(watcher: Watcher, fragment: Fragment): void {
    if (this.#waiting.has(watcher)) {
      if (!fragment.isKey) return;
      this.#waiting.delete(watcher);
    }
    watcher.onFragment(fragment);
  }
}
