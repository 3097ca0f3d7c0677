import { readFile } from "node:fs/promises";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { Profile } from "#contract/entities/profile.ts";
import { serveAsked } from "../../../../main/simulator/asked.ts";
import { floodOf } from "../../../../main/simulator/environment/days.ts";
import { environmentAt } from "../../../../main/simulator/environment/platform.ts";
import { Script } from "../../../../main/simulator/environment/script.ts";
import { riverAnswer } from "../../../../main/simulator/environment/stations.ts";
import { projectRoot } from "../../../lab/programs.ts";
import { until } from "../../../lab/until.ts";
import { startRig } from "../connectors/rig.ts";
import { environmentSite, onlySources } from "./environment-site.ts";

let site: Profile;
let script: Script;
beforeAll(async () => {
  site = await environmentSite();
  const file = path.join(projectRoot, "assets/packs/moi-truong/simulator.yaml");
  script = Script.parse(parse(await readFile(file, "utf8")));
});

it("says of every indicator whose it is, its unit, how old it may be and what it is called in both languages", () => {
  const own = site.indicators.filter(({ code }) => code.startsWith("moi-truong."));
  expect(own.length).toBeGreaterThan(20);
  for (const { code, owner, unit, name, sector, derived, range, period } of own) {
    expect([code, owner === undefined, name.vi === "" || name.en === "", unit.vi === "" || unit.en === ""]).toEqual([
      ...[code, false, false, false],
    ]);
    expect(sector).toBe("moi-truong");
    // What comes from outside has a range, but for texts.
    expect([code, derived !== undefined || range !== undefined || period === "day"]).toEqual([code, true]);
  }
  expect(site.scenes.map(({ id }) => id)).toEqual(expect.arrayContaining(["moi-truong", "moi-truong-lu"]));
});

it("reaches out to nothing of the internet until a site says so, and then to what it names", async () => {
  const urls = site.sources.flatMap((one) => ("url" in one ? [one.url] : []));
  expect(urls.filter((url) => !url.startsWith("$".concat("{simulator.")))).toEqual([]);
  expect(site.news.map(({ id }) => id)).not.toContain("vnexpress-thoi-su");
  const opened = await environmentSite({
    sources: "  - { id: usgs, isOff: false }\n",
    file: "news:\n  - { id: vnexpress-thoi-su, isOff: false }\n",
  });
  expect(opened.sources.map(({ id }) => id)).toContain("usgs");
  expect(opened.news.map(({ id }) => id)).toContain("vnexpress-thoi-su");
});

describe("simulated", () => {
  it("comes over the templates' own protocols, marked, down to indices, stages and warnings", async () => {
    const asked = await serveAsked();
    // In the middle of a flood of the Kỳ Cùng, at no minute at which a platform has its whims.
    const river = script.rivers.find(({ id }) => id === script.warnings.river);
    if (river === undefined) throw new Error("no river");
    const { beganMs } = floodOf(river, Date.parse("2026-11-27T00:00:00Z"));
    const nowMs = beganMs + 10 * 3_600_000 + 50 * 60_000;
    const running = await environmentAt(() => nowMs)({
      ...{ folder: "", script: async () => script, publish: async () => {} },
      ...{ answer: asked.answer, handle: asked.handle },
    });
    const ids = site.sources
      .filter((one) => "url" in one && /moi-truong|open-meteo|firms|usgs/.test(one.url))
      .map(({ id }) => id);
    expect(ids).toHaveLength(8);
    try {
      await using rig = await startRig([], {
        profile: onlySources(site, ...ids),
        http: asked.address,
        now: () => nowMs,
      });
      const value = (code: string, place: string) => rig.newest(`moi-truong.${code}`, place);
      await until(() => typeof value("aqi-gio", "khong-khi-a") === "number" && rig.warnings().length > 0, {
        what: "an index and a warning",
        withinMs: 30_000,
      });
      await until(() => typeof value("aqi-ngay", "khong-khi-c") === "number", { what: "yesterday's index" });
      for (const place of ["thuy-van-lang-son", "thuy-van-huu-lung", "thuy-van-van-mich"]) {
        expect([place, typeof value("muc-nuoc", place)]).toEqual([place, "number"]);
        for (const code of ["cap-bao-dong", "cuong-suat", "mua-24h"])
          await until(() => typeof value(code, place) === "number", { what: `${code} at ${place}` });
        await until(() => typeof value("ban-tin", place) === "string", { what: `a bulletin of ${place}` });
        expect(Date.parse(String(value("ban-tin-sau", place)))).toBeGreaterThan(0);
      }
      expect(typeof value("mo-hinh-pm25", "o-luoi-lang-son")).toBe("number");
      await until(() => typeof rig.newest("moi-truong.diem-nong", "lang-son") === "number");
      await until(() => typeof rig.newest("moi-truong.dong-dat", "lang-son") === "number");
      expect([...new Set(rig.shown.map(({ status }) => status))]).toEqual(["simulated"]);
      expect(rig.warnings().every(({ isSimulated, communes }) => isSimulated && communes.length > 0)).toBe(true);
      for (const { id, state, reason } of rig.sources.views()) expect([id, state, reason]).toEqual([id, "ok", null]);
    } finally {
      await running.stop();
      await asked.stop();
    }
  });

  it("slips by ten, corrects itself, comes late and falls silent, at its times", () => {
    const hourMs = 3_600_000;
    const at = (hour: number, minute: number) => riverAnswer(script, hour * hourMs + minute * 60_000);
    const river = script.rivers.find(({ slipEvery }) => slipEvery > 0);
    const hour = 500_000 * (river?.slipEvery ?? 1);
    const newest = (minute: number) =>
      at(hour, minute)
        .tram.find(({ ma }) => ma === river?.id)
        ?.so_lieu.at(-1);
    expect(newest(0)?.thoi_diem).toBe(new Date((hour - 1) * hourMs).toISOString());
    const slipped = newest(10)?.muc_nuoc_m ?? 0;
    const first = newest(20)?.muc_nuoc_m ?? 0;
    const right = newest(45)?.muc_nuoc_m ?? 0;
    expect([Math.round(slipped / right), first > right, first - right < 0.05]).toEqual([10, true, true]);
    expect((newest(45)?.phat_hanh ?? "") > (newest(20)?.phat_hanh ?? "")).toBe(true);
    const silent = 24 * 20_000 + script.empty.hour - 7;
    expect(at(silent, script.empty.fromMin).tram).toEqual([]);
    expect(at(silent, script.empty.toMin).tram).toHaveLength(script.rivers.length);
  });
});
