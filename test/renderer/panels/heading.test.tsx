import { renderToString } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { afterAll, expect, it } from "vitest";
import type { Reading } from "#contract/entities/reading.ts";
import type { ShownTile } from "#contract/entities/wall.ts";
import { createWords } from "../../../renderer/i18n/index.ts";
import { TileView } from "../../../renderer/layout/TileView.tsx";
import { openedOn, topicsOn } from "../../../renderer/layout/topics.ts";
import { saidFor, simulationPlace } from "../../../renderer/layout/use-simulation.ts";
import { speakingHeading } from "../../../renderer/panels/heading/speaking.ts";
import { openTiles } from "../../../renderer/panels/rules.ts";
import { nowStore } from "../../../renderer/state/clock.ts";
import { connectionStore } from "../../../renderer/state/connection.ts";
import { replaceReadings } from "../../../renderer/state/readings.ts";
import { setSite } from "../../../renderer/state/site.ts";
import { stageSnapshot } from "../../lab/stage-snapshot.ts";

const nowMs = Date.parse("2026-11-24T14:20:00+07:00");
const stage = stageSnapshot("well", nowMs);
const title = { vi: "Kinh tế", en: "Economy" };
const tile = (id: string, panel: string, settings: Record<string, unknown>, x = 0): ShownTile => ({
  ...{ id, panel, settings },
  ...{ x, y: 0, width: 24, height: 2 },
});
const heading = tile("dau", "heading", { title });
const overdue = tile("qua-han", "key-figure", { indicator: "ho-so.qua-han" }, 24);
const site = { ...stage.site, scene: { ...stage.site.scene, tiles: [heading, overdue] } };

function draw(value: number, status: Reading["status"] = "preliminary"): string {
  nowStore.setState(nowMs, true);
  replaceReadings(stage.readings.map((one) => (one.indicator === "ho-so.qua-han" ? { ...one, value, status } : one)));
  setSite(site, (view) => openTiles(view.scene.tiles));
  const html = renderToString(
    <I18nextProvider i18n={createWords("vi")}>
      <TileView tile={heading} box={{ left: 0, top: 0, width: 1_900, height: 40 }} report={() => undefined} />
    </I18nextProvider>,
  );
  return html
    .replace(/<[^>]+>/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

afterAll(() => connectionStore.setState({ phase: "connecting" }, true));

it("says what matters in its scene, and where the figure is simulated says that too", () => {
  connectionStore.setState({ phase: "up" }, true);
  expect(draw(37)).toBe("Hồ sơ quá hạn quá ngưỡng 30: 37 hồ sơ14:2024/11/2026");
  expect(draw(37, "simulated")).toContain("37 hồ sơ MÔ PHỎNG");
  expect(draw(3)).toContain("Không có gì vượt ngưỡng; số liệu đến 14:19");
});

it("says as of when it is while the core is not heard, and blames no source for what follows", () => {
  connectionStore.setState({ phase: "lost", sinceMs: nowMs }, true);
  draw(37);
  nowStore.setState(nowMs + 7 * 3_600_000, true);
  const html = renderToString(
    <I18nextProvider i18n={createWords("vi")}>
      <TileView tile={heading} box={{ left: 0, top: 0, width: 1_900, height: 40 }} report={() => undefined} />
    </I18nextProvider>,
  );
  expect(html.replace(/<[^>]+>/g, "")).toContain("Lúc 14:20: Hồ sơ quá hạn quá ngưỡng 30: 37 hồ sơ");
  expect(html).not.toContain("Mất số liệu");
});

it("stands in one heading of a scene, whose window is told the figures of all of it", () => {
  const other = tile("hai", "heading", { title }, 24);
  expect(speakingHeading([other, heading])?.id).toBe("dau");
  expect(speakingHeading([other, { ...heading, settings: { title, headline: "never" } }])?.id).toBe("hai");
  expect(topicsOn(site, [1]).readings).toEqual({ series: [`ho-so.qua-han@${site.place}`] });
  expect([...openedOn(site, [1]).keys()]).toEqual(["dau", "qua-han"]);
  const silent = {
    ...site,
    scene: { ...site.scene, tiles: [{ ...heading, settings: { title, headline: "never" } }, overdue] },
  };
  expect([...openedOn(silent, [1]).keys()]).toEqual(["dau"]);
});

it("is one word for a monitor whose figures are all simulated, and each tile's own as soon as one is not", () => {
  const waiting = tile("xe-cho", "trend", { title, series: [{ indicator: "cua-khau.tong-xe-cho" }] });
  const tiles = [heading, overdue, waiting];
  const place = (of: (key: string) => string | undefined, shown = tiles) =>
    simulationPlace(shown, openTiles(tiles), site, of);
  expect(place(() => "simulated")).toEqual({ heading: "dau" });
  expect(place(() => "simulated", [overdue, waiting])).toBe("strip");
  expect(place((key) => (key.startsWith("ho-so") ? "official" : "simulated"))).toBe("tiles");
  expect(place(() => undefined)).toBe("tiles");
  expect(place(() => "simulated", [overdue])).toBe("tiles");
  // Published figures of a tile's own settings are not simulated.
  const mark = { on: "2021-12-21", value: 4_461, text: title, publishedBy: title };
  const records = tile("dot", "records", { title, indicator: "cua-khau.tong-xe-cho", marks: [mark] });
  expect(simulationPlace([...tiles, records], openTiles([...tiles, records]), site, () => "simulated")).toBe("tiles");
  expect([saidFor({ heading: "dau" }, "dau"), saidFor("strip", "dau"), saidFor("tiles", "dau")]).toEqual([
    "here",
    "elsewhere",
    "no",
  ]);
});
