import { z } from "zod";
import { CodedMessage } from "./coded-message.ts";
import { AskedMs } from "./entities/time.ts";

/**
 * As it was known at this moment; now when absent. Where the past is not known the answer is 404 with a sentence, and 400 on a
 * route that does not take it: never the present in its place.
 */
export const PastQuery = z.strictObject({ asOfMs: AskedMs.optional() });

/** The body of every answer that is not 2xx. */
export const Failure = z.strictObject({
  code: z.string(),
  params: CodedMessage.shape.params,
  message: z.strictObject({ vi: z.string(), en: z.string() }),
});
