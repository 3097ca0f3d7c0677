import { z } from "zod";

/** A body that is sent as it is, for the description. */
export const fileResponse = (type: string) => ({
  content: { [type]: { schema: z.instanceof(Buffer).meta({ type: "string", format: "binary" }) } },
});

/** Answered where there is nothing to say but that it was done. */
export const done = z.null().describe("Done.");
