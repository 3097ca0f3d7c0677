import { promisify } from "node:util";
import { gunzip } from "node:zlib";

const unzip = promisify(gunzip);
/** No tile of a map is larger than this unpacked; one that claims to be is a trap. */
const mostBytes = 16 * 1_048_576;

/** Unpacks a gzipped tile. Rejects when it is damaged or grows beyond what a tile can be. */
export const unzipTile = (bytes: Uint8Array): Promise<Buffer> => unzip(bytes, { maxOutputLength: mostBytes });
