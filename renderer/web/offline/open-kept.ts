import { keepAnswers } from "../../live/api.ts";
import { connectionStore } from "../../state/connection.ts";
import { whoStore } from "../app/who.ts";
import type { Opening } from "./keeping-rules.ts";
import { createKeeper, opening } from "./kept-answers.ts";

let isKeeping = false;

/** From now on what the core tells of read-only things is kept here, of whoever is signed in by name. Once. */
export function startKeeping(): void {
  if (isKeeping) return;
  isKeeping = true;
  const account = () => {
    const who = whoStore.getState();
    return who.phase === "known" ? who.person?.id : undefined;
  };
  // What one core answer of many lacks while the line is up is a failure, and is told as one.
  keepAnswers(createKeeper(account, () => connectionStore.getState().phase !== "up"));
}

/** Whether what was kept may be looked at now; answers come from there from then on, as long as the core cannot be reached. */
export async function openKept(): Promise<Opening> {
  startKeeping();
  return (await opening(Date.now())).opening;
}
