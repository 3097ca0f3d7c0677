import { z } from "zod";
import { RiskLevels } from "#contract/warnings/http.ts";
import type { RiskLevel } from "#contract/warnings/warning.ts";
import data from "./risk-levels.json" with { type: "json" };

const { parameterNames, assumedHours, ...told } = z
  .strictObject({
    ...RiskLevels.shape,
    /** Names of the CAP parameter that tells the level, without marks, spaces and capitals. */
    parameterNames: z.array(z.string()),
    /** So long after it was sent a warning is told that does not say until when it holds. */
    assumedHours: z.number().positive(),
  })
  .parse(data);

/** Dated data with its source, not code. */
export const riskLevels: RiskLevels = told;
export const assumedMs = assumedHours * 3_600_000;

const plain = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replaceAll("đ", "d")
    .replaceAll("Đ", "D")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");

/** The highest level that a message's parameters tell; null where none does. "Cấp 2" and "2" are the same. */
export function levelIn(parameters: readonly { valueName: string; value: string }[]): RiskLevel | null {
  const found = parameters
    .filter(({ valueName }) => parameterNames.includes(plain(valueName)))
    .flatMap(({ value }) => /^\D*([1-5])\D*$/.exec(value)?.[1] ?? [])
    .map(Number);
  return riskLevels.levels.find(({ level }) => level === Math.max(...found)) ?? null;
}
