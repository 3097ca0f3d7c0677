import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import pino from "pino";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { type CodedMessage, sentence } from "#contract/errors.ts";
import { openCore } from "../../../../main/core/open-core.ts";
import { startMosquitto } from "../../../lab/mosquitto.ts";
import { projectRoot } from "../../../lab/programs.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";
import { until } from "../../../lab/until.ts";
import { edited } from "../catalogue/rig.ts";
import { Follower } from "../live/follower.ts";

const smallProfile = path.join(projectRoot, "test/fixtures/profiles/small");

const indicator = (code: string, more = "") => `  - code: ${code}
    name: { vi: ${code}, en: ${code} }
    unit: { vi: xe, en: vehicles }
    sector: cua-khau
    period: minute
    decimals: 0
    freshness: { lateAfter: 2m, staleAfter: 10m, lostAfter: 1h }
${more}`;
const mqttSource = (id: string, url: string, value = "$number(so)") => `  - id: ${id}
    type: mqtt
    name: { vi: ${id}, en: ${id} }
    lateAfter: 5m
    url: ${url}
    topics: ["${id}/#"]
    mapping: "{'indicator': '${id}', 'value': ${value}, 'asOf': $receivedAt}"
`;
const rule = (above: number) => `rules:
  - id: dong
    name: { vi: Đông, en: Busy }
    when: { kind: figure, indicator: mot, place: tinh, is: above, value: ${above}, overAt: ${above - 10}, forS: 1 }
    do: { kind: scene, scene: chinh }
`;

/** A core on a folder of two sources at a real broker, that a person changes by hand. */
async function setting() {
  const folder = await temporaryFolder();
  const broker = await startMosquitto({ keeps: true });
  const profile = path.join(folder.path, "profile");
  await mkdir(profile);
  const given = await readFile(path.join(smallProfile, "profile.yaml"), "utf8");
  const before = given.slice(0, given.indexOf("indicators:"));
  const after = given.slice(given.indexOf("scenes:"));
  await writeFile(path.join(profile, "outline.geojson"), await readFile(path.join(smallProfile, "outline.geojson")));
  const write = (name: string, text: string) => writeFile(path.join(profile, name), text);
  await write("profile.yaml", `${before}${after}`);
  const indicators = (more = "") =>
    write("indicators.yaml", `indicators:\n${indicator("mot", more)}${indicator("hai")}${indicator("grdp")}`);
  const sources = (...list: string[]) => write("sources.yaml", `sources:\n${list.join("")}`);
  await indicators();
  await sources(mqttSource("mot", broker.url), mqttSource("hai", broker.url));
  const lines: string[] = [];
  const core = await openCore({
    ...{ profile, data: path.join(folder.path, "data"), port: 0, version: "0.0.0-test" },
    assetsFolder: path.join(projectRoot, "assets"),
    rendererFolder: path.join(folder.path, "renderer"),
    openLog: () => pino({ level: "debug" }, { write: (line: string) => void lines.push(line) }),
  });
  await core.start();
  const { parts, origin, tokens } = core;
  const viewOf = (id: string) => parts.sources.views().find((one) => one.id === id);
  const answering = (...ids: string[]) =>
    until(() => ids.every((id) => broker.log().includes(`${id}/#`)), { what: "subscriptions at the broker" });
  await answering("mot", "hai");
  return {
    ...{ core, parts, origin, tokens, broker, profile, write, indicators, sources, viewOf, folder },
    log: () => lines.join(""),
    newest: (code: string) => parts.hub.newest.reading(code, "tinh")?.value,
    async status() {
      const answer = await fetch(`${origin}/api/status`, { headers: { authorization: `Bearer ${tokens.admin}` } });
      return (await answer.json()) as {
        profileFiles?: { state: string; reason: { code: string; params: Record<string, string> } };
      };
    },
    async [Symbol.asyncDispose]() {
      await core.close();
      await broker.remove();
      await folder.remove();
    },
  };
}

