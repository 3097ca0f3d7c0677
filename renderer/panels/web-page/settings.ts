import { z } from "zod";
import { Words } from "#contract/entities/text.ts";
import { Span } from "#contract/entities/time.ts";
import { WebPageId } from "../../figures/picks.ts";
import { defineRule } from "../rule.ts";

const shortestMs = 10_000;

export const WebPageSettings = z.strictObject({
  /** A page of the profile's section "web", by id: no address is typed here. */
  page: WebPageId,
  title: Words.optional(),
  /** The page is loaded anew this often, beside what is shown. */
  reloadEvery: Span.refine((ms) => ms >= shortestMs).prefault("15m"),
  /** Pages are made for a desk; at five metres they have to be larger. */
  zoom: z.number().min(0.25).max(5).default(1),
});
export type WebPageSettings = z.output<typeof WebPageSettings>;

export const webPageRule = defineRule({ kind: "web-page", settings: WebPageSettings, needs: () => ({}) });
