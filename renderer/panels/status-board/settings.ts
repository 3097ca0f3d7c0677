import { z } from "zod";
import { Words } from "#contract/entities/text.ts";

export const StatusBoardSettings = z.strictObject({ title: Words });
export type StatusBoardSettings = z.output<typeof StatusBoardSettings>;