it("takes over a source, an indicator's range and a rule from their files, and misses nothing of another source", async () => {
  await using site = await setting();
  const { broker, parts, newest, viewOf } = site;
  const follower = new Follower();
  await follower.connect(site.origin, site.tokens.admin);
  const subscriptions = (id: string) => broker.log().split(`${id}/#`).length - 1;
  const before = { mot: subscriptions("mot"), hai: subscriptions("hai") };
  let sent = 0;
  let isOver = false;
  const sending = (async () => {
    // As fast as the broker takes them, over all that is changed below.
    while (!isOver) {
      sent += 1;
      await broker.publish("hai/so", JSON.stringify({ so: sent }), { qos: 1 });
    }
  })();
  await broker.publish("mot/so", '{"so": 7}', { qos: 1 });
  await until(() => newest("mot") === 7, { what: "the first figure" });

  await site.sources(
    mqttSource("mot", broker.url, "$number(so) * 10"),
    mqttSource("hai", broker.url),
    mqttSource("ba", broker.url),
  );
  await site.indicators("    range: { min: 0, max: 100 }\n");
  await site.write("rules.yaml", rule(50));
  await until(() => viewOf("ba") !== undefined, { what: "the new source" });
  await until(() => parts.side.wall.automations.rules().some(({ rule: one }) => one.id === "dong"), {
    what: "the rule",
  });
  await broker.publish("mot/so", '{"so": 8}', { qos: 1 });
  await until(() => newest("mot") === 80, { what: "a figure by the new mapping" });
  await broker.publish("mot/so", '{"so": 11}', { qos: 1 });
  await until(() => (viewOf("mot")?.counts.refused ?? 0) > 0, { what: "a figure out of the new range" });
  isOver = true;
  await sending;

  await until(() => viewOf("hai")?.counts.accepted === sent, { what: "all of the source that did not change" });
  expect(subscriptions("hai")).toBe(before.hai);
  expect(subscriptions("mot")).toBeGreaterThan(before.mot);
  expect(follower.gaps).toBe(0);
  expect(follower.snapshots).toBeGreaterThan(1);
});

it("goes on with what ran before while the files have mistakes, tells them by file and line, and takes over what was mended", async () => {
  await using site = await setting();
  const { broker, parts } = site;
  await site.sources(
    mqttSource("mot", broker.url),
    mqttSource("hai", broker.url).replace("lateAfter: 5m", "lateAfter: fünf"),
  );
  const refused = await until(async () => (await site.status()).profileFiles, { what: "word of the mistake" });
  expect(refused.state).toBe("refused");
  expect(sentence(refused.reason, "en")).toMatch(/sources\.yaml:12:16 {2}sources\[1\]\.lateAfter/);
  expect(site.log()).toContain("sources.yaml:12");
  await broker.publish("hai/so", '{"so": 3}', { qos: 1 });
  await until(() => site.newest("hai") === 3, { what: "a figure by the former profile" });

  await site.sources(mqttSource("mot", broker.url));
  await until(async () => (await site.status()).profileFiles === undefined, { what: "what was mended" });
  await until(() => site.viewOf("hai") === undefined, { what: "the end of the source" });
  expect(parts.hub.newest.source("hai")).toBeUndefined();
  expect(site.newest("hai")).toBe(3);
});

it("says what counts after a restart, and takes over the rest", async () => {
  await using site = await setting();
  const file = path.join(site.profile, "profile.yaml");
  const text = await readFile(file, "utf8");
  await writeFile(file, text.replace("Asia/Ho_Chi_Minh", "Asia/Bangkok").replace("Bức tường nhỏ", "Bức tường khác"));
  const waiting = await until(async () => (await site.status()).profileFiles, { what: "word of it" });
  expect(waiting).toMatchObject({ state: "waiting", reason: { params: { keys: "timeZone" } } });
  expect(site.parts.profile.name.vi).toBe("Bức tường khác");
  expect(site.parts.profile.timeZone).toBe("Asia/Ho_Chi_Minh");
});

it("takes nothing over where the rest does not fit without what needs a restart", async () => {
  await using site = await setting();
  const file = path.join(site.profile, "profile.yaml");
  const text = await readFile(file, "utf8");
  const wider = text.replace("columns: 1", "columns: 2").replace("x: 0, y: 0, width: 12", "x: 24, y: 0, width: 12");
  await writeFile(file, wider.replace("Bức tường nhỏ", "Bức tường rộng"));
  const told = await until(async () => (await site.status()).profileFiles, { what: "word of it" });
  expect(told).toMatchObject({
    state: "refused",
    reason: { code: "profile.all-needs-restart", params: { keys: "wall" } },
  });
  expect(site.parts.profile.name.vi).toBe("Bức tường nhỏ");
});

