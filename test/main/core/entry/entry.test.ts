import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import type { EntryRow } from "#contract/entry/entry.ts";
import { routes } from "#contract/routes.ts";
import { SourceScores } from "#contract/source-scores/http.ts";
import { connect } from "../api/server-for-test.ts";
import { ofAgriculture, ofCommuneA, person, row, sentences, setClock, startSite } from "./rig.ts";

const deed = (rows: EntryRow[], mode: "all" | "good" = "all", key = randomUUID()) => ({ key, mode, rows });
const october = { indicator: "gieo-trong", place: "tinh", fromMs: 0, toMs: 8e15, limit: 10 };

it("tells an officer what is expected of the unit, what is late, and until when", async () => {
  await using server = await startSite();
  const { entry } = server.parts;
  const me = person(server, "Hoa", ofAgriculture);
  const told = await entry.expected(me.reach);
  expect(told.scopes).toEqual([{ vi: "Sở Nông nghiệp", en: "Sở Nông nghiệp (en)" }]);
  // Five working days after Saturday 31/10: Friday 06/11. Three days after it, of every commune there is.
  expect(
    told.figures.map(({ indicator, place, period, dueDay, state }) => [indicator, place, period, dueDay, state]),
  ).toEqual([
    ["dich-benh", "xa-a", "2026-10", "2026-11-03", "late"],
    ["dich-benh", "xa-b", "2026-10", "2026-11-03", "late"],
    ["gieo-trong", "tinh", "2026-10", "2026-11-06", "late"],
  ]);
  const commune = await entry.expected(person(server, "Lan", ofCommuneA).reach);
  expect(commune.figures.map(({ indicator, place }) => `${indicator}@${place}`)).toEqual(["dich-benh@xa-a"]);
  setClock(server, "2026-11-04T09:00:00+07:00");
  expect((await entry.expected(me.reach)).figures.find(({ indicator }) => indicator === "gieo-trong")?.state).toBe(
    "soon",
  );
  setClock(server, "2026-11-02T09:00:00+07:00");
  expect((await entry.expected(me.reach)).figures.find(({ indicator }) => indicator === "gieo-trong")?.state).toBe(
    "open",
  );
});

it("stores a figure once, tells every screen, and answers the same deed the same", async () => {
  await using server = await startSite();
  const { entry, store } = server.parts;
  const me = person(server, "Hoa", ofAgriculture);
  using screen = await connect(server, {
    token: server.run.wall,
    kind: "wall",
    displays: [1],
    topics: { readings: "all", sources: "all", cameras: [], displays: false },
  });
  await screen.next("snapshot");
  const sent = deed([row("12.480,5")]);
  const [one, two] = await Promise.all([entry.send(sent, me), entry.send(sent, me)]);
  expect(one).toMatchObject({ outcome: "taken", taken: 1, same: 0, left: 0 });
  expect(two).toEqual(one);
  expect(await entry.send(sent, me)).toEqual(one);
  const told = await screen.next(
    "delta",
    (delta) => delta.readings?.some(({ source }) => source === "nhap-nn") === true,
  );
  expect(told.readings).toMatchObject([
    { indicator: "gieo-trong", place: "tinh", value: 12_480.5, status: "preliminary", source: "nhap-nn" },
  ]);
  expect(await store.readings.revisions(october)).toHaveLength(1);
  // Of another, the key says nothing; with other figures it is refused.
  await expect(entry.send({ ...sent, rows: [row("1")] }, me)).rejects.toMatchObject({ code: "entry.key-used" });
  expect(server.sourceViews().find(({ id }) => id === "nhap-nn")).toMatchObject({
    state: "ok",
    counts: { accepted: 1 },
  });
});

