import { localMidnightMs, officeShare, sway } from "../curves.ts";
import type { Sector } from "../sector.ts";
import { OneStopScript } from "./script.ts";
import { serveRegister } from "./services.ts";

const historySpanMs = 12 * 3_600_000;
const historyStepMs = 15 * 60_000;
/** The platform counts anew this often; asked in between, it gives the same count again. */
const countEveryMs = 10_000;

const fields = ["Đất đai", "Hộ tịch", "Đăng ký kinh doanh", "Xây dựng"];

/** The electronic one-stop shop and the national portal, asked over HTTP; their register is where a pack tells of it. */
export const oneStop: Sector = async ({ answer, script }) => {
  answer("/api/mot-cua/tong-hop", summary);
  const told = await script("dich-vu-cong");
  if (told !== undefined) serveRegister(OneStopScript.parse(told), { answer });
  return { stop() {} };
};

function countAt(atMs: number) {
  const perDay = 880 + 90 * sway("dossiers", localMidnightMs(atMs));
  const received = Math.round(perDay * officeShare(atMs));
  const overdue = Math.max(0, Math.round(42 + 9 * sway("overdue", atMs / 3)));
  return { thoiDiem: new Date(atMs).toISOString(), tiepNhan: received, quaHan: overdue };
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
