import type { z } from "zod";
import { ask, type Question } from "../live/api.ts";

/** Asks the core that served this page, as whoever has this browser. Fails like `ask`. */
export const askHere = <Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  question?: Question,
): Promise<z.output<Schema>> => ask({ origin: window.location.origin }, path, schema, question);

/** A small screen in a hand is locked sooner. */
export const deviceKind = (): "phone" | "computer" =>
  Math.min(window.screen.width, window.screen.height) < 600 ? "phone" : "computer";
