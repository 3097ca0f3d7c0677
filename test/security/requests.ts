import fc from "fast-check";
import { evilTexts, type Schema, spoilt, valuesOf } from "./schema-values.ts";

type Parameter = { in: string; name: string; required?: boolean; schema: Schema };
type Operation = { parameters?: Parameter[]; requestBody?: { content?: Record<string, { schema?: Schema }> } };
export type OpenApi = { paths: Record<string, Record<string, Operation>> };

/** As it goes over the wire; nothing that is wrong with it is put right on the way. */
export type Asked = {
  method: string;
  /** Route of the document, for who reads what came of it. */
  route: string;
  target: string;
  headers: readonly (readonly [name: string, value: string])[];
  body: Buffer;
  /** Which of those that are known asks. */
  who: number;
};

const segments: readonly string[] = [
  "..%2f..%2fcore.json",
  "%2e%2e",
  "..%5c..%5cx",
  "%00",
  "%",
  "%c0%ae%c0%ae",
  "%f0%9f%a7%af",
  "__proto__",
  "constructor",
  "a".repeat(399),
  "a".repeat(5_000),
  "%20",
  "x;y=1",
  "-1",
  "1e9",
  "00",
  "99999999999999999999",
];
const kinds: readonly string[] = [
  "application/json",
  "application/json; charset=utf-16",
  "text/csv",
  "text/xml",
  "text/plain",
  "image/jpeg",
  "application/zip",
  "application/pdf",
  "application/octet-stream",
  "application/geo+json",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
  "multipart/form-data",
  "a/b/c; =",
  "__proto__",
];
const files: readonly Buffer[] = [
  Buffer.alloc(0),
  Buffer.from("PK\u0003\u0004không phải zip"),
  Buffer.from([0x50, 0x4b, 5, 6, ...new Array(18).fill(255)]),
  Buffer.from("\ufeffindicator;place;value\r\n=1+1;tinh;\r\n"),
  Buffer.from('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
  Buffer.from("%PDF-1.7\n"),
  Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]),
  Buffer.from("--x\r\ncontent-disposition: form-data; name=a\r\n\r\n1\r\n--x--\r\n"),
  Buffer.from("SQLite format 3\0"),
  Buffer.from([0xc3, 0x28, 0xff, 0xfe, 0]),
  Buffer.from('{"type":"FeatureCollection","features":[{"type":"Feature"}]}'),
  Buffer.alloc(70_000, "a"),
];
const oddHeaders: readonly (readonly [string, string])[] = [
  ["x-forwarded-for", "127.0.0.1, ', 999.1.1.1"],
  ["x-forwarded-host", "ke-xau.example"],
  ["x-forwarded-proto", "https"],
  ["forwarded", "for=127.0.0.1;host=ke-xau.example"],
  ["x-http-method-override", "DELETE"],
  ["host", "ke-xau.example"],
  ["host", ""],
  ["origin", "null"],
  ["origin", "http://ke-xau.example"],
  ["cookie", "wall_session=; wall_session=a; __proto__=b; =c; d"],
  ["cookie", `wall_session=${"a".repeat(4_000)}`],
  ["authorization", "Bearer "],
  ["authorization", `Bearer ${"a".repeat(9_000)}`],
  ["authorization", "Basic YTpi"],
  ["accept", "text/html"],
  ["accept-encoding", "gzip;q=0, *;q=9"],
  ["accept-language", "vi,en;q=a"],
  ["if-none-match", "*"],
  ["if-none-match", 'W/"a", "b'],
  ["if-modified-since", "hôm qua"],
  ["range", "bytes=0-,5-2,-9999999999"],
  ["content-encoding", "gzip"],
  ["content-length", "5"],
  ["content-length", "-1"],
  ["transfer-encoding", "chunked"],
  ["expect", "100-continue"],
  ["expect", "khác"],
  ["upgrade", "websocket"],
  ["connection", "upgrade"],
  ["x-a", "b\r\nx-c: d"],
  ["x-a", "a\nb\0"],
  ["x-long", "a".repeat(20_000)],
  ["__proto__", "x"],
  ["x-ioc-signature", "t=1,v1=00"],
  ["x-ioc-door", "inner"],
  ["sec-fetch-site", "cross-site"],
  ["access-control-request-method", "DELETE"],
];
/** Files of the pages, and what is near them. */
const paths: readonly string[] = [
  "/",
  "/?token=a",
  "/?token=%00&token=b",
  "/desk",
  "/desk?token=a",
  "/app",
  "/app?x",
  "/app/",
  "/app/sw.js",
  "/app/../../core.json",
  "/app/%2e%2e/%2e%2e/core.json",
  "/app//ke-xau.example/%2f..",
  "//ke-xau.example/app",
  "/app-reset",
  "/assets/",
  "/assets/..%2f..%2fcore.json",
  "/assets/%00",
  "/assets/a.js%0d%0ax: y",
  "/.git/config",
  "/live",
  "/api",
  "/api/",
  "/api/khong-co",
  "/%",
  "/\\..\\core.json",
  "*",
  "http://ke-xau.example/",
  `/${"a/".repeat(3_000)}`,
  `/?${"a=1&".repeat(3_000)}`,
  "/api/readings?__proto__=1&constructor=2&indicator=a&indicator=b",
];

