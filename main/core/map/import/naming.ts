type Properties = Readonly<Record<string, unknown>>;

/** How office software and open data name what we need; compared without marks, case and signs. */
const columns = {
  name: ["name", "ten", "tenxa", "tenxaphuong", "tendvhc", "tendiadiem", "namevi", "fullname", "tendaydu", "diadiem"],
  code: ["code", "ma", "maxa", "madvhc", "macode", "xaid"],
  kind: ["kind", "type", "loai", "class", "cap", "phanloai", "capduong"],
  lat: ["lat", "latitude", "vido", "y", "vd"],
  lon: ["lon", "lng", "long", "longitude", "kinhdo", "x", "kd"],
  mergedFrom: ["mergedfrom", "hopnhattu", "sapnhaptu"],
} as const;
export type Column = keyof typeof columns;

const plain = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "");

/** The key under which properties hold a column; the likelier names come first. */
export function keyOf(properties: Properties, column: Column): string | undefined {
  const keys = new Map(Object.keys(properties).map((key) => [plain(key), key]));
  for (const name of columns[column]) {
    const key = keys.get(name);
    if (key !== undefined) return key;
  }
  return undefined;
}

/** A column's value as text in composed letters; undefined where there is none. */
export function textOf(properties: Properties, column: Column): string | undefined {
  const key = keyOf(properties, column);
  const value = key === undefined ? undefined : properties[key];
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  const text = String(value).normalize("NFC").replace(/\0/g, "").trim();
  return text === "" ? undefined : text.slice(0, 200);
}

export const nameOf = (properties: Properties): string | undefined => textOf(properties, "name");

/** "Xã Quý Hoà", or a type that says so. */
export function isCommune(properties: Properties): boolean {
  const said = [nameOf(properties), textOf(properties, "kind")].map((text) => plain(text ?? ""));
  return said.some((text) => /^(?:xa|phuong|thitran|dackhu|commune|ward)/.test(text));
}
