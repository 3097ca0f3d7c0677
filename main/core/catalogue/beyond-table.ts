import { isDeepStrictEqual } from "node:util";

type Raw = Record<string, unknown>;

/** Keys of an indicator that no column of the workbook has. */
const keys = ["rangeAt"] as const;
/** The same of a threshold. */
const thresholdKeys = ["says"] as const;

/**
 * A row of a workbook with what the profile says of it beyond the workbook's columns: a table that cannot say a thing does not take it back.
 * @param before the item as the profile has it; undefined: it is new
 */
export function withBeyondTable(row: Raw, before: Raw | undefined): Raw {
  if (before === undefined) return row;
  const kept = Object.fromEntries(keys.flatMap((key) => (before[key] === undefined ? [] : [[key, before[key]]])));
  const { thresholds } = row;
  const former = Array.isArray(before.thresholds) ? (before.thresholds as Raw[]) : [];
  if (!Array.isArray(thresholds)) return { ...row, ...kept };
  return { ...row, ...kept, thresholds: (thresholds as Raw[]).map((one) => withSaid(one, former)) };
}

function withSaid(threshold: Raw, former: readonly Raw[]): Raw {
  const isSameLimit = (other: Raw) =>
    (["level", "above", "below"] as const).every((key) => isDeepStrictEqual(other[key], threshold[key]));
  const same = former.find(isSameLimit);
  const said = thresholdKeys.flatMap((key) => (same?.[key] === undefined ? [] : [[key, same[key]]]));
  return { ...threshold, ...Object.fromEntries(said) };
}
