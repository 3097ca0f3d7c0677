import type { Entry } from "./entry.ts";

/** The map and the files it is made of. */
export const mapErrors = {
  "map.unknown-file": {
    vi: "«{name}» không phải tệp bản đồ mà phần mềm đọc được. Hãy đưa PMTiles, MBTiles, GeoJSON, shapefile nén .zip hoặc CSV địa điểm.",
    en: "“{name}” is no map file that can be read. Give PMTiles, MBTiles, GeoJSON, a zipped shapefile or a CSV of places.",
    exit: 65,
    http: 422,
  },
  "map.too-large": {
    vi: "«{name}» quá lớn: loại tệp này nhận tối đa {limitMb} MB. Hãy cắt theo phạm vi tỉnh rồi thử lại.",
    en: "“{name}” is too large: at most {limitMb} MB of this kind. Cut it to the province and try again.",
    exit: 65,
    http: 413,
  },
  "map.cut-short": {
    vi: "«{name}» bị cụt: phải có {expected} byte, chỉ có {found}. Hãy chép lại tệp từ nơi gốc.",
    en: "“{name}” is cut short: it should have {expected} bytes and has {found}. Copy it again from where it came.",
    exit: 65,
    http: 422,
  },
  "map.unreadable": {
    vi: "Không đọc được «{name}»: {detail}. Tệp có thể đã hỏng; hãy xuất lại.",
    en: "“{name}” cannot be read: {detail}. It may be damaged; export it again.",
    exit: 65,
    http: 422,
  },
  "map.empty": {
    vi: "«{name}» không có hình nào để vẽ.",
    en: "“{name}” holds nothing that could be drawn.",
    exit: 65,
    http: 422,
  },
  "map.not-finite": {
    vi: "Toạ độ trong «{name}» có chỗ không phải số (đối tượng thứ {feature}). Hãy sửa hoặc bỏ đối tượng đó.",
    en: "A coordinate in “{name}” is no number (feature {feature}). Mend that feature or take it out.",
    exit: 65,
    http: 422,
  },
  "map.wrong-place": {
    vi: "«{name}» nằm ở {where}, không chạm tới phạm vi bản đồ của cấu hình ({site}). Có đúng tệp không?",
    en: "“{name}” lies at {where} and does not touch the map of the profile ({site}). Is it the right file?",
    exit: 65,
    http: 422,
  },
  "map.swapped-axes": {
    vi: "«{name}» ghi vĩ độ trước kinh độ. GeoJSON cần kinh độ trước; hãy xuất lại với thứ tự kinh độ, vĩ độ.",
    en: "“{name}” gives latitude before longitude. GeoJSON wants longitude first; export it again in that order.",
    exit: 65,
    http: 422,
  },
  "map.projected": {
    vi: "Toạ độ trong «{name}» là mét ({sample}), chắc là VN-2000, mà tệp không nói hệ nào. Hãy xuất lại theo WGS 84 (EPSG:4326), hoặc kèm tệp .prj.",
    en: "Coordinates in “{name}” are metres ({sample}), VN-2000 perhaps, and the file does not say which system. Export it in WGS 84 (EPSG:4326), or add the .prj file.",
    exit: 65,
    http: 422,
  },
  "map.other-system": {
    vi: "«{name}» dùng hệ toạ độ {system}, chưa đổi được. Hãy xuất lại theo WGS 84 (EPSG:4326).",
    en: "“{name}” is in the coordinate system {system}, which cannot be converted. Export it in WGS 84 (EPSG:4326).",
    exit: 65,
    http: 422,
  },
  "map.zip-too-large": {
    vi: "«{name}» bung ra lớn hơn {limitMb} MB hoặc quá nhiều tệp, nên đã dừng. Chỉ nén các tệp của một shapefile.",
    en: "“{name}” unpacks to more than {limitMb} MB or too many files, so it was stopped. Zip the files of one shapefile only.",
    exit: 65,
    http: 422,
  },
  "map.zip-without-shapefile": {
    vi: "«{name}» không có đúng một tệp .shp. Hãy nén .shp, .dbf, .prj của một lớp.",
    en: "“{name}” does not hold exactly one .shp file. Zip the .shp, .dbf and .prj of one layer.",
    exit: 65,
    http: 422,
  },
  "map.csv-columns": {
    vi: "«{name}» thiếu cột {missing}. Cần các cột tên, vĩ độ, kinh độ (name, lat, lon) và nếu có thì loại (kind).",
    en: "“{name}” lacks the column {missing}. It needs name, lat, lon, and kind where there is one.",
    exit: 65,
    http: 422,
  },
  "map.unclear-role": {
    vi: "Chưa rõ «{name}» dùng làm gì. Hãy chọn (trên dòng lệnh: --as): communes (xã, phường), outline (ranh giới tỉnh), border (biên giới), roads (đường), neighbours (tỉnh bạn) hoặc places (địa điểm).",
    en: "It is not clear what “{name}” is for. Choose it (on the command line: --as): communes, outline, border, roads, neighbours or places.",
    exit: 65,
    http: 422,
  },
  "map.wrong-role": {
    vi: "«{name}» không dùng làm «{role}» được: tệp chứa {found}.",
    en: "“{name}” cannot serve as “{role}”: it holds {found}.",
    exit: 65,
    http: 422,
  },
  "map.too-heavy": {
    vi: "«{name}» cần quá nhiều bộ nhớ hoặc thời gian ({detail}), nên đã dừng. Hãy làm thưa hình rồi thử lại.",
    en: "“{name}” needs too much memory or time ({detail}), so it was stopped. Simplify it and try again.",
    exit: 65,
    http: 422,
  },
  "map.busy": {
    vi: "Đang nhập một tệp bản đồ khác. Hãy đợi xong rồi thử lại.",
    en: "Another map file is being imported. Wait for it and try again.",
    exit: 75,
    http: 409,
  },
  "map.nothing-former": {
    vi: "Không còn bản nào trước đó để quay lại.",
    en: "There is nothing earlier to go back to.",
    exit: 65,
    http: 409,
  },
  "map.not-stored": {
    vi: "Không chép được tệp vào thư mục dữ liệu: {detail}. Bản đồ đang dùng vẫn nguyên.",
    en: "The file could not be copied into the data folder: {detail}. The map in use is as it was.",
    exit: 74,
    http: 507,
  },
  "map.file-missing": {
    vi: "Không tìm thấy hoặc không đọc được tệp «{name}»: {detail}.",
    en: "The file “{name}” is not there or cannot be read: {detail}.",
    exit: 66,
  },
  "map.token-refused": {
    vi: "Máy chủ Mapbox không nhận mã truy cập; bản đồ đang dùng bộ vẽ dựng sẵn. Hãy đặt lại mã bằng secret set.",
    en: "Mapbox does not take the token; the map is drawn by the built-in engine. Set the token again with secret set.",
  },
  "map.network-lost": {
    vi: "Không tới được máy chủ Mapbox; bản đồ đang dùng bộ vẽ dựng sẵn.",
    en: "Mapbox cannot be reached; the map is drawn by the built-in engine.",
  },
  "map.found.tiles": {
    vi: "{tiles} mảnh bản đồ, mức phóng {minZoom}–{maxZoom}, kiểu {schema}",
    en: "{tiles} tiles, zoom {minZoom}–{maxZoom}, schema {schema}",
  },
  "map.found.layers": { vi: "Các lớp: {list}", en: "Layers: {list}" },
  "map.found.unknown-schema": {
    vi: "Không nhận ra kiểu lớp (Protomaps, OpenMapTiles, Shortbread); sẽ chỉ vẽ nét đơn giản",
    en: "The layers are of no known schema (Protomaps, OpenMapTiles, Shortbread); they will be drawn plainly",
  },
  "map.found.bounds": {
    vi: "Phạm vi: {west}–{east}° kinh đông, {south}–{north}° vĩ bắc",
    en: "Extent: {west}–{east}° E, {south}–{north}° N",
  },
  "map.found.part": {
    vi: "Chỉ phủ {percent} % phạm vi bản đồ của cấu hình",
    en: "Covers only {percent} % of the map of the profile",
  },
  "map.found.areas": { vi: "{count} vùng, tổng {km2} km²", en: "{count} areas, {km2} km² in all" },
  "map.found.lines": { vi: "{count} đường", en: "{count} lines" },
  "map.found.points": { vi: "{count} điểm", en: "{count} points" },
  "map.found.overlap": {
    vi: "{count} chỗ chồng lấn, lớn nhất {km2} km² giữa {a} và {b}",
    en: "{count} overlaps, the largest of {km2} km² between {a} and {b}",
  },
  "map.found.overlaps-unchecked": {
    vi: "Quá nhiều vùng nên chưa kiểm tra hết chồng lấn",
    en: "Too many areas to look for all overlaps",
  },
  "map.found.communes-all": {
    vi: "Đủ {count} xã, phường của cấu hình",
    en: "All {count} communes of the profile are there",
  },
  "map.found.communes-missing": {
    vi: "Thiếu {count} xã, phường có trong cấu hình: {list}",
    en: "{count} communes of the profile are missing: {list}",
  },
  "map.found.communes-unknown": {
    vi: "{count} xã, phường không có trong cấu hình: {list}",
    en: "{count} communes are unknown to the profile: {list}",
  },
  "map.found.no-communes": {
    vi: "Cấu hình chưa khai xã, phường nào trong places.yaml, nên chưa tô màu theo chỉ tiêu được",
    en: "The profile names no communes in places.yaml, so none can be coloured by an indicator yet",
  },
  "map.found.repeated": { vi: "{count} tên lặp lại: {list}", en: "{count} names come twice: {list}" },
  "map.found.outside": {
    vi: "{count} đối tượng nằm ngoài phạm vi bản đồ: {list}",
    en: "{count} features lie outside the map: {list}",
  },
  "map.found.skipped": {
    vi: "{count} dòng bỏ qua vì thiếu tên hoặc toạ độ: dòng {list}",
    en: "{count} rows were left out for want of a name or coordinates: rows {list}",
  },
  "map.found.converted": {
    vi: "Đã đổi toạ độ từ {system} sang WGS 84",
    en: "Coordinates were converted from {system} to WGS 84",
  },
  "map.found.replaces": {
    vi: "Thay cho «{former}»; quay lại được (map back)",
    en: "Takes the place of “{former}”; the import can be taken back (map back)",
  },
  "map.found.no-projection": {
    vi: "Không có tệp .prj; toạ độ được coi là WGS 84",
    en: "There is no .prj file; coordinates were taken for WGS 84",
  },
} as const satisfies Record<string, Entry>;
