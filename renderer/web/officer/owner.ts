import { useWho, type Who, whoStore } from "../app/who.ts";

/** Whose drafts and deeds those of this browser are: browsers are shared, and one signs in where another has signed out. */
const ownerOf = (who: Who): string => (who.phase === "known" ? (who.person?.id ?? who.role) : "");

export const useOwner = (): string => ownerOf(useWho());
export const isOwnerNow = (owner: string): boolean => ownerOf(whoStore.getState()) === owner;
