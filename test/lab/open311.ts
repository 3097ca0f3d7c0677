import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A report as a server of Open311 GeoReport v2 tells it. */
export type ServiceRequest = Record<string, unknown> & { service_request_id: string };

/** One moment for all, so that the same report told twice is the same. */
const madeMs = Date.now();
const at = (ms: number) => new Date(madeMs + ms).toISOString();

/** With what it should not tell too. */
export const serviceRequest = (id: string, more: Record<string, unknown> = {}): ServiceRequest => ({
  service_request_id: id,
  status: "open",
  status_notes: null,
  service_name: "Rác thải",
  service_code: "rac",
  description: `Bà Nguyễn Thị Bí Mật, 0912345678, kêu bãi rác ${id}`,
  agency_responsible: "UBND phường Đông Kinh",
  service_notice: null,
  requested_datetime: at(-3_600_000),
  updated_datetime: at(-3_600_000),
  expected_datetime: at(86_400_000),
  address: "Nhà bà Bí Mật, ngõ 7",
  address_id: null,
  zipcode: null,
  lat: 22,
  long: 107,
  media_url: "http://anh.example/bi-mat.jpg",
  first_name: "Bí Mật",
  phone: "0912345678",
  email: "bimat@example.vn",
  ...more,
});

export type Open311Server = AsyncDisposable & {
  origin: string;
  /** What `GET /requests.json` tells, by pages of `pageSize`. */
  requests: ServiceRequest[];
  /** What it was asked, path and query. */
  asked: string[];
  stop(): Promise<void>;
};

/** `GET /requests.json` of Open311 GeoReport v2, with ETags and `page` as its servers have them, on a free port. */
export async function startOpen311(pageSize = 1_000): Promise<Open311Server> {
  const asked: string[] = [];
  const self = { requests: [] as ServiceRequest[] };
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    const url = new URL(request.url ?? "/", "http://localhost");
    if (url.pathname !== "/requests.json") return void response.writeHead(404).end("[]");
    const page = Number(url.searchParams.get("page") ?? 1);
    const body = JSON.stringify(self.requests.slice((page - 1) * pageSize, page * pageSize));
    const etag = `"${Buffer.from(body).toString("base64url").slice(-40)}-${body.length}"`;
    if (request.headers["if-none-match"] === etag) return void response.writeHead(304, { etag }).end();
    response.writeHead(200, { "content-type": "application/json; charset=utf-8", etag }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return Object.assign(self, {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    stop,
    [Symbol.asyncDispose]: stop,
  });
}
