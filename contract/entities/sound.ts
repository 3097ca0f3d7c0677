import { z } from "zod";
import { Id, Words } from "./text.ts";

/**
 * What of the wall is heard, and at which monitor: a camera that several monitors show would else be heard with as many
 * delays. `web-page`: a page of the net, by its id in the profile.
 */
export const Heard = z.strictObject({
  kind: z.enum(["camera", "web-page"]),
  id: Id,
  /** What it is, for people. */
  what: Words,
  display: z.int().min(1).max(64),
});
export type Heard = z.infer<typeof Heard>;

/** The sound of the whole wall. One thing is heard at a time, or nothing. */
export const Sound = z.strictObject({
  /** Percent of what the loudspeakers give. */
  level: z.int().min(0).max(100),
  isMuted: z.boolean(),
  heard: Heard.nullable(),
});
export type Sound = z.infer<typeof Sound>;

/** A wall does not begin to talk by itself. */
export const silence: Sound = { level: 50, isMuted: false, heard: null };
