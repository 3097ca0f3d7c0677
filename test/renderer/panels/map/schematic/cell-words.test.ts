import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellLeading, wordsIn } from "../../../../../renderer/panels/map/schematic/cell-words.ts";
import { textWidthPx } from "../../../../../renderer/ui/text-width.ts";

const texts = {
  names: ["Lương Văn Tri", "Khánh Khê", "Na Sầm"],
  codes: ["LVT", "KK", "NS"],
  values: ["▲31", "4", "—"],
};

describe("what a cell says", () => {
  it("is the name with the value where there is room, else the name, else a code, else nothing", () => {
    const form = (width: number, height: number) => wordsIn({ width, height }, texts, 42);
    expect(form(139, 104)).toMatchObject({ form: "name", hasValue: true });
    expect(form(139, 64)).toMatchObject({ form: "name", hasValue: false });
    expect(form(70, 64)).toMatchObject({ form: "code", hasValue: true });
    expect(form(70, 34)).toMatchObject({ form: "code", hasValue: false });
    expect(form(20, 12)).toMatchObject({ form: "none" });
  });

  it("shortens a name that is too long for its cell, as people do, and only where the others stand whole", () => {
    const names = ["Na Sầm", "Ba Sơn", "Cao Lộc", "Bắc Sơn", "Lương Văn Tri"];
    const given = { names, codes: ["NS", "BS", "CL", "BắS", "LVT"], values: ["4"] };
    expect(wordsIn({ width: 100, height: 80 }, given, 42).texts).toEqual([...names.slice(0, 4), "L.V. Tri"]);
  });

  it("never leaves its cell, and never needs larger type than the source line's", () => {
    const side = fc.integer({ min: 10, max: 300 });
    fc.assert(
      fc.property(side, side, fc.integer({ min: 12, max: 60 }), (width, height, sourcePx) => {
        const { form, namePx, valuePx, texts: shown } = wordsIn({ width, height }, texts, sourcePx);
        if (form === "none") return;
        expect(namePx).toBeLessThanOrEqual(sourcePx);
        expect(shown).toHaveLength(texts.names.length);
        for (const word of shown.flatMap((text) => text.split(" ")))
          expect(textWidthPx(word, namePx)).toBeLessThan(width);
        for (const value of texts.values) expect(textWidthPx(value, valuePx)).toBeLessThan(width);
        expect((namePx + valuePx) * cellLeading).toBeLessThan(height);
      }),
    );
  });
});
