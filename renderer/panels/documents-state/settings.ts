import { z } from "zod";
import { documentFigures } from "#contract/documents/figures.ts";
import { Words } from "#contract/entities/text.ts";
import { IndicatorId } from "../../figures/picks.ts";
import { defineRule } from "../rule.ts";

export const DocumentsStateSettings = z.strictObject({
  title: Words,
  /** The share that is overdue, whose limits say when that is too much; absent: it is left out. */
  rate: IndicatorId.optional(),
  /** A unit with more overdue than so many is marked; absent: none is. */
  unitAbove: z.int().min(0).max(100_000).optional(),
});
export type DocumentsStateSettings = z.output<typeof DocumentsStateSettings>;

export const documentsStateRule = defineRule({
  kind: "documents-state",
  settings: DocumentsStateSettings,
  needs: ({ rate }) => ({
    series: [...Object.values(documentFigures.byState), documentFigures.withoutDueDate].map((indicator) => ({
      indicator,
    })),
    indicators: [documentFigures.inHand, documentFigures.overdue, ...(rate === undefined ? [] : [rate])],
  }),
});