const queryText = (value: unknown): string => {
  try {
    return encodeURIComponent(typeof value === "string" ? value : (JSON.stringify(value) ?? "")).slice(0, 9_000);
  } catch {
    // Half a pair of a letter is none that an address could carry.
    return "%ED%A0%80";
  }
};

/** One in so many, by weights. */
const mostly = <T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>, weight = 3): fc.Arbitrary<T> =>
  fc.oneof({ weight, arbitrary: usual }, { weight: 1, arbitrary: odd });

function operationRequests(
  method: string,
  route: string,
  { parameters = [], requestBody }: Operation,
): fc.Arbitrary<Omit<Asked, "who" | "headers"> & { type: string | undefined }> {
  const evilText = fc.constantFrom(...evilTexts);
  const segmentsOf = parameters
    .filter((one) => one.in === "path")
    .map(({ name, schema }) =>
      fc.tuple(fc.constant(name), mostly(valuesOf(schema).map(queryText), fc.constantFrom(...segments), 4)),
    );
  const queriesOf = parameters
    .filter((one) => one.in === "query")
    .map(({ name, schema, required }) =>
      fc.tuple(
        fc.constant(name),
        fc.option(mostly(valuesOf(schema).map(queryText), evilText.map(queryText), 5), {
          freq: required === true ? 12 : 2,
        }),
      ),
    );
  const target = fc
    .tuple(
      fc.tuple(...segmentsOf),
      fc.tuple(...queriesOf),
      mostly(fc.constant(""), fc.constantFrom("__proto__=1", "a[b]=c", "%", "=", "asOfMs=1&asOfMs=2", "from=../x"), 9),
    )
    .map(([inPath, inQuery, more]) => {
      const path = inPath.reduce((one, [name, value]) => one.replace(`{${name}}`, value), route);
      const pairs = inQuery.flatMap(([name, value]) => (value === null ? [] : [`${name}=${value}`]));
      const query = [...pairs, ...(more === "" ? [] : [more])].join("&");
      return query === "" ? path : `${path}?${query}`;
    });
  const schema = requestBody?.content?.["application/json"]?.schema;
  const json = schema === undefined ? undefined : valuesOf(schema);
  const good = json?.map((value) => JSON.stringify(value) ?? "null") ?? fc.constant("");
  const asJson = mostly(good, json?.chain(spoilt) ?? evilText, 1).map((text) => ({
    body: Buffer.from(text),
    type: "application/json" as string | undefined,
  }));
  const asFile = fc.record({ body: fc.constantFrom(...files), type: fc.constantFrom(undefined, ...kinds) });
  const content =
    method === "get"
      ? mostly(fc.constant({ body: Buffer.alloc(0), type: undefined as string | undefined }), asFile, 19)
      : mostly(asJson, asFile, json === undefined ? 1 : 9);
  return fc
    .record({
      content,
      target,
      verb: mostly(
        fc.constant(method.toUpperCase()),
        fc.constantFrom("HEAD", "OPTIONS", "PUT", "PATCH", "TRACE", "DELETE", "POST", "MERGE"),
        30,
      ),
    })
    .map(({ content: { body, type }, target: to, verb }) => ({ method: verb, route, target: to, body, type }));
}

/**
 * Requests that a stranger, a page of another site or a program gone wrong could make: of every operation of the core's own document, with
 * what it says fits, with one thing of it spoilt, with files of every kind, and beside it.
 *
 * @param people how many are known; `mighty` of them may do nearly all, and ask half of it: who may not is soon refused
 * @param isSpared what is not asked by whom
 */
export function requestsOf(
  document: OpenApi,
  people: number,
  mighty: readonly number[],
  isSpared: (method: string, route: string, who: number) => boolean,
): fc.Arbitrary<Asked> {
  const operations = Object.entries(document.paths).flatMap(([route, methods]) =>
    Object.entries(methods).map(([method, operation]) => operationRequests(method, route, operation)),
  );
  const beside = fc.record({
    method: fc.constantFrom("GET", "HEAD", "POST", "OPTIONS", "DELETE"),
    route: fc.constant("(beside)"),
    target: fc.constantFrom(...paths),
    body: fc.constant(Buffer.alloc(0)),
    type: fc.constant(undefined),
  });
  const one = mostly(fc.oneof(...operations), beside, 14);
  return fc
    .record({
      one,
      odd: mostly(
        fc.constant<Asked["headers"]>([]),
        fc.array(fc.constantFrom(...oddHeaders), { minLength: 1, maxLength: 3 }),
        4,
      ),
      who: mostly(fc.nat({ max: people - 1 }), fc.constantFrom(...mighty), 1),
    })
    .filter(({ one: { method, route }, who }) => !isSpared(method, route, who))
    .map(({ one: { type, ...asked }, odd, who }) => ({
      ...asked,
      who,
      headers: [...(type === undefined ? [] : [["content-type", type] as const]), ...odd],
    }));
}
