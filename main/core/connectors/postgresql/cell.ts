/** Object identifiers of PostgreSQL's own types, from its pg_type.dat. */
const oid = {
  bool: 16,
  int8: 20,
  int2: 21,
  int4: 23,
  json: 114,
  float4: 700,
  float8: 701,
  timestamp: 1114,
  timestamptz: 1184,
  numeric: 1700,
  jsonb: 3802,
} as const;

const numbers = new Set<number>([oid.int8, oid.int2, oid.int4, oid.float4, oid.float8, oid.numeric]);

/**
 * A cell as a mapping wants it, from the text that the server sends (DateStyle ISO): numbers as numbers, instants in ISO 8601
 * with their offset, times without a zone without one (the mapping adds it), JSON as what is in it, all else as text.
 * @param type the column's object identifier
 */
export function cellOf(type: number, text: string): unknown {
  if (numbers.has(type)) return numberOf(text);
  if (type === oid.bool) return text === "t";
  if (type === oid.json || type === oid.jsonb) return JSON.parse(text);
  if (type === oid.timestamp) return text.replace(" ", "T");
  if (type === oid.timestamptz) return text.replace(" ", "T").replace(/([+-]\d\d)$/, "$1:00");
  return text;
}

/** A number that a double cannot hold to the last digit, NaN and Infinity stay text. */
function numberOf(text: string): number | string {
  const number = Number(text);
  return Number.isFinite(number) && (!Number.isInteger(number) || Number.isSafeInteger(number)) ? number : text;
}
