import { createServer } from "node:http";
import type { Served } from "./border-gate-broker.ts";
import { citizenReports } from "./citizen-reports.ts";
import { localMidnightMs, officeShare, sway } from "./curves.ts";
import { listenLocally } from "./listening.ts";
import type { createOnvifCamera } from "./onvif-camera.ts";

/** What each path answers at a moment. */
const answers: Readonly<Record<string, (nowMs: number) => unknown>> = {
  "/api/mot-cua/tong-hop": summary,
  "/open311/v2/requests.json": citizenReports,
};
const historySpanMs = 12 * 3_600_000;
const historyStepMs = 15 * 60_000;
/** The platform counts anew this often; asked in between, it gives the same count again. */
const countEveryMs = 10_000;

const fields = ["Đất đai", "Hộ tịch", "Đăng ký kinh doanh", "Xây dựng"];

function countAt(atMs: number) {
  const perDay = 880 + 90 * sway("dossiers", localMidnightMs(atMs));
  const received = Math.round(perDay * officeShare(atMs));
  const overdue = Math.max(0, Math.round(42 + 9 * sway("overdue", atMs / 3)));
  return { thoiDiem: new Date(atMs).toISOString(), tiepNhan: received, quaHan: overdue };
}

/** What is asked: the one-stop shop, citizens' reports, and a camera that is turned. JSON and SOAP over HTTP on a free port of this machine. */
export async function serveAskedPlatforms(camera: ReturnType<typeof createOnvifCamera>): Promise<Served> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    if (request.method === "POST" && camera.owns(url.pathname)) return camera.answer(request, response);
    const answer = request.method === "GET" ? answers[url.pathname] : undefined;
    response.writeHead(answer === undefined ? 404 : 200, { "content-type": "application/json; charset=utf-8" });
    response.end(JSON.stringify(answer?.(Date.now()) ?? { loi: "Không có địa chỉ này" }));
  });
  const port = await listenLocally(server);
  return {
    address: `http://127.0.0.1:${port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function summary(nowMs: number) {
  const atMs = Math.floor(nowMs / countEveryMs) * countEveryMs;
  const count = countAt(atMs);
  const lastMs = Math.floor(atMs / historyStepMs) * historyStepMs;
  const history = [];
  for (let at = lastMs - historySpanMs; at <= lastMs; at += historyStepMs) history.push(countAt(at));
  const share = Math.floor(count.quaHan / fields.length);
  return {
    ketQua: "thanh-cong",
    donVi: "Trung tâm Phục vụ hành chính công tỉnh",
    thoiDiem: count.thoiDiem,
    hoSo: {
      tiepNhan: { trongNgay: count.tiepNhan },
      quaHan: {
        tong: count.quaHan,
        theoLinhVuc: fields.map((ten, index) => ({
          ten,
          soLuong: index === 0 ? count.quaHan - share * (fields.length - 1) : share,
        })),
      },
    },
    lichSu: history,
  };
}
