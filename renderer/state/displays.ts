import type { DisplayStatus } from "#contract/live.ts";
import { makeKeyed } from "./keyed.ts";

export const displays = makeKeyed((display: DisplayStatus) => `${display.machine}/${display.number}`);