it("asks why a figure is far off, or is corrected, and keeps every revision with who, when and why", async () => {
  await using server = await startSite();
  const { entry, store } = server.parts;
  const me = person(server, "Hoa", ofAgriculture);
  await entry.send(deed([row("8.850", { period: "2026-09" })]), me);
  const [odd] = await entry.check([row("12.480")], me.reach);
  expect(odd).toMatchObject({ outcome: "needs-reason", value: 12_480, previous: { value: 8_850 } });
  expect(sentences(odd?.messages ?? [])).toEqual([
    "cao hơn tháng 9/2026 41 % (8.850). Đúng thì ghi lý do; sai thì sửa.",
  ]);
  const [slipped] = await entry.check([row("88.500")], me.reach);
  expect(sentences(slipped?.messages ?? [])[0]).toContain("gấp khoảng 10 lần tháng 9/2026");
  expect(await entry.send(deed([row("12.480")]), me)).toMatchObject({ outcome: "refused", left: 1 });
  expect(await store.readings.revisions(october)).toHaveLength(1);
  await entry.send(deed([row("12.480", { status: "estimated", reason: "Vụ đông sớm" })]), me);
  // An estimate goes on to preliminary by itself; what stays preliminary is corrected.
  await entry.send(deed([row("12.600", { reason: "Vụ đông sớm" })]), me);
  const [again] = await entry.check([row("12.610")], me.reach);
  expect(again?.messages.map(({ code }) => code)).toContain("entry.correction-reason");
  setClock(server, "2026-11-27T15:00:00+07:00");
  await entry.send(deed([row("12.610", { reason: "Cộng sót một xã" })]), person(server, "Minh", ofAgriculture));
  const [less] = await entry.check([row("12.610", { status: "estimated" })], me.reach);
  expect(sentences(less?.messages ?? [])).toEqual(["đã có số sơ bộ; số ước tính không thay được."]);
  const [seen] = await entry.check([row("12.700", { reason: "Đếm lại", seenAtMs: 1 })], me.reach);
  expect(sentences(seen?.messages ?? [])).toEqual([
    "Trong lúc đó Minh đã nhập 12.610 lúc 15:00 27/11. Hãy xem lại rồi gửi.",
  ]);
  const revisions = (await store.readings.revisions({ ...october, fromMs: Date.parse("2026-10-01") })).map(
    ({ value }) => value,
  );
  expect(revisions).toEqual([12_610, 12_600, 12_480]);
  const { figures } = await entry.list({ limit: 3 }, me);
  expect(
    figures.map(({ by, isMine, value, reason, before, isNewest }) => [
      by,
      isMine,
      value,
      reason,
      before?.value,
      isNewest,
    ]),
  ).toEqual([
    ["Minh", false, 12_610, "Cộng sót một xã", 12_600, true],
    ["Hoa", true, 12_600, "Vụ đông sớm", 12_480, false],
    ["Hoa", true, 12_480, "Vụ đông sớm", undefined, false],
  ]);
});

it("asks for a report month from its 14th on, by the month in which it ends, and tells its figure as of that day", async () => {
  await using server = await startSite();
  const { entry, store } = server.parts;
  const me = person(server, "Thu", { role: "officer", scope: { kind: "unit", unit: "tai-chinh" } });
  const asked = async () => {
    const { figures } = await entry.expected(me.reach);
    const found = figures.find(({ indicator }) => indicator === "vuong");
    return found && [found.periodWords.vi, found.dueDay, found.state, found.isRunning];
  };
  const check = async (value: string, period: string, status: EntryRow["status"] = "preliminary") =>
    sentences((await entry.check([row(value, { indicator: "vuong", period, status })], me.reach))[0]?.messages ?? []);
  // Saturday 14/11, then two working days.
  expect(await asked()).toEqual(["tháng 11/2026 (15/10–14/11)", "2026-11-17", "late", false]);
  setClock(server, "2026-11-16T09:00:00+07:00");
  expect(await asked()).toEqual(["tháng 11/2026 (15/10–14/11)", "2026-11-17", "soon", false]);
  expect(await check("7", "2026-12", "estimated")).toEqual([
    "Tháng 12/2026 (15/11–14/12) mới bắt đầu: số ước tính nhận từ ngày 01/12/2026.",
  ]);
  setClock(server, "2026-11-14T23:59:00+07:00");
  expect(await check("7", "2026-11")).toEqual(["Tháng 11/2026 (15/10–14/11) chưa hết: chỉ nhận số ước tính."]);
  expect(await check("7", "2026-12", "estimated")).toEqual(["Tháng 12/2026 (15/11–14/12) chưa bắt đầu."]);
  setClock(server, "2026-11-15T00:01:00+07:00");
  const sent = await entry.send(deed([row("7", { indicator: "vuong", period: "2026-11" })]), me);
  expect(sent).toMatchObject({ outcome: "taken", taken: 1 });
  const stored = await store.readings.revisions({ ...october, indicator: "vuong" });
  expect(stored.map(({ asOfMs, value }) => [new Date(asOfMs).toISOString(), value])).toEqual([
    ["2026-11-13T17:00:00.000Z", 7],
  ]);
  // The next month's is held against it.
  setClock(server, "2026-12-15T08:00:00+07:00");
  const next = await entry.check([row("70", { indicator: "vuong", period: "2026-12" })], me.reach);
  expect(next[0]).toMatchObject({ outcome: "needs-reason", previous: { value: 7 } });
  expect(sentences(next[0]?.messages ?? [])[0]).toContain("tháng 11/2026 (15/10–14/11)");
});