it("changes its files by one function, with what people wrote in them; not upon what somebody else has changed, nor into what is wrong", async () => {
  await using site = await setting();
  const { parts } = site;
  const file = path.join(site.profile, "sources.yaml");
  await writeFile(file, `# Của trung tâm\n${await readFile(file, "utf8")}`);
  await parts.site.reload();
  const version = async () => (await parts.site.version()) ?? "";
  const before = await version();
  await parts.site.change([{ at: ["sources", "mot", "lateAfter"], value: "7m" }], before);
  const text = await readFile(file, "utf8");
  expect(text).toContain("# Của trung tâm\nsources:\n  - id: mot\n");
  expect(text).toContain("    lateAfter: 7m\n");
  expect(parts.profile.sources[0]).toMatchObject({ id: "mot", lateAfter: 7 * 60_000 });

  await expect(parts.site.change([{ at: ["sources", "mot", "lateAfter"], value: "8m" }], before)).rejects.toMatchObject(
    {
      code: "profile.changed-meanwhile",
    },
  );
  await expect(
    parts.site.change([{ at: ["sources", "mot", "lateAfter"], value: "bald" }], await version()),
  ).rejects.toMatchObject({ code: "profile.invalid" });
  expect(await readFile(file, "utf8")).toBe(text);
  expect(parts.profile.sources[0]).toMatchObject({ lateAfter: 7 * 60_000 });
});

it("copies the built-in profile before its first change, and starts from the copy from then on", async () => {
  const folder = await temporaryFolder();
  await using _ = { [Symbol.asyncDispose]: () => folder.remove() };
  const assetsFolder = path.join(projectRoot, "assets");
  const open = () =>
    openCore({
      ...{ profile: "lang-son", data: path.join(folder.path, "data"), port: 0, version: "0.0.0-test", assetsFolder },
      rendererFolder: path.join(folder.path, "renderer"),
      openLog: () => pino({ level: "silent" }),
    });
  const builtIn = path.join(assetsFolder, "profiles/lang-son/automation.yaml");
  const original = await readFile(builtIn, "utf8");
  const first = await open();
  expect(first.parts.profile.id).toBe("lang-son");
  const { site } = first.parts;
  await site.change([{ at: ["rules", "mat-camera-lan-xe", "when", "forS"], value: 60 }], (await site.version()) ?? "");
  await first.close();
  expect(await readFile(builtIn, "utf8")).toBe(original);
  expect(await readFile(path.join(folder.path, "data/site-profile/automation.yaml"), "utf8")).toBe(
    original.replace("forS: 30", "forS: 60"),
  );
  const second = await open();
  const changed = second.parts.profile.rules.find(({ id }) => id === "mat-camera-lan-xe");
  await second.close();
  expect(changed?.when).toMatchObject({ forS: 60 });
});

