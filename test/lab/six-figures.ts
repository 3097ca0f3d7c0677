import { join } from "node:path";
import { projectRoot } from "./programs.ts";

/**
 * The profile of a wall with cameras, a map and six figures: what the built-in one was before it had sectors. For tests that need a
 * wall as people have it but nothing of a sector, which would cost each of them its sources and change its scenes.
 */
export const sixFigures = join(projectRoot, "test/fixtures/profiles/six-figures");
