import type { Place } from "#contract/entities/place.ts";
import { type CellKind, textOf } from "../tables/cells.ts";

/** An id of a place, or its name where only one place is called so. */
export function placeKind(places: readonly Place[]): CellKind<string | undefined> {
  const folded = (text: string): string => textOf(text).toLowerCase().replace(/\s+/g, " ");
  const ids = new Set(places.map(({ id }) => id));
  const named = new Map<string, string | null>();
  for (const { id, name } of places)
    for (const word of new Set([folded(name.vi), folded(name.en)])) named.set(word, named.has(word) ? null : id);
  return {
    expected: {
      vi: "mã một địa điểm của trang «Địa điểm», hoặc tên của nó nếu không trùng với nơi khác",
      en: "the id of a place on the sheet “Places”, or its name where no other place has it",
    },
    write: (value) => value ?? null,
    read: (cell) => (ids.has(textOf(cell)) ? textOf(cell) : (named.get(folded(String(cell))) ?? undefined)),
  };
}

/** Degrees. A point is read as well as a comma: nobody writes thousands here. @param limit of its amount */
export function degrees(limit: number, vi: string, en: string): CellKind<number | undefined> {
  return {
    expected: { vi: `${vi} bằng độ thập phân, ví dụ ${limit === 90 ? "21,8537" : "106,7615"}`, en },
    write: (value) => value ?? null,
    read(cell) {
      const plain = textOf(cell).replace("−", "-").replace(",", ".");
      const value = typeof cell === "number" ? cell : /^-?\d{1,3}(?:\.\d+)?$/.test(plain) ? Number(plain) : Number.NaN;
      return Math.abs(value) <= limit ? value : undefined;
    },
  };
}

/** As some cameras have the password in their address. What is filled in by reference is no password. */
const passwordIn = /(?:pass(?:word|wd)?|pwd)=(?!\$\{secret\.|&|$)[^&\s]/i;
const isClean = (address: string): boolean => !address.includes("@") && !passwordIn.test(address);

/** An address without an account, or `test:PATTERN`. What is found is never repeated where it holds a password. */
export const address: CellKind<string | undefined> = {
  expected: {
    vi: "địa chỉ rtsp://máy:cổng/đường-dẫn (hoặc http://…), không kèm tài khoản và mật khẩu",
    en: "an address rtsp://host:port/path (or http://…), without account and password",
  },
  write: (value) => value ?? null,
  read(cell) {
    const text = textOf(cell);
    const isOne = /^(?:rtsp|http)s?:\/\/[^\s/?#@]+(?:[/?#][^\s@]*)?$/.test(text) || /^test:[a-z]+$/.test(text);
    return isOne && isClean(text) && text.length <= 500 ? text : undefined;
  },
  complaint(cell) {
    const text = textOf(cell);
    if (text.includes("@")) return { code: "camera-list.account-in-address", params: {} };
    if (!passwordIn.test(text)) return undefined;
    return { code: "camera-list.password-in-address", params: { reference: `\${secret.TEN}` } };
  },
};

/** Some people write the password itself here: what is found is never repeated. */
export const secretName: CellKind<string | undefined> = {
  expected: {
    vi: "tên mật khẩu đã đặt bằng «secret set TÊN»",
    en: "the name of a password that was set with “secret set NAME”",
  },
  write: (value) => value ?? null,
  read: (cell) => (/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/.test(textOf(cell)) ? textOf(cell) : undefined),
  complaint: () => ({ code: "camera-list.secret-name", params: {} }),
};
