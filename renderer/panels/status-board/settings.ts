import { z } from "zod";
import { Words } from "#contract/entities/text.ts";
import { defineRule } from "../rule.ts";

export const StatusBoardSettings = z.strictObject({ title: Words });
export type StatusBoardSettings = z.output<typeof StatusBoardSettings>;

export const statusBoardRule = defineRule({
  kind: "status-board",
  settings: StatusBoardSettings,
  needs: () => ({ sources: true, cameras: "all", figureAges: true }),
});
