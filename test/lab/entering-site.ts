import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { projectRoot } from "./programs.ts";

const words = (vi: string, en: string) => ({ vi, en });
const freshness = { lateAfter: "36d", staleAfter: "66d", lostAfter: "125d" };

/** Written into a folder: a small wall that shows what its department of agriculture enters. */
export async function writeEnteringSite(folder: string): Promise<void> {
  const small = join(projectRoot, "test/fixtures/profiles/small");
  await cp(small, folder, { recursive: true });
  const given = parse(await readFile(join(small, "profile.yaml"), "utf8"));
  const communes = Array.from({ length: 12 }, (_, at) => ({
    ...{ id: `xa-${at + 1}`, kind: "commune", name: words(`Xã ${at + 1}`, `Commune ${at + 1}`) },
  }));
  const profile = {
    ...given,
    units: [
      { id: "nong-nghiep", name: words("Sở Nông nghiệp và Môi trường", "Department of Agriculture") },
      { id: "tai-chinh", name: words("Sở Tài chính", "Department of Finance") },
    ],
    places: [...given.places, ...communes],
    indicators: [
      ...given.indicators,
      {
        ...{ code: "gieo-trong", name: words("Diện tích gieo trồng vụ đông", "Area sown for winter"), freshness },
        ...{ unit: words("ha", "ha"), sector: "nong-nghiep", owner: "nong-nghiep", period: "month", decimals: 1 },
        range: { min: 0, max: 500_000 },
      },
      {
        ...{ code: "dich-benh", name: words("Gia súc mắc bệnh", "Sick livestock"), places: ["commune"], freshness },
        ...{ unit: words("con", "head"), sector: "nong-nghiep", owner: "nong-nghiep", period: "month", decimals: 0 },
      },
      {
        ...{ code: "thu", name: words("Thu ngân sách", "State revenue"), unit: words("tỷ đồng", "billion VND") },
        ...{ sector: "ngan-sach", owner: "tai-chinh", period: "month", decimals: 1, freshness },
      },
    ],
    sources: [
      ...given.sources,
      {
        ...{ id: "nhap-nong-nghiep", type: "entered", unit: "nong-nghiep" },
        name: words("Nhập tay · Sở Nông nghiệp", "By hand · Agriculture"),
        figures: [{ indicator: "gieo-trong" }, { indicator: "dich-benh" }],
      },
      {
        ...{ id: "nhap-tai-chinh", type: "entered", unit: "tai-chinh" },
        ...{ name: words("Nhập tay · Sở Tài chính", "By hand · Finance"), figures: [{ indicator: "thu" }] },
      },
    ],
    scenes: [
      {
        ...{ id: "chinh", name: words("Chính", "Main") },
        tiles: [
          { id: "gieo", panel: "key-figure", x: 0, y: 0, width: 12, height: 24, settings: { indicator: "gieo-trong" } },
          {
            ...{ id: "benh", panel: "key-figure", x: 12, y: 0, width: 12, height: 24 },
            settings: { indicator: "dich-benh", place: "xa-1" },
          },
        ],
      },
      // Of both departments: who is of one sees the other's nowhere.
      {
        ...{ id: "hai-so", name: words("Hai sở", "Two departments") },
        tiles: [
          { id: "thu", panel: "key-figure", x: 0, y: 0, width: 8, height: 12, settings: { indicator: "thu" } },
          {
            ...{ id: "thu-qua", panel: "trend", x: 8, y: 0, width: 16, height: 12 },
            settings: { title: words("Thu ngân sách qua", "Revenue so far"), series: [{ indicator: "thu" }] },
          },
          {
            ...{ id: "rieng", panel: "figure-table", x: 0, y: 12, width: 12, height: 12 },
            settings: { title: words("Của tài chính", "Of finance"), rows: [{ indicator: "thu" }] },
          },
          {
            ...{ id: "chung", panel: "figure-table", x: 12, y: 12, width: 12, height: 12 },
            settings: {
              title: words("Của cả hai", "Of both"),
              rows: [{ indicator: "gieo-trong" }, { indicator: "thu" }],
            },
          },
        ],
      },
    ],
  };
  await writeFile(join(folder, "profile.yaml"), stringify(profile));
}
