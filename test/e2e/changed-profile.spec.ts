import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { parse, stringify } from "yaml";
import { startMosquitto } from "../lab/mosquitto.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { writeSiteProfile } from "./site-profile.ts";
import { openWall, startVirtualWall, type VirtualWall } from "./wall-under-test.ts";

let virtualWall: VirtualWall;
test.beforeAll(async () => {
  virtualWall = await startVirtualWall({ columns: 2, rows: 2, width: 1280, height: 720 });
});
test.afterAll(async () => {
  await virtualWall.stop();
});

const words = (vi: string) => ({ vi, en: vi });
const mapping = (code: string, value: string) => `{"indicator": "${code}", "value": ${value}, "asOf": $receivedAt}`;

test("a source, an indicator, a threshold and a rule changed in their files are on four monitors without a reload, and no other source has a gap", async () => {
  await using folder = await temporaryFolder();
  await using broker = await startMosquitto({ keeps: true });
  const drop = path.join(folder.path, "drop");
  await mkdir(drop);
  const site = await writeSiteProfile(folder.path, { mqtt: broker.url, rest: "http://127.0.0.1:9/", folder: drop });
  // In a file each, as people keep them; two sources at the broker, of which one is never touched.
  const file = (name: string) => path.join(site, name);
  const { indicators, sources, ...rest } = parse(await readFile(file("profile.yaml"), "utf8"));
  const [mqtt] = sources;
  const sourceOf = (id: string, code: string, value: string) => ({
    ...{ ...mqtt, id, name: words(id), topics: [`${code}/#`], mapping: mapping(code, value) },
  });
  const [first] = indicators;
  const write = (name: string, content: object) => writeFile(file(name), stringify(content));
  const figures = [first, ...indicators.slice(1)];
  const [tile] = rest.scenes[0].tiles;
  rest.scenes[0].tiles = [
    ...[0, 1, 2].map((at) => ({ ...tile, id: `o-${at + 1}`, x: (at % 2) * 24, y: Math.floor(at / 2) * 24 })),
    { ...tile, id: "o-4", x: 24, y: 24, settings: { indicator: "rest.so" } },
  ];
  rest.scenes.push({ id: "khan", name: words("Khẩn"), tiles: [{ ...tile, id: "o-khan", width: 24 }] });
  await write("profile.yaml", rest);
  await write("indicators.yaml", { indicators: figures });
  const steady = sourceOf("deu", "rest.so", "$number(so)");
  await write("sources.yaml", { sources: [sourceOf("doi", "mqtt.so", "$number(so)"), steady] });
  await using wall = await openWall({
    display: virtualWall.display,
    profile: site,
    data: path.join(folder.path, "data"),
  });

  const pages = await Promise.all([1, 2, 3, 4].map((display) => wall.page(display)));
  const [one, two, three, four] = pages as [(typeof pages)[0], (typeof pages)[0], (typeof pages)[0], (typeof pages)[0]];
  for (const page of pages) await page.evaluate(() => Object.assign(window, { isTheSamePage: true }));
  await wall.statusWhere("both sources to be heard", (status) =>
    status.sources.every((source) => source.line?.failingSinceMs === null),
  );
  await expect.poll(() => broker.log().includes("mqtt.so/#") && broker.log().includes("rest.so/#")).toBe(true);
  let sent = 0;
  let isOver = false;
  const sending = (async () => {
    while (!isOver) {
      sent += 1;
      await broker.publish("rest.so/dem", JSON.stringify({ so: sent }), { qos: 1 });
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  })();
  const publish = (so: number) => broker.publish("mqtt.so/so", JSON.stringify({ so }), { qos: 1 });
  await publish(21);
  for (const [at, page] of [one, two, three].entries())
    await expect(page.locator(`[data-tile="o-${at + 1}"]`)).toContainText("21");

  // The name and a threshold of an indicator.
  const limit = { level: "alarm", above: 20, name: words("ngưỡng mới") };
  await write("indicators.yaml", {
    indicators: [{ ...first, name: words("Tên đã đổi"), thresholds: [limit] }, ...indicators.slice(1)],
  });
  for (const [at, page] of [one, two, three].entries()) {
    await expect(page.locator(`[data-tile="o-${at + 1}"]`)).toContainText("Tên đã đổi");
    await expect(page.locator(`[data-tile="o-${at + 1}"]`)).toContainText("ngưỡng mới");
  }
  // What a source's figures mean.
  await write("sources.yaml", { sources: [sourceOf("doi", "mqtt.so", "$number(so) * 10"), steady] });
  await wall.statusWhere("the source to have begun anew", (status) =>
    status.sources.some((source) => source.name === "doi" && source.counts.accepted === 0),
  );
  await publish(3);
  await expect(one.locator('[data-tile="o-1"]')).toContainText("30");

  // With mistakes what ran goes on, and they are told by file and line.
  await writeFile(file("rules.yaml"), "rules:\n  - id: khan\n    when: { kind: figur }\n");
  const refused = await wall.statusWhere("the mistake to be told", (status) => status.profileFiles !== undefined);
  expect(String(refused.profileFiles?.reason.params.list)).toContain("rules.yaml:");
  await publish(4);
  await expect(two.locator('[data-tile="o-2"]')).toContainText("40");

  await write("rules.yaml", {
    rules: [
      {
        id: "khan",
        name: words("Khẩn"),
        when: { kind: "figure", indicator: "mqtt.so", is: "above", value: 500, overAt: 400 },
        do: { kind: "scene", scene: "khan" },
      },
    ],
  });
  await wall.statusWhere("the mended files to be taken over", (status) => status.profileFiles === undefined);
  await publish(60);
  await expect(one.locator('[data-tile="o-khan"]')).toContainText("600");
  await publish(4);

  await expect(four.locator('[data-tile="o-4"]')).toBeVisible();
  isOver = true;
  await sending;
  await wall.statusWhere("all of the source that nobody touched", (status) =>
    status.sources.some(({ name, counts }) => name === "deu" && counts.accepted === sent && counts.refused === 0),
  );
  for (const page of pages)
    expect(await page.evaluate(() => (window as { isTheSamePage?: boolean }).isTheSamePage)).toBe(true);
});
