import { useWho } from "../app/who.ts";

/**
 * Whether whoever looks is told only of what belongs to a unit or a commune: of the rest nobody may say that it is not there, or not yet. As
 * `reach.ts` of the core has it, which decides; here it chooses words.
 */
export function useIsPartial(): boolean {
  const who = useWho();
  const scopes = who.phase === "known" ? (who.person?.scopes ?? []) : [];
  return scopes.length > 0 && !scopes.some(({ kind }) => kind === "province");
}
