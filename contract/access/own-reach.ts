import { z } from "zod";
import { Id } from "../entities/text.ts";

const ids = z.array(Id).max(20_000);

/**
 * What belongs to somebody who is told of a unit or a commune alone: figures of these indicators, at any place, and of these places; sources and
 * cameras. Whatever is not here is another's, of which it says nothing: not even that it is there.
 */
export const OwnReach = z.strictObject({ indicators: ids, places: ids, sources: ids, cameras: ids });
export type OwnReach = z.infer<typeof OwnReach>;
