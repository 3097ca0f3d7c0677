import type { Grant } from "#contract/access/scope.ts";
import type { EntryRow } from "#contract/entry/entry.ts";
import { sentence } from "#contract/errors.ts";
import { identityOfAccount } from "../../../../main/core/access/identity.ts";
import type { Person } from "../../../../main/core/entry/entry.ts";
import { startServer, type TestServer } from "../api/server-for-test.ts";

const words = (vi: string) => ({ vi, en: `${vi} (en)` });
const monthly = { lateAfter: "36d", staleAfter: "66d", lostAfter: "125d" };
const lateAfter = "60d";
const dayAfter = { days: 5, count: "working" };

/** The core of a small site whose agriculture and finance enter figures, on 27/11/2026 at 14:00. */
export async function startSite(): Promise<TestServer> {
  const server = await startServer({
    areSourcesRunning: true,
    units: [
      { id: "nong-nghiep", name: words("Sở Nông nghiệp") },
      { id: "tai-chinh", name: words("Sở Tài chính") },
      { id: "ubnd-a", name: words("UBND xã A"), place: "xa-a" },
    ],
    places: [
      { id: "xa-a", kind: "commune", name: words("Xã A") },
      { id: "xa-b", kind: "commune", name: words("Xã B") },
      { id: "cua-xa-b", kind: "gate", name: words("Xã B") },
    ],
    indicators: [
      {
        ...{ code: "gieo-trong", name: words("Diện tích gieo trồng"), unit: words("ha"), sector: "nong-nghiep" },
        ...{ owner: "nong-nghiep", period: "month", decimals: 1, range: { min: 0, max: 500_000 }, freshness: monthly },
        oldestAfter: "800d",
      },
      {
        ...{ code: "dich-benh", name: words("Gia súc mắc bệnh"), unit: words("con"), sector: "nong-nghiep" },
        ...{ owner: "nong-nghiep", period: "month", decimals: 0, places: ["commune"], freshness: monthly },
      },
      {
        ...{ code: "thu", name: words("Thu ngân sách"), unit: words("tỷ đồng"), sector: "ngan-sach" },
        ...{ owner: "tai-chinh", period: "month", decimals: 1, freshness: monthly },
      },
      {
        ...{ code: "vuong", name: words("Dự án vướng mặt bằng"), unit: words("dự án"), sector: "dau-tu" },
        ...{ owner: "tai-chinh", period: "month", decimals: 0, freshness: monthly },
      },
      {
        ...{ code: "tu-dong", name: words("Số tự động"), unit: words("ha"), sector: "nong-nghiep" },
        ...{ owner: "nong-nghiep", period: "month", decimals: 1, freshness: monthly },
      },
    ],
    sources: [
      {
        ...{ id: "nhap-nn", type: "entered", name: words("Nhập tay · Nông nghiệp"), unit: "nong-nghiep", lateAfter },
        figures: [
          { indicator: "gieo-trong", due: dayAfter },
          { indicator: "dich-benh", due: { days: 3, count: "calendar" } },
        ],
      },
      {
        ...{ id: "nhap-tc", type: "entered", name: words("Nhập tay · Tài chính"), unit: "tai-chinh" },
        figures: [
          { indicator: "thu" },
          { indicator: "vuong", months: "report", due: { days: 2, count: "working" }, soonDays: 3 },
        ],
      },
    ],
  });
  setClock(server, "2026-11-27T14:00:00+07:00");
  return server;
}

export const setClock = (server: TestServer, time: string): void => {
  server.clock.aheadMs += Date.parse(time) - server.parts.now();
};

/** Somebody with an account; there are none of them in a core that nobody has set up. */
export function person(server: TestServer, name: string, ...grants: Grant[]): Person {
  const account = { id: name, name, fullName: name };
  const identity = identityOfAccount(account, "s", grants);
  return {
    ...{ owner: `account:${name}`, by: { role: "officer", name } },
    reach: server.parts.reachOf(identity, "enter-figures"),
  };
}
export const ofAgriculture: Grant = { role: "officer", scope: { kind: "unit", unit: "nong-nghiep" } };
export const ofCommuneA: Grant = { role: "officer", scope: { kind: "commune", place: "xa-a" } };

export const row = (value: EntryRow["value"], more: Partial<EntryRow> = {}): EntryRow => ({
  ...{ indicator: "gieo-trong", place: "tinh", period: "2026-10", value, status: "preliminary", reason: "", ...more },
});

export const sentences = (messages: readonly { code: string; params: Record<string, string | number> }[]) =>
  messages.map((one) => sentence(one, "vi"));