it("refuses what is not one's own, not over, not entered, or twice, and takes the good rows where that is asked", async () => {
  await using server = await startSite();
  const { entry, store } = server.parts;
  const me = person(server, "Hoa", ofAgriculture);
  const rows = [
    row("100"),
    row("1", { indicator: "thu" }),
    row("1", { indicator: "tu-dong" }),
    row("1", { period: "2026-11" }),
    row("1", { period: "2027-01" }),
    row("1", { indicator: "dich-benh", place: "tinh" }),
    row("600.000", { period: "2026-09" }),
    row("1", { period: "2024-01" }),
    row("200"),
    row("100"),
  ];
  expect((await entry.send(deed(rows), me)).outcome).toBe("refused");
  const report = await entry.send(deed(rows, "good"), me);
  expect(report).toMatchObject({ outcome: "taken", taken: 1, same: 1, left: 8 });
  expect(report.rows.map(({ messages }) => messages[0]?.code ?? "")).toEqual([
    "",
    "entry.not-yours",
    "entry.not-entered",
    "entry.period-running",
    "entry.period-future",
    "entry.other-place",
    "reading.out-of-range",
    "reading.too-old",
    "entry.twice-different",
    "entry.twice-same",
  ]);
  expect((await store.readings.counts()).readings).toBe(2);
  // Of a month that is not over an estimate is taken.
  expect((await entry.send(deed([row("101", { period: "2026-11", status: "estimated" })]), me)).taken).toBe(1);
});

it("hands in after a start what was written down and lost on its way", async () => {
  await using server = await startSite();
  const { entry, store } = server.parts;
  const figure = {
    ...{ row: 0, source: "nhap-nn", indicator: "gieo-trong", place: "tinh", period: "2026-10", value: 5, reason: "" },
    ...{ asOfMs: Date.parse("2026-10-28T00:00:00+07:00"), status: "preliminary" as const, before: null },
  };
  const atMs = Math.round(server.parts.now()) - 60_000;
  const report = {
    outcome: "taken" as const,
    atMs,
    taken: 1,
    same: 0,
    left: 0,
    rows: [{ outcome: "taken" as const, messages: [] }],
  };
  const begun = { owner: "account:Hoa", hash: "x", atMs, by: { role: "officer", name: "Hoa" }, report, drafts: [] };
  await store.entries.begin({ ...begun, key: randomUUID(), entries: [figure] });
  await entry.start();
  await entry.start();
  expect(await store.readings.revisions(october)).toMatchObject([{ value: 5, revision: 0 }]);
});

it("keeps drafts for whoever typed them, until they are sent", async () => {
  await using server = await startSite();
  const { entry } = server.parts;
  const me = person(server, "Hoa", ofAgriculture);
  const draft = { value: "12.4", status: "preliminary" as const, reason: "" };
  const key = "gieo-trong@tinh@2026-10";
  await entry.changeDrafts(me.owner, { [key]: draft, table: { text: "Chỉ tiêu\tKỳ" } });
  expect(await entry.drafts(me.owner)).toEqual({ drafts: { [key]: draft, table: { text: "Chỉ tiêu\tKỳ" } } });
  expect(await entry.drafts("account:Minh")).toEqual({ drafts: {} });
  await entry.send(deed([row("12,4")]), me);
  expect(Object.keys((await entry.drafts(me.owner)).drafts)).toEqual(["table"]);
  const many = Object.fromEntries(Array.from({ length: 501 }, (_, at) => [`a${at}@b@2026`, draft]));
  await expect(entry.changeDrafts(me.owner, many)).rejects.toMatchObject({ code: "entry.too-many-drafts" });
});

it("is told over HTTP to those who may, and counts as entered by hand", async () => {
  await using server = await startSite();
  const admin = await server.token("admin");
  const post = (path: string, body: unknown, token: string) =>
    fetch(server.origin + path, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  for (const role of ["viewer", "operator"] as const)
    expect((await post(routes.entryDeeds, deed([row("5")]), await server.token(role))).status).toBe(403);
  const answer = await post(routes.entryDeeds, deed([row("5")]), admin);
  expect([answer.status, await answer.json()]).toMatchObject([200, { outcome: "taken", taken: 1 }]);
  const viewer = await server.token("viewer");
  const due = (await (await server.get(routes.entryDue, viewer)).json()) as { figures: unknown[] };
  expect(due.figures).toHaveLength(4);
  expect(
    SourceScores.parse(await (await server.get(routes.sourceScores, admin)).json()).sources.find(
      ({ id }) => id === "nhap-nn",
    )?.marks.alive.cause,
  ).toEqual({ kind: "by-hand" });
  const sources = (await (await server.get(routes.entrySources, admin)).json()) as {
    sources: { source: { id: string } }[];
  };
  expect(sources.sources.map(({ source }) => source.id)).toContain("tha");
  const template = await server.get(`${routes.entryTemplate}?language=vi`, admin);
  expect([template.status, (await template.arrayBuffer()).byteLength > 4_000]).toEqual([200, true]);
});
