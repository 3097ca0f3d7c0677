import path from "node:path";
import pino from "pino";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { AuditEntry } from "#contract/audit/entry.ts";
import { AuditList } from "#contract/audit/http.ts";
import { WallCommand } from "#contract/entities/wall-state.ts";
import { routes } from "#contract/routes.ts";
import { differing } from "../../../../main/core/api/audited.ts";
import { cutDeed } from "../../../../main/core/audit/chain.ts";
import { exportedText } from "../../../../main/core/audit/export.ts";
import { type Core, openCore } from "../../../../main/core/open-core.ts";
import { differencesOf } from "../../../../renderer/desk/audit/differences.ts";
import { deedGroups, wordOfDeed } from "../../../../renderer/desk/audit/words.ts";
import vi from "../../../../renderer/i18n/vi/audit.json" with { type: "json" };
import { projectRoot } from "../../../lab/programs.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";

/** What features tell the trail of what they do, by the routes themselves. */
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let core: Core;
beforeAll(async () => {
  folder = await temporaryFolder();
  const data = path.join(folder.path, "data");
  core = await openCore({
    ...{ profile: path.join(projectRoot, "test/fixtures/profiles/small"), data, port: 0, version: "0.0.0-test" },
    ...{ assetsFolder: path.join(projectRoot, "assets"), rendererFolder: path.join(data, "renderer") },
    openLog: () => pino({ level: "silent" }),
  });
});
afterAll(async () => {
  await core.close();
  await folder.remove();
});

