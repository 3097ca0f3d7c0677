import { expect, it } from "vitest";
import { Explanation } from "#contract/calculations/http.ts";
import { DossierList, DossiersOverview } from "#contract/dossiers/http.ts";
import { Failure, routes } from "#contract/http.ts";
import { until } from "../../../lab/until.ts";
import { startServer } from "../api/server-for-test.ts";

const words = (vi: string) => ({ vi, en: vi });
const counted = (code: string) => ({
  ...{ code, name: words(code), unit: words("hồ sơ"), sector: "hanh-chinh", period: "month", decimals: 0 },
  freshness: { lateAfter: "2d", staleAfter: "9d", lostAfter: "90d" },
});

it("shows dossiers to who may see them alone, and what raises the score to who sees the wall", async () => {
  await using server = await startServer();
  const asked = `${routes.dossiers}?indicator=xe-cho`;
  expect((await server.get(asked, server.run.viewer)).status).toBe(403);
  expect((await server.get(asked, await server.token("ingest"))).status).toBe(403);
  for (const token of [await server.token("operator"), await server.token("admin")]) {
    const answer = await server.get(asked, token);
    expect([answer.status, Failure.parse(await answer.json()).code]).toEqual([404, "dossier.not-counted"]);
  }
  const told = await server.get(routes.dossiersOverview, server.run.viewer);
  expect(DossiersOverview.parse(await told.json())).toMatchObject({
    ...{ heardAtMs: null, raises: [], more: 0, moved: { total: 0, atMs: null } },
    home: { now: null, ifNothing: null, ifAll: null },
  });
  expect((await server.get(routes.dossiersOverview, await server.token("ingest"))).status).toBe(403);
});

it("opens a score down to what was counted, and that down to the dossiers", async () => {
  const inputs = { received: "hs.phai", "on-time": "hs.dung" };
  const score = {
    ...{ ...counted("hs.tien-do"), unit: words("điểm"), decimals: 2 },
    derived: { kind: "calculation", name: "766.progress", inputs },
  };
  const source = {
    ...{
      id: "mot-cua",
      type: "webhook",
      name: words("Một cửa"),
      gives: "dossiers",
      acceptTokens: true,
      lateAfter: "1d",
    },
    dossiers: { counts: { "to-handle": "hs.phai", "on-time": "hs.dung", late: "hs.muon" }, score: "hs.tien-do" },
  };
  await using server = await startServer({
    sources: [source],
    indicators: [counted("hs.phai"), counted("hs.dung"), counted("hs.muon"), score],
    places: [{ id: "so-a", kind: "office", name: words("Sở A") }],
    areSourcesRunning: true,
  });
  const iso = (ms: number) => new Date(Date.now() + ms).toISOString();
  const dossier = (code: string, dueInMs: number) => ({
    ...{ MaHoSo: code, MaTTHC: "1", DonViXuLy: "Sở A", NgayTiepNhan: iso(-60_000), NgayHenTra: iso(dueInMs) },
    ...{ TrangThaiHoSo: "4", HoTen: "Nguyễn Bí Mật" },
  });
  const sent = [
    dossier("H1", 86_400_000),
    dossier("H2", 86_400_000),
    dossier("H3", 86_400_000),
    dossier("H4", -30_000),
  ];
  const answer = await fetch(`${server.origin}${routes.ingest("mot-cua")}`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${await server.token("ingest")}` },
    body: JSON.stringify(sent),
  });
  expect(answer.status).toBe(200);
  const operator = await server.token("operator");
  const asked = async (path: string) => (await server.get(path, operator)).json();
  const explanation = await until(async () => {
    const found = Explanation.safeParse(await asked(`${routes.explanation}?indicator=hs.tien-do&place=so-a`));
    return found.success && found.data.value === 15 ? found.data : undefined;
  });
  expect(explanation.inputs.map(({ indicator, values }) => [indicator, values])).toEqual([
    ["hs.phai", [4]],
    ["hs.dung", [3]],
  ]);
  const list = DossierList.parse(await asked(`${routes.dossiers}?indicator=hs.muon&place=so-a`));
  expect([list.total, list.dossiers.map(({ code }) => code)]).toEqual([1, ["H4"]]);
  const all = await asked(`${routes.dossiers}?indicator=hs.phai`);
  expect(DossierList.parse(all).total).toBe(4);
  expect(JSON.stringify(all)).not.toContain("Bí Mật");
  // The last raw answer is shown to who tries sources, without the applicant.
  const raw = JSON.stringify(await asked(routes.sourceAnswer("mot-cua")));
  expect(raw).toContain("H4");
  expect(raw).not.toContain("Bí Mật");
});
