import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { routes } from "#contract/routes.ts";
import { expressionOf } from "../../../../renderer/desk/wizards/source/expression.ts";
import { each } from "../../../../renderer/desk/wizards/source/paths.ts";
import { startMosquitto } from "../../../lab/mosquitto.ts";
import { startPostgresql } from "../../../lab/postgresql.ts";
import { openSite } from "./rig.ts";

const named = { name: { vi: "Nguồn", en: "Source" }, lateAfter: "5m" };
const reference = (name: string) => ["$", "{", name, "}"].join("");

/** Looked at, then tried by the expression that pointing at these cells writes. */
async function lookAndTry(
  site: Awaited<ReturnType<typeof openSite>>,
  source: Record<string, unknown>,
  cells: { value: (string | number)[]; place: (string | number)[] },
  more: object = {},
) {
  const looked = await site.post(routes.sourceDraftTrial, { source, ...more });
  const mapping = expressionOf(
    {
      ...{ values: [{ path: cells.value, indicator: "xe-cho" }], time: null, place: cells.place, quality: null },
      ...{ goodQuality: "", placeOf: {} },
    },
    looked.body.input,
    "+07:00",
  );
  const tried = await site.post(routes.sourceDraftTrial, { source, mapping, ...more });
  return {
    looked: looked.body,
    taken: tried.body.trial?.readings.map((one: { value: number }) => one.value),
    tried: tried.body,
  };
}

it("a broker, a database, a folder of CSV and a platform that calls are looked at and tried as REST is", async () => {
  await using broker = await startMosquitto({ users: { ioc: "mat-khau" } });
  await using database = await startPostgresql({ tls: false });
  await using site = await openSite();
  await broker.publish("ioc/xe", '{"noi":"cua-a","so":12}', { isRetained: true, as: "ioc" });
  const secrets = [{ name: "moi", value: "mat-khau" }];
  const mqtt = await lookAndTry(
    site,
    {
      ...{ ...named, id: "moi", type: "mqtt", url: broker.url, topics: ["ioc/#"] },
      ...{ username: "ioc", password: reference("secret.moi") },
    },
    { value: ["so"], place: ["noi"] },
    { secrets },
  );
  expect([mqtt.looked.trial.reason, mqtt.looked.input]).toEqual([null, { noi: "cua-a", so: 12 }]);
  expect(mqtt.taken).toEqual([12]);

  await database.run("create user ioc password 'mat-khau'");
  const sql = await lookAndTry(
    site,
    {
      ...{ ...named, id: "moi", type: "postgresql", url: `postgresql://127.0.0.1:${database.port}/postgres` },
      ...{ username: "ioc", password: reference("secret.moi"), tls: false, every: "1m" },
      query: "select * from (values ('cua-a', 7), ('tinh', 9)) as so (noi, xe)",
    },
    { value: [each, "xe"], place: [each, "noi"] },
    { secrets },
  );
  expect(sql.taken).toEqual([7, 9]);

  const folder = path.join(site.data, "import", "xe");
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, "xe.csv"), "Nơi;Số xe\ncua-a;1.234,5\ntinh;12\n");
  const files = await lookAndTry(
    site,
    { ...named, id: "moi", type: "folder", path: `${reference("data")}/import/xe`, settledAfter: "1s" },
    { value: [each, "Số xe"], place: [each, "Nơi"] },
  );
  expect(files.taken).toEqual([1234.5, 12]);

  const called = await lookAndTry(
    site,
    { ...named, id: "moi", type: "webhook" },
    { value: [each, "xe"], place: [each, "noi"] },
    { example: '[{"noi":"cua-a","xe":3}]' },
  );
  expect([called.tried.trial.isLive, called.taken]).toEqual([false, [3]]);
  // What somebody pasted may be no JSON at all; it says so.
  const wrong = await site.post(routes.sourceDraftTrial, {
    source: { ...named, id: "moi", type: "webhook" },
    example: "xe=3",
  });
  expect([wrong.body.input, wrong.body.trial.reason.code]).toEqual([null, "source.not-json"]);
  // Of a kind that gives nothing by a mapping nothing is tried.
  const published = { ...named, id: "moi", type: "published", publisher: named.name, readings: [] };
  expect((await site.post(routes.sourceDraftTrial, { source: published })).body.code).toBe("wizard.no-trial");
  expect(await site.core.parts.secrets.names()).toEqual([]);
});
