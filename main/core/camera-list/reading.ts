import type { Place } from "#contract/entities/place.ts";
import { CodedError } from "#contract/errors.ts";
import type { TableMistake } from "#contract/tables.ts";
import {
  type Complain,
  csvTableOf,
  isWorkbook,
  put,
  type Row,
  rowsOf,
  type Spot,
  tableNamed,
  tablesOf,
} from "../tables/reading.ts";
import { cameraColumns, sheetNames } from "./columns.ts";

type Raw = Record<string, unknown>;

export type ReadCamera = {
  id: string;
  values: ReadonlyMap<string, unknown>;
  /** Its row, as the program for tables counts them. */
  row: number;
  spotOf: Row["spotOf"];
};
export type ReadCameraList = { sheet: string; cameras: ReadCamera[]; mistakes: TableMistake[] };

/**
 * What a file says of cameras, and every cell that is not what it should be.
 * @throws CodedError `table.not-a-workbook`, `table.not-a-csv`, `camera-list.no-sheet`
 */
export async function readCameraList(bytes: Buffer, places: readonly Place[]): Promise<ReadCameraList> {
  const table = isWorkbook(bytes) ? tableNamed(await tablesOf(bytes), sheetNames.cameras) : csvTableOf(bytes);
  if (table === undefined) throw new CodedError("camera-list.no-sheet", { sheet: sheetNames.cameras.vi });
  const mistakes: TableMistake[] = [];
  const complain: Complain = (spot, message) => void mistakes.push({ ...spot, message });
  const rowOf = new Map<string, number>();
  const cameras = rowsOf(table, cameraColumns(places), complain).flatMap((row): ReadCamera[] => {
    const { values, spotOf } = row;
    checkTogether(row, complain);
    fillIn(row.values);
    const id = values.get("id");
    if (typeof id !== "string") return [];
    const spot: Spot = spotOf(["id"]);
    const other = rowOf.get(id);
    if (other !== undefined) complain(spot, { code: "camera-list.id-twice", params: { id, row: other } });
    else rowOf.set(id, spot.row);
    return [{ id, values, row: spot.row, spotOf }];
  });
  return { sheet: table.name, cameras, mistakes };
}

/** What one cell says of another. */
function checkTogether({ values, spotOf, isWhole }: Row, complain: Complain): void {
  if (!isWhole) return;
  const [lat, lon] = ["position.lat", "position.lon"].map((path) => values.get(path));
  if ((lat === undefined) !== (lon === undefined))
    complain(spotOf(["position", lat === undefined ? "lat" : "lon"]), {
      code: "camera-list.half-position",
      params: {},
    });
  if (values.has("secret") && !values.has("stream.username"))
    complain(spotOf(["stream", "username"]), { code: "camera-list.secret-without-account", params: {} });
  const [type, url, sub] = ["stream.type", "stream.url", "stream.sub"].map((path) => values.get(path));
  const scheme = /^[a-z]+/.exec(String(url))?.[0].replace(/s$/, "");
  const natural = typeOf(String(url));
  if (type === undefined && natural === undefined)
    complain(spotOf(["stream", "type"]), { code: "camera-list.stream-type", params: {} });
  else if (type !== undefined && scheme !== (schemes[String(type)] ?? "http"))
    complain(spotOf(["stream", "url"]), { code: "camera-list.stream-scheme", params: { type: String(type) } });
  else if (sub !== undefined && !["rtsp", "hls"].includes(String(type ?? natural)))
    complain(spotOf(["stream", "sub"]), {
      code: "camera-list.no-sub-stream",
      params: { type: String(type ?? natural) },
    });
}

const schemes: Record<string, string> = { rtsp: "rtsp", test: "test" };

/** Which kind of stream an address is of where nobody says; undefined where that cannot be seen. */
function typeOf(url: string): string | undefined {
  if (/^rtsps?:/.test(url)) return "rtsp";
  if (url.startsWith("test:")) return "test";
  return /\.m3u8(?:[?#]|$)/.test(url) ? "hls" : undefined;
}

/** What an empty cell means. */
function fillIn(values: Map<string, unknown>): void {
  const fill = (path: string, value: unknown) => {
    if (!values.has(path) && value !== undefined) values.set(path, value);
  };
  fill("name.en", values.get("name.vi"));
  fill("stream.type", typeOf(String(values.get("stream.url"))));
  if (values.has("position.lat")) fill("position.accuracy", "approximate");
  else values.delete("position.accuracy");
}

/**
 * A row as a profile would have it, before it is parsed.
 * @param former the camera as it was, so that what no column holds stays
 */
export function rawCamera({ id, values }: Pick<ReadCamera, "id" | "values">, former: Raw | undefined): Raw {
  const { position: _position, place: _place, stream: formerStream, ...rest } = former ?? {};
  const raw: Raw = { ...rest, id, name: { vi: values.get("name.vi"), en: values.get("name.en") } };
  put(raw, ["place"], values.get("place"));
  const [lat, lon] = ["position.lat", "position.lon"].map((path) => values.get(path));
  if (lat !== undefined && lon !== undefined) raw.position = { lon, lat, accuracy: values.get("position.accuracy") };
  raw.stream = streamOf(values, (formerStream ?? {}) as Raw);
  return raw;
}

function streamOf(values: ReadonlyMap<string, unknown>, former: Raw): Raw {
  const url = String(values.get("stream.url"));
  const type = values.get("stream.type");
  if (type === "test") return { type, pattern: url.slice("test:".length) };
  const { url: _url, sub: _sub, username: _username, password: _password, ...rest } = former;
  const stream: Raw = { ...(former.type === type ? rest : {}), type, url };
  put(stream, ["sub"], values.get("stream.sub"));
  put(stream, ["username"], values.get("stream.username"));
  const secret = values.get("secret");
  if (secret !== undefined) stream.password = `\${secret.${secret}}`;
  return stream;
}