const send = (method: string, route: string, body?: unknown) =>
  fetch(`${core.origin}${route}`, {
    method,
    headers: {
      authorization: `Bearer ${core.tokens.admin}`,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
/** The newest entry, its states read. */
async function newest(): Promise<AuditEntry & { was: unknown; is: unknown }> {
  const { entries } = AuditList.parse(await (await send("GET", "/api/audit?limit=10")).json());
  const entry = entries.find(({ deed }) => !deed.startsWith("GET")) as AuditEntry;
  const read = (text: string | null) => (text === null ? null : JSON.parse(text));
  return { ...entry, was: read(entry.before), is: read(entry.after) };
}

it("tells what there was before and is after, and never a secret", async () => {
  const tile = { id: "mot", panel: "clock", x: 0, y: 0, width: 12, height: 12, settings: {} };
  const scene = { name: { vi: "Phụ", en: "Other" }, tags: [], tiles: [tile] };
  expect((await send("PUT", "/api/wall/scenes/phu", { ...scene, basedOn: 0 })).status).toBe(200);
  expect(await newest()).toMatchObject({ target: "phu", was: null, is: { version: 1, name: { vi: "Phụ" } } });
  await send("PUT", "/api/wall/scenes/phu", { ...scene, tiles: [{ ...tile, width: 6 }], basedOn: 1 });
  expect(await newest()).toMatchObject({
    was: { version: 1, tiles: { mot: { width: 12 } } },
    is: { version: 2, tiles: { mot: { width: 6 } } },
  });

  await send("POST", "/api/wall/commands", { type: "take", scene: "phu" });
  expect(await newest()).toMatchObject({
    target: "take phu",
    was: { scene: "chinh", control: "none" },
    is: { scene: "phu", control: "operator", command: { type: "take" } },
  });
  await send("POST", "/api/wall/commands", { type: "take", scene: "khong-co" });
  expect(await newest()).toMatchObject({ outcome: "failed", target: "take khong-co" });
  await send("POST", "/api/wall/commands", { type: "take", scene: "chinh" });
  await send("DELETE", "/api/wall/scenes/phu");
  expect((await newest()).was).toMatchObject({ version: 2 });

  const programme = { name: { vi: "Ngày", en: "Day" }, steps: [{ scene: "chinh", dwellS: 600 }] };
  expect((await send("PUT", "/api/wall/programmes/ngay", { ...programme, basedOn: 0 })).status).toBe(200);
  expect(await newest()).toMatchObject({ was: null, is: { version: 1, content: { name: { vi: "Ngày" } } } });
  await send("DELETE", "/api/wall/programmes/ngay");
  expect(await newest()).toMatchObject({ target: "ngay", was: { version: 1 }, is: null });
  await send("PUT", "/api/secrets/kho", { value: "mat-khau-rat-bi-mat" });
  expect(await newest()).toMatchObject({ target: "kho", was: { isSet: false }, is: { isSet: true, bound: [] } });
  await send("POST", "/api/sources/tha/maintenance", { until: "23:59", reason: "Nâng cấp" });
  const said = await newest();
  expect(JSON.stringify(said.is)).toContain("Nâng cấp");
  expect((await send("GET", "/api/tokens")).status).toBe(200);
  const text = await (await send("GET", "/api/audit/export?format=jsonl")).text();
  expect(text).not.toContain("mat-khau-rat-bi-mat");
  expect(text).toContain('"deed":"GET /api/tokens"');
});

it("hands out what fits as a file, and says so where that is not all", async () => {
  const csv = await send("GET", "/api/audit/export?format=csv&language=en&deed=scenes");
  expect(csv.headers.get("content-disposition")).toBe('attachment; filename="audit.csv"');
  const lines = (await csv.text()).trim().split("\r\n");
  expect(lines[0]).toBe(
    "Number;At (UTC);Kind of user;Id of user;Role;Name;From address;Deed;Target;Outcome;HTTP status;Before;After",
  );
  expect(lines).toHaveLength(4);
  expect(lines[1]).toContain("DELETE /api/wall/scenes/:id;phu;done;204");
  const xlsx = await send("GET", "/api/audit/export?format=xlsx");
  expect(
    Buffer.from(await xlsx.arrayBuffer())
      .subarray(0, 2)
      .toString(),
  ).toBe("PK");

  async function* more(): AsyncGenerator<AuditEntry, { hasMore: boolean }> {
    yield* [];
    return { hasMore: true };
  }
  let last = "";
  for await (const part of exportedText({ export: more }, { format: "csv", language: "vi" })) last = part.toString();
  expect(last).toMatch(/^"KHÔNG ĐỦ: chỉ có 100000 mục/);
});

it("leaves out what is the same in both states", () => {
  const [one, other] = [
    { id: "a", width: 1, settings: { text: "x" } },
    { id: "b", width: 2, settings: {} },
  ];
  expect(
    differing(
      { tiles: [one, other], name: "x" },
      {
        tiles: [
          { ...one, width: 3 },
          { ...other, id: "c" },
        ],
        name: "x",
      },
    ),
  ).toEqual({
    before: { tiles: { a: { width: 1 }, b: { width: 2, settings: {} }, c: null } },
    after: { tiles: { a: { width: 3 }, b: null, c: { width: 2, settings: {} } } },
  });
  expect(differing(undefined, { a: 1 })).toEqual({ before: null, after: { a: 1 } });
  expect(differing([1, 2], [1, 2, 3])).toEqual({ before: [1, 2], after: [1, 2, 3] });
});

it("has words for whatever may be in it, in both languages", () => {
  const { paths = {} } = core.app.swagger() as { paths?: Record<string, object> };
  const deeds = Object.entries(paths).flatMap(([route, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${route.replace(/\{(\w+)\}/g, ":$1")}`),
  );
  expect(deeds.length).toBeGreaterThan(70);
  const lines = [`GET ${routes.live}`, `GET ${routes.cameraPictures(":id")}`];
  for (const deed of [...deeds, ...lines, "refusals", cutDeed])
    for (const language of ["vi", "en"]) expect([deed, wordOfDeed(deed, language)]).toEqual([deed, expect.any(String)]);
  // Each can be chosen in the filter, once.
  const chosen = deedGroups.flatMap((group) => group.deeds);
  expect(new Set(chosen).size).toBe(chosen.length);
  expect(chosen).toEqual(expect.arrayContaining([...deeds, "refusals", cutDeed]));
  type OfOne = { shape: { type: { value: string } } };
  const commands = WallCommand.options.flatMap((one): readonly OfOne[] => ("options" in one ? one.options : [one]));
  for (const { shape } of commands) expect(vi.commands).toHaveProperty(shape.type.value);
});

it("tells two states apart value by value", () => {
  const one = JSON.stringify({ tiles: { mot: { width: 12, settings: null } }, version: 1 });
  const other = JSON.stringify({ tiles: { mot: { width: 6, settings: { text: "x" } } }, version: 2, tags: [] });
  expect(differencesOf(one, other)).toEqual([
    { path: ["tiles", "mot", "width"], before: "12", after: "6" },
    { path: ["tiles", "mot", "settings", "text"], before: null, after: "x" },
    { path: ["version"], before: "1", after: "2" },
    { path: ["tags"], before: null, after: "[]" },
  ]);
  expect(differencesOf(null, one)).toHaveLength(2);
  expect(differencesOf(one.slice(0, 20), other)).toEqual([{ path: [], before: one.slice(0, 20), after: other }]);
  expect(differencesOf(null, null)).toEqual([]);
});
