import { z } from "zod";

/** An error as it crosses a line: a code and its parameters, never a finished sentence, so each reader gets their language. */
export const CodedMessage = z.strictObject({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type CodedMessage = z.infer<typeof CodedMessage>;