it("writes an imported catalogue into its files and works by it at once, and goes back; what an older program imported is moved there", async () => {
  await using site = await setting();
  const { broker, parts } = site;
  const file = path.join(site.profile, "indicators.yaml");
  await writeFile(file, `# Của trung tâm\n${await readFile(file, "utf8")}`);
  await parts.site.reload();
  const before = await readFile(file, "utf8");
  await broker.publish("mot/so", '{"so": 7}', { qos: 1 });
  await until(() => site.newest("mot") === 7, { what: "the first figure" });

  const workbook = await edited(await parts.catalogue.exported("vi"), (sheet) => {
    sheet.rowOf("mot")[sheet.at("Nhỏ nhất hợp lý")] = 0;
    sheet.rowOf("mot")[sheet.at("Lớn nhất hợp lý")] = 100;
  });
  const report = await parts.catalogue.import(workbook, { isCheckOnly: false, file: "a.xlsx" });
  expect(report).toMatchObject({ outcome: "imported", number: 1, changed: [{ code: "mot" }] });
  const imported = await readFile(file, "utf8");
  expect(imported.replace(/ +range: .*\n/, "")).toBe(before);
  expect(await parts.catalogue.view()).toMatchObject({ inUse: { number: 1 }, isWaiting: false });
  await broker.publish("mot/so", '{"so": 101}', { qos: 1 });
  await until(() => (site.viewOf("mot")?.counts.refused ?? 0) > 0, { what: "a figure out of the imported range" });

  expect(await parts.catalogue.undo()).toEqual({ inUse: null, next: null, isWaiting: false, warnings: [] });
  expect(await readFile(file, "utf8")).toBe(before);
  await broker.publish("mot/so", '{"so": 102}', { qos: 1 });
  await until(() => site.newest("mot") === 102, { what: "a figure by the former catalogue" });

  // As an older program has left it, and one more start.
  await site.core.close();
  const { indicators } = parse(imported) as { indicators: unknown[] };
  const folder = path.join(site.folder.path, "data/catalogue");
  await writeFile(path.join(folder, "0002.json"), JSON.stringify({ importedAtMs: 1, file: "cu.xlsx", indicators }));
  const open = async (words: CodedMessage[], lines: string[] = []) =>
    openCore({
      ...{ profile: site.profile, data: path.join(site.folder.path, "data"), port: 0, version: "0.0.0-test" },
      assetsFolder: path.join(projectRoot, "assets"),
      rendererFolder: path.join(site.folder.path, "renderer"),
      openLog: () => pino({ level: "info" }, { write: (line: string) => void lines.push(line) }),
      onWord: (word) => void words.push(word),
    });
  const cameras = [{ id: "cu", name: { vi: "Cũ", en: "Old" }, stream: { type: "rtsp", url: "rtsp://127.0.0.1:9/1" } }];
  await mkdir(path.join(site.folder.path, "data/camera-list"));
  await writeFile(
    path.join(site.folder.path, "data/camera-list/0001.json"),
    JSON.stringify({ importedAtMs: 1, file: "cu.csv", cameras }),
  );
  const words: CodedMessage[] = [];
  const lines: string[] = [];
  const next = await open(words, lines);
  const view = await next.parts.catalogue.view();
  await next.close();
  expect(words).toMatchObject([
    { code: "catalogue.moved", params: { number: 2 } },
    { code: "camera-list.moved", params: { number: 1 } },
  ]);
  expect(lines.join("")).toContain("The imported catalogue number 2 now stands in the profile's files");
  expect(lines.join("")).toContain("The imported list of cameras number 1 now stands in the profile's files");
  expect(parse(await readFile(path.join(site.profile, "cameras.yaml"), "utf8"))).toEqual({ cameras });
  expect(view).toMatchObject({ inUse: { number: 2, file: "cu.xlsx" }, isWaiting: false });
  expect(await readFile(file, "utf8")).toBe(imported);
  expect(await readdir(folder)).toContainEqual(expect.stringMatching(/^0002\.json\.written\.\d+$/));
  const again: CodedMessage[] = [];
  const last = await open(again);
  const { range } = last.parts.profile.indicators.find(({ code }) => code === "mot") ?? {};
  const ids = last.parts.registered.all().map(({ id }) => id);
  await last.close();
  expect([again, range, ids]).toEqual([[], { min: 0, max: 100 }, ["cu"]]);
});

it("imports into a copy of the built-in profile, which stays as it is", async () => {
  const folder = await temporaryFolder();
  await using _ = { [Symbol.asyncDispose]: () => folder.remove() };
  const assetsFolder = path.join(projectRoot, "assets");
  const builtIn = path.join(assetsFolder, "profiles/lang-son/indicators.yaml");
  const original = await readFile(builtIn, "utf8");
  const core = await openCore({
    ...{ profile: "lang-son", data: path.join(folder.path, "data"), port: 0, version: "0.0.0-test", assetsFolder },
    rendererFolder: path.join(folder.path, "renderer"),
    openLog: () => pino({ level: "silent" }),
  });
  const { catalogue } = core.parts;
  const workbook = await edited(await catalogue.exported("vi"), (sheet) => {
    sheet.rowOf("ho-so.qua-han")[sheet.at("Kế hoạch")] = 5;
  });
  expect(await catalogue.import(workbook, { isCheckOnly: false, file: "a.xlsx" })).toMatchObject({ number: 1 });
  const planOf = (code: string) => core.parts.profile.indicators.find((one) => one.code === code)?.plan;
  expect(planOf("ho-so.qua-han")).toBe(5);
  await core.close();
  expect(await readFile(builtIn, "utf8")).toBe(original);
  expect(await readFile(path.join(folder.path, "data/site-profile/indicators.yaml"), "utf8")).toContain(
    "    plan: 5\n",
  );
});
