import { CitizenReportInput } from "#contract/entities/citizen-report.ts";

/**
 * Members that tell of persons or hold their words: those of Open311 GeoReport v2 and what platforms here call the same. Only what
 * is hardly anything else; a platform should be asked not to send them at all.
 */
const members = [
  ...["description", "status_notes", "media_url", "address", "first_name", "last_name", "email", "phone"],
  ...["device_id", "account_id", "ho_ten", "hoten", "hoTen", "so_dien_thoai", "soDienThoai", "dien_thoai", "dienThoai"],
  ...["sdt", "noi_dung", "noiDung", "dia_chi", "diaChi", "cccd"],
];
const told = new RegExp(`("(?:${members.join("|")})"\\s*:\\s*)"(?:[^"\\\\]|\\\\.)*"?`, "gs");

/** The beginning of an answer in JSON without what it says of persons; it stays JSON where it was. */
export const withoutPersons = (text: string): string => text.replace(told, '$1"…"');

/** What would be read of a report: the rest may tell of persons. */
export const knownOf = (candidate: unknown): unknown =>
  typeof candidate === "object" && candidate !== null
    ? Object.fromEntries(Object.entries(candidate).filter(([name]) => name in CitizenReportInput.shape))
    : typeof candidate;
