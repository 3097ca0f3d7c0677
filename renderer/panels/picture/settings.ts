import { z } from "zod";
import { Words } from "#contract/entities/text.ts";
import { FileName } from "../../figures/picks.ts";
import { defineRule } from "../rule.ts";

export const PictureSettings = z.strictObject({
  /** Its name in the folder "files" of the data or of the profile. */
  file: FileName,
  title: Words.optional(),
  /** contain: the whole picture · cover: the whole tile, cut at the picture's edges. */
  fit: z.enum(["contain", "cover"]).default("contain"),
});
export type PictureSettings = z.output<typeof PictureSettings>;

export const pictureRule = defineRule({ kind: "picture", settings: PictureSettings, needs: () => ({}) });
