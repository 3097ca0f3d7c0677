import { z } from "zod";
import { Words } from "#contract/entities/text.ts";
import { Span } from "#contract/entities/time.ts";
import { FileName } from "../../figures/picks.ts";
import { defineRule } from "../rule.ts";

const shortestMs = 3_000;

export const PictureSettings = z.strictObject({
  /** Their names in the folder "files" of the data or of the profile, in the order in which they show; one alone stays. */
  files: z.array(FileName).min(1).max(200),
  title: Words.optional(),
  /** contain: the whole picture · cover: the whole tile, cut at the picture's edges. */
  fit: z.enum(["contain", "cover"]).default("contain"),
  /** How long each one stands; after the last comes the first. */
  pictureDwell: Span.refine((ms) => ms >= shortestMs).prefault("15s"),
});
export type PictureSettings = z.output<typeof PictureSettings>;

export const pictureRule = defineRule({
  kind: "picture",
  settings: PictureSettings,
  // Version 1 had one file.
  newest(settings) {
    const { file, ...rest } = settings;
    return file === undefined || "files" in rest ? settings : { files: [file], ...rest };
  },
  needs: () => ({ whole: true }),
});
