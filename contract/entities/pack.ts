import { z } from "zod";
import { Id, Words } from "./text.ts";

/**
 * A pack says of itself, in its `pack.yaml` under `pack`. The rest of its files are lists as a profile has them: what a sector brings along, for
 * a profile to take by name and to lay its own over.
 */
export const Pack = z.strictObject({
  schema: z.literal(1),
  /** The name of its folder. */
  id: Id,
  name: Words,
  /** What it watches, in a sentence or two. */
  about: z.strictObject({ vi: z.string().min(1).max(600), en: z.string().min(1).max(600) }),
  /** The one of its scenes that shows the sector as a whole. */
  page: Id,
});
export type Pack = z.infer<typeof Pack>;

/** So many a profile may take. */
export const mostPacks = 50;
