import { wallStore } from "../../state/wall.ts";
import type { Command, Why } from "./command.ts";

/** Why a command cannot be done now; undefined: it can, as far as this page knows. */
export function whyNot({ isDriving, whyNot: own }: Pick<Command, "isDriving" | "whyNot">): Why | undefined {
  const following = wallStore.getState()?.following;
  if (isDriving === true && following !== undefined)
    return { key: "desk:why.follows", params: { host: following.host } };
  return own?.();
}
