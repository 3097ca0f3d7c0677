import type { CameraConfig } from "#contract/entities/camera-config.ts";
import type { Profile } from "#contract/entities/profile.ts";
import type { Language, Words } from "#contract/entities/text.ts";
import { csvOf } from "../tables/csv.ts";
import { sheetOf } from "../tables/sheet.ts";
import { workbookApart } from "../tables/workbook-apart.ts";
import { cameraColumns, placeColumns, sheetNames } from "./columns.ts";

const note: Words = {
  vi: "Sửa trang đầu rồi nhập lại bằng: ioc camera import TỆP.xlsx (thêm --check để chỉ kiểm tra). Thứ tự cột tuỳ ý; CSV cũng được. Có một lỗi thì không nhập gì.",
  en: "Change the first sheet and import it with: ioc camera import FILE.xlsx (with --check it is only checked). Columns may stand in any order, and CSV will do. With one mistake nothing is imported.",
};

/** Cameras as a workbook: the list, the places there are, and what each column means. */
export function cameraWorkbook({ cameras, places }: Pick<Profile, "cameras" | "places">, language: Language) {
  const columns = cameraColumns(places);
  const names = places.map(({ id, name }) => [id, name[language]]);
  return workbookApart(
    [
      sheetOf(sheetNames.cameras, columns, cameras, language),
      { name: sheetNames.places, columns: placeColumns, rows: names, isReference: true },
    ],
    note,
    language,
  );
}

/** The list alone, for programs. @param more cells of one row below it, by the paths of their columns */
export function cameraCsv(
  { cameras, places }: Pick<Profile, "cameras" | "places">,
  language: Language,
  more?: ReadonlyMap<string, string>,
): Buffer {
  const columns = cameraColumns(places);
  const rows = cameras.map((camera: CameraConfig) => columns.map((column) => column.write(camera, language)));
  const row = more && columns.map(({ path }) => more.get(path.join(".")) ?? null);
  return csvOf([columns.map(({ heading }) => heading[language]), ...rows, ...(row === undefined ? [] : [row])]);
}
