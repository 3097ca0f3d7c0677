import fc from "fast-check";
import { expect, it } from "vitest";
import { reportContent } from "../../../../main/core/connectors/folder/reading.ts";
import { csvTable, guessDelimiter, rowsByHeading } from "../../../../main/core/tables/table.ts";
import { UnpacksToTooMuch, unzip } from "../../../../main/core/zips/unzipping.ts";

it("guesses the delimiter by what most lines agree on", () => {
  expect(guessDelimiter("Ngày;A;B\n1;2,5;3,5\n2;3,5;4,5\n")).toBe(";");
  expect(guessDelimiter("Báo cáo, tháng 1\na,b,c\n1,2,3\n4,5,6\n")).toBe(",");
  expect(guessDelimiter('a\tb\n"x;y;z"\t1\n')).toBe("\t");
  expect(guessDelimiter("chỉ một cột\n1\n")).toBe(",");
  expect(guessDelimiter("")).toBe(",");
});

it("takes the first row with two cells as the heading, and names every column", () => {
  const rows = rowsByHeading([["Tiêu đề"], [], ["A", " B\n2 ", "", "A"], ["1", null, 3, new Date(0)], [null, "", " "]]);
  expect(rows).toEqual([{ A: "1", "B 2": "", "#3": "3", "A (2)": "1970-01-01T00:00:00" }]);
  expect(rowsByHeading([["một"], ["hai"]])).toEqual([]);
});

it("bears rows that are too short, too long or badly quoted", () => {
  expect(rowsByHeading(csvTable('a;b\n1\n1;2;3\n5" ống;6\n', ";"))).toEqual([
    { a: "1", b: "" },
    { a: "1", b: "2" },
    { a: '5" ống', b: "6" },
  ]);
});

it("knows how large a zip unpacks, and refuses what is none", async () => {
  const limits = { mostEntries: 1, mostBytes: 2_999_999_999 };
  await expect(unzip(Buffer.from("không phải zip"), () => true, limits)).rejects.toThrow();
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(0, 16);
  const entry = Buffer.alloc(46);
  entry.write("PK\x01\x02", "latin1");
  entry.writeUInt32LE(3_000_000_000, 20);
  entry.writeUInt32LE(3_000_000_000, 24);
  await expect(unzip(Buffer.concat([entry, end]), () => true, limits)).rejects.toThrow(UnpacksToTooMuch);
});

it("whatever bytes lie in the folder end as rows or as a coded reason with the file's name", async () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc
      .string({ unit: fc.constantFrom('"', ";", ",", "\n", "\r", "ạ", "1", "\t"), maxLength: 200 })
      .map((text) => Buffer.from(text)),
    fc
      .uint8Array({ maxLength: 200 })
      .map((tail) => Buffer.concat([Buffer.from("PK\x03\x04"), tail, Buffer.from("PK\x05\x06"), tail])),
  );
  await fc.assert(
    fc.asyncProperty(bytes, fc.constantFrom("a.csv", "a.xlsx"), async (content, name) => {
      try {
        const rows = await reportContent(name, Buffer.from(content), undefined);
        for (const row of rows as Record<string, unknown>[])
          expect(Object.values(row).every((cell) => typeof cell === "string")).toBe(true);
      } catch (error) {
        expect(error).toMatchObject({ code: "source.file-unreadable", params: { file: name } });
      }
    }),
    { numRuns: 300 },
  );
});
