import { crc32, deflateRawSync } from "node:zlib";

/** A file of a zip, and what its two headers say of it where they are to lie. */
export type ZipPart = {
  name: string;
  data: Uint8Array | string;
  /** What the directory at the end says instead. */
  directory?: { name?: string; size?: number; offset?: number };
  /** What the header before the data says instead. */
  local?: { name?: string; size?: number };
  /** In the data, not in the directory. */
  isUnlisted?: boolean;
  /** In the directory, without data of its own: `directory.offset` says whose it is. */
  isGhost?: boolean;
};

/** A zip written byte by byte (APPNOTE 4.3), so that it may say what it likes. */
export function zipOf(parts: readonly ZipPart[]): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  const put = (bytes: Buffer) => {
    pieces.push(bytes);
    at += bytes.length;
  };
  for (const part of parts) {
    const data = Buffer.from(part.data as string);
    const packed = deflateRawSync(data, { level: 9 });
    const offset = at;
    const local = part.local?.name ?? part.name;
    if (part.isGhost !== true) {
      const header = Buffer.alloc(30);
      header.writeUInt32LE(0x04034b50, 0);
      header.writeUInt16LE(20, 4);
      header.writeUInt16LE(8, 8);
      header.writeUInt32LE(crc32(data), 14);
      header.writeUInt32LE(packed.length, 18);
      header.writeUInt32LE(part.local?.size ?? data.length, 22);
      header.writeUInt16LE(Buffer.byteLength(local), 26);
      put(header);
      put(Buffer.from(local));
      put(packed);
    }
    if (part.isUnlisted === true) continue;
    const name = part.directory?.name ?? part.name;
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(20, 4);
    entry.writeUInt16LE(20, 6);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(crc32(data), 16);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(part.directory?.size ?? data.length, 24);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.writeUInt32LE(part.directory?.offset ?? offset, 42);
    directory.push(entry, Buffer.from(name));
  }
  const start = at;
  const bytes = Buffer.concat(directory);
  put(bytes);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.length / 2, 8);
  end.writeUInt16LE(directory.length / 2, 10);
  end.writeUInt32LE(bytes.length, 12);
  end.writeUInt32LE(start, 16);
  put(end);
  return Buffer.concat(pieces);
}

const xml = (body: string) => `<?xml version="1.0" encoding="UTF-8"?>${body}`;
const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** The files of a workbook of one sheet, the sheet last. @param rows what stands in its sheetData */
export const workbookParts = (rows: string, sheet = "Trang 1"): [ZipPart, ZipPart, ZipPart] => [
  {
    name: "xl/_rels/workbook.xml.rels",
    data: xml(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    ),
  },
  {
    name: "xl/workbook.xml",
    data: xml(
      `<workbook xmlns:r="${relations}"><sheets><sheet name="${sheet}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
  },
  { name: "xl/worksheets/sheet1.xml", data: xml(`<worksheet><sheetData>${rows}</sheetData></worksheet>`) },
];
