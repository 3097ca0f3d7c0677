import type { Place } from "#contract/entities/place.ts";

/** Letters and figures alone, without marks: "P. Kỳ Lừa" and "phuong-ky-lua" are close then. */
const plain = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();

const kinds =
  /^(?:ubnd |uy ban nhan dan )?(?:xa|phuong|thi tran|tt|p|x|huyen|thanh pho|tp|tinh|cua khau|ck|so|ban|phong) /;
const bare = (text: string): string => plain(text).replace(kinds, "").trim();

/**
 * The site's places that a platform's codes or names mean. Only what is meant without doubt: two places of one name are none.
 * @returns by code; a code that fits nothing is not in it
 */
export function matchPlaces(codes: readonly string[], places: readonly Place[]): Record<string, string> {
  const ways = [
    indexOf(places, ({ id }) => id),
    indexOf(places, ({ officialCode }) => officialCode),
    indexOf(places, ({ id, name }) => [plain(id), plain(name.vi), plain(name.en)]),
    indexOf(places, ({ id, name }) => [bare(id), bare(name.vi), bare(name.en)]),
  ] as const;
  const forms = [(code: string) => code, (code: string) => code, plain, bare] as const;
  return Object.fromEntries(
    codes.flatMap((code) => {
      for (const [at, way] of ways.entries()) {
        const found = way.get(forms[at]?.(code) ?? code);
        if (found !== undefined && found !== null) return [[code, found]];
      }
      return [];
    }),
  );
}

/** Places by a name of theirs; null where several have it. */
function indexOf(
  places: readonly Place[],
  namesOf: (place: Place) => string | readonly string[] | undefined,
): Map<string, string | null> {
  const index = new Map<string, string | null>();
  for (const place of places)
    for (const name of new Set([namesOf(place) ?? []].flat())) {
      if (name === "") continue;
      const known = index.get(name);
      index.set(name, known === undefined || known === place.id ? place.id : null);
    }
  return index;
}
