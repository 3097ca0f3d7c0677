import type { WallCommand } from "#contract/entities/wall-state.ts";
import { routes, WallAnswer } from "#contract/http.ts";
import { askCore, type Refusal, refusalOf } from "../../state/asking.ts";
import { makeStore } from "../../state/store.ts";
import type { Why } from "./command.ts";

/** What the desk last had to say about a key or a command that came to nothing; null: read, or done since. */
export const saidStore = makeStore<{ what: Why | Refusal } | null>(null);

export const say = (what: Why | Refusal): void => saidStore.setState({ what }, true);
export const sayNothing = (): void => saidStore.setState(null, true);

/** Gives the core an order from wherever the operator is. What it says no to is said on the page he looks at. */
export function driveWall(command: WallCommand): void {
  sayNothing();
  askCore(routes.wallCommands, WallAnswer, { method: "POST", body: command }).catch((error: unknown) =>
    say(refusalOf(error)),
  );
}
