import { z } from "zod";
import { Words } from "#contract/entities/text.ts";

export const HeadingSettings = z.strictObject({ title: Words });
export type HeadingSettings = z.output<typeof HeadingSettings>;
