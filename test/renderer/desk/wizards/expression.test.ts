import jsonata from "jsonata";
import { expect, it } from "vitest";
import type { Place } from "#contract/entities/place.ts";
import {
  expressionOf,
  numberFormOf,
  type Pointed,
  timeFormOf,
} from "../../../../renderer/desk/wizards/source/expression.ts";
import { each, linesOf, type Path } from "../../../../renderer/desk/wizards/source/paths.ts";
import { matchPlaces } from "../../../../renderer/desk/wizards/source/place-matching.ts";

const pointed = (value: Path, more: Partial<Pointed> = {}): Pointed => ({
  values: [{ path: value, indicator: "ho-so" }],
  ...{ time: null, place: null, quality: null, goodQuality: "", placeOf: {} },
  ...more,
});
/** What the expression gives of the whole answer, as the core would run it. */
async function given(about: Pointed, input: unknown) {
  const text = expressionOf(about, input, "+07:00");
  if (text === undefined) throw new Error("nothing was pointed at");
  const result = await jsonata(text).evaluate(input, { receivedAt: "2026-11-27T00:00:00Z" });
  return JSON.parse(JSON.stringify(result));
}

const shop = {
  thoiDiem: "2026-11-27T14:35:00+07:00",
  donVi: [
    { ma: "so-xay-dung", quaHan: 19 },
    { ma: "xa-tan-thanh", quaHan: 8 },
    { ma: "la", quaHan: "ba" },
  ],
  tong: { quaHan: 47 },
};

it("what is pointed at in one row is meant in all, with the time that stands over them", async () => {
  const rows = await given(
    pointed(["donVi", each, "quaHan"], {
      time: ["thoiDiem"],
      place: ["donVi", each, "ma"],
      placeOf: { "so-xay-dung": "so-xay-dung", "xa-tan-thanh": "tan-thanh" },
    }),
    shop,
  );
  const asOf = shop.thoiDiem;
  expect(rows).toEqual([
    { indicator: "ho-so", place: "so-xay-dung", value: 19, asOf },
    { indicator: "ho-so", place: "tan-thanh", value: 8, asOf },
    // A code that fits no place is not the whole province: it stays what it is and is refused.
    { indicator: "ho-so", place: "la", value: "ba", asOf },
  ]);
  expect(await given(pointed(["tong", "quaHan"]), shop)).toEqual({
    ...{ indicator: "ho-so", value: 47, asOf: "2026-11-27T00:00:00Z" },
  });
});

it("reads a list that is itself the answer, lists in lists, rows of cells, and names that are no plain words", async () => {
  const table = [
    { "Đơn vị": "a", "Quá hạn": "1.234,5", Lúc: "27/11/2026 14:35" },
    { "Đơn vị": "b", "Quá hạn": "12", Lúc: "27/11/2026 14:35" },
    { "Đơn vị": "c", "Quá hạn": "không", Lúc: "27/11/2026 14:35" },
  ];
  const asOf = "2026-11-27T14:35+07:00";
  expect(await given(pointed([each, "Quá hạn"], { time: [each, "Lúc"], place: [each, "Đơn vị"] }), table)).toEqual([
    { indicator: "ho-so", place: "a", value: 1234.5, asOf },
    { indicator: "ho-so", place: "b", value: 12, asOf },
    { indicator: "ho-so", place: "c", value: "không", asOf },
  ]);
  const nested = {
    huyen: [
      { ten: "x", luc: "2026-11-27", kho: { muc: [{ so: "5" }, { so: "6" }] } },
      { ten: "y", luc: "2026-11-28", kho: { muc: [{ so: "7" }] } },
    ],
  };
  expect(
    await given(
      pointed(["huyen", each, "kho", "muc", each, "so"], {
        time: ["huyen", each, "luc"],
        place: ["huyen", each, "ten"],
      }),
      nested,
    ),
  ).toEqual(
    [
      ["x", 5, 27],
      ["x", 6, 27],
      ["y", 7, 28],
    ].map(([place, value, day]) => ({ indicator: "ho-so", place, value, asOf: `2026-11-${day}T00:00:00+07:00` })),
  );
  const cells = {
    rows: [
      ["a", 1, 1_795_000_000],
      ["b", 2, 1_795_000_000],
    ],
  };
  expect(await given(pointed(["rows", each, 1], { place: ["rows", each, 0], time: ["rows", each, 2] }), cells)).toEqual(
    [
      { indicator: "ho-so", place: "a", value: 1, asOf: 1_795_000_000_000 },
      { indicator: "ho-so", place: "b", value: 2, asOf: 1_795_000_000_000 },
    ],
  );
  // Two figures of each row are two indicators; quality by the cell that was pointed at.
  const two = [
    { nhan: 10, tre: 1, tot: true },
    { nhan: 20, tre: 2, tot: false },
  ];
  const rows = await given(
    {
      ...pointed([each, "nhan"], { quality: [each, "tot"], goodQuality: "true" }),
      values: [
        { path: [each, "nhan"], indicator: "nhan" },
        { path: [each, "tre"], indicator: "tre" },
      ],
    },
    two,
  );
  expect(rows.map(({ indicator, value, quality }: Record<string, unknown>) => [indicator, value, quality])).toEqual([
    ["nhan", 10, "good"],
    ["nhan", 20, "uncertain"],
    ["tre", 1, "good"],
    ["tre", 2, "uncertain"],
  ]);
});

it("knows how numbers and times are written, and shows of a long list its beginning", () => {
  expect([[1, 2], ["1", "2.5"], ["1.234", "7,5"], ["a"], [null]].map(numberFormOf)).toEqual([
    ...["number", "text", "vietnamese", "none", "none"],
  ]);
  expect(
    [
      "2026-11-27T00:00:00Z",
      "2026-11-27 14:35",
      "2026-11-27",
      "27/11/2026",
      1_795_000_000,
      1_795_000_000_000,
      "hôm qua",
    ].map((one) => timeFormOf([one])),
  ).toEqual(["instant", "local", "day", "vietnamese-day", "seconds", "ms", "none"]);
  const lines = linesOf({ a: Array.from({ length: 50 }, (_, so) => ({ so })) }, (count) => `+${count}`);
  expect(lines.filter(({ cell }) => cell !== null)).toHaveLength(4);
  expect(lines.some(({ text }) => text === "+46")).toBe(true);
});

it("finds the places that codes and names mean, and none where two could be meant", () => {
  const place = (id: string, vi: string, more: Partial<Place> = {}): Place => ({
    id,
    kind: "commune",
    name: { vi, en: vi },
    ...more,
  });
  const places = [
    place("tan-thanh", "Xã Tân Thành", { officialCode: "06244" }),
    place("ky-lua", "Phường Kỳ Lừa"),
    place("tan-tien", "Xã Tân Tiến"),
    place("tan-tien-2", "Tân Tiến"),
  ];
  expect(
    matchPlaces(["tan-thanh", "06244", "P. Kỳ Lừa", "PHUONG-KY-LUA", "xa_tan_thanh", "Tân Tiến", "là lạ"], places),
  ).toEqual({
    "tan-thanh": "tan-thanh",
    "06244": "tan-thanh",
    "P. Kỳ Lừa": "ky-lua",
    "PHUONG-KY-LUA": "ky-lua",
    xa_tan_thanh: "tan-thanh",
  });
});
