import type { SourceConfig } from "#contract/entities/source-config.ts";

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

export const givesReports = (source: SourceConfig): boolean => "gives" in source && source.gives === "citizen-reports";

/** What nobody is to see of a source's raw answers. */
export const hiding = (source: SourceConfig): { hide?: (text: string) => string } =>
  givesReports(source) ? { hide: withoutPersons } : {};
