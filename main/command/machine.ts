import { routes } from "#contract/http.ts";
import { tell } from "./core-client.ts";
import { findRunning, type Which } from "./running.ts";
import type { Screen } from "./screen.ts";

export async function removeMachine(which: Which, name: string, screen: Screen): Promise<number> {
  await tell(await findRunning(which), routes.machine(encodeURIComponent(name)), { method: "DELETE" });
  screen.show({ name, removed: true }, [screen.say("machine.removed", { name })]);
  return 0;
}
