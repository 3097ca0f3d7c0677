import { hashOf, newToken } from "../access/token.ts";

/** What is under way between two requests of somebody who is not signed in yet, or sets up a factor. */
export type Tickets<Kept> = {
  issue(kept: Kept): string;
  /** What it stands for; undefined when it is unknown, too old, or was taken. */
  look(ticket: string): Kept | undefined;
  /** The same; it is good for nothing afterwards. */
  take(ticket: string): Kept | undefined;
  /** Whatever is under way for somebody. */
  dropIf(isGone: (kept: Kept) => boolean): void;
};

/**
 * Kept in memory: a restart of the core makes people begin again.
 * @param options.most the oldest go
 */
export function createTickets<Kept>(options: { goodForMs: number; most: number; now(): number }): Tickets<Kept> {
  const { goodForMs, most, now } = options;
  const kept = new Map<string, { untilMs: number; value: Kept }>();
  const look = (ticket: string): Kept | undefined => {
    const found = kept.get(hashOf(ticket));
    return found !== undefined && found.untilMs > now() ? found.value : undefined;
  };
  return {
    issue(value) {
      const ticket = newToken();
      kept.set(hashOf(ticket), { untilMs: now() + goodForMs, value });
      if (kept.size > most) kept.delete(kept.keys().next().value as string);
      return ticket;
    },
    look,
    take(ticket) {
      const value = look(ticket);
      kept.delete(hashOf(ticket));
      return value;
    },
    dropIf(isGone) {
      for (const [key, { value }] of kept) if (isGone(value)) kept.delete(key);
    },
  };
}
