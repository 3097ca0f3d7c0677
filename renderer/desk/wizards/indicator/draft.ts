import type { Words } from "#contract/entities/text.ts";
import type { RawItem } from "#contract/http.ts";
import { idFor } from "../../automation/item.ts";

export const periods = ["minute", "hour", "day", "month", "quarter", "year"] as const;
export type Period = (typeof periods)[number];

export type ThresholdDraft = {
  /** To tell rows apart while they are edited. */
  key: number;
  level: "attention" | "alarm";
  side: "above" | "below";
  /** As it is typed; "": not yet. */
  value: string;
  name: Words;
  /** What the file says besides, such as what a place does then. */
  more: Readonly<Record<string, unknown>>;
};

export type IndicatorDraft = {
  /** The indicator as it is; null: it is a new one. */
  known: { id: string; item: RawItem; mark: string } | null;
  takenCodes: readonly string[];
  name: Words;
  unit: Words;
  sector: string;
  owner: string;
  period: Period;
  /** Numbers as they are typed: "" says nothing. */
  decimals: string;
  plan: string;
  least: string;
  greatest: string;
  good: "up" | "down" | "neither";
  isAdditive: boolean;
  lateAfter: string;
  staleAfter: string;
  lostAfter: string;
  thresholds: readonly ThresholdDraft[];
};

/** What is usual for figures of a period; people change it where they know better. */
const usualFreshness: Record<Period, readonly [late: string, stale: string, lost: string]> = {
  minute: ["5m", "15m", "2h"],
  hour: ["90m", "4h", "1d"],
  day: ["36h", "3d", "10d"],
  month: ["45d", "75d", "120d"],
  quarter: ["120d", "200d", "400d"],
  year: ["450d", "540d", "820d"],
};

export const freshnessFor = (period: Period) => {
  const [lateAfter, staleAfter, lostAfter] = usualFreshness[period];
  return { lateAfter, staleAfter, lostAfter };
};

export const newIndicator = (takenCodes: readonly string[]): IndicatorDraft => ({
  ...{ known: null, takenCodes, name: { vi: "", en: "" }, unit: { vi: "", en: "" }, sector: "", owner: "" },
  ...{ period: "minute", decimals: "0", plan: "", least: "0", greatest: "", good: "neither", isAdditive: false },
  ...{ ...freshnessFor("minute"), thresholds: [] },
});

const text = (value: unknown): string =>
  typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
const record = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
const words = (value: unknown): Words => ({ vi: text(record(value).vi), en: text(record(value).en) });

export function draftOfIndicator(known: NonNullable<IndicatorDraft["known"]>): IndicatorDraft {
  const { item } = known;
  const [freshness, range] = [record(item.freshness), record(item.range)];
  const thresholds = Array.isArray(item.thresholds) ? item.thresholds.map(record) : [];
  return {
    ...newIndicator([]),
    ...{ known, name: words(item.name), unit: words(item.unit), sector: text(item.sector), owner: text(item.owner) },
    period: periods.find((one) => one === item.period) ?? "minute",
    ...{ decimals: text(item.decimals), plan: text(item.plan), least: text(range.min), greatest: text(range.max) },
    good: item.good === "up" || item.good === "down" ? item.good : "neither",
    isAdditive: item.isAdditive === true,
    lateAfter: text(freshness.lateAfter),
    staleAfter: text(freshness.staleAfter),
    lostAfter: text(freshness.lostAfter),
    thresholds: thresholds.map(({ level, above, below, name, ...more }, key) => ({
      ...{ key, level: level === "alarm" ? "alarm" : "attention", side: above === undefined ? "below" : "above" },
      ...{ value: text(above ?? below), name: words(name), more },
    })),
  };
}

export const codeOf = ({ known, name, takenCodes }: IndicatorDraft): string =>
  known?.id ?? idFor(name.vi || "chi-tieu-moi", takenCodes);

const filled = ({ vi, en }: Words): Words => ({ vi, en: en.trim() === "" ? vi : en });
/** As people type it: "12,5" too. */
export const numberOf = (typed: string): number | undefined => {
  const plain = typed.trim().replace(/\s/g, "").replace(",", ".");
  return plain === "" || !Number.isFinite(Number(plain)) ? undefined : Number(plain);
};

/** What a draft says of an indicator, as files write it; null takes a line out of one that is there. */
export function rawOfIndicator(draft: IndicatorDraft): RawItem {
  const { known, name, unit, sector, owner, period, good, isAdditive, lateAfter, staleAfter, lostAfter } = draft;
  const has = (key: string) => known?.item[key] !== undefined;
  const [least, greatest, plan] = [numberOf(draft.least), numberOf(draft.greatest), numberOf(draft.plan)];
  const { every } = record(known?.item.freshness);
  const thresholds = draft.thresholds.flatMap(({ level, side, value, name: own, more }) => {
    const limit = numberOf(value);
    return limit === undefined ? [] : [{ level, [side]: limit, name: filled(own), ...more }];
  });
  const raw: RawItem = {
    ...{ code: codeOf(draft), name: filled(name), unit: filled(unit), sector: sector || "khac" },
    ...(owner === "" ? (has("owner") ? { owner: null } : {}) : { owner }),
    period,
    ...(isAdditive || has("isAdditive") ? { isAdditive } : {}),
    decimals: numberOf(draft.decimals) ?? 0,
    ...(good === "neither" && !has("good") ? {} : { good }),
    ...(plan === undefined ? (has("plan") ? { plan: null } : {}) : { plan }),
    ...(thresholds.length === 0 ? (has("thresholds") ? { thresholds: null } : {}) : { thresholds }),
    ...(least === undefined || greatest === undefined
      ? has("range")
        ? { range: null }
        : {}
      : { range: { min: least, max: greatest } }),
    freshness: { ...(every === undefined ? {} : { every }), lateAfter, staleAfter, lostAfter },
  };
  return raw;
}

/** Only what is another than it was, so that the file keeps the rest letter for letter. */
export function changedKeys(before: RawItem, raw: RawItem): RawItem {
  return Object.fromEntries(
    Object.entries(raw).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(before[key] ?? null)),
  );
}
