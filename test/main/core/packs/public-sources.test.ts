import pino from "pino";
import { beforeAll, describe, expect, it } from "vitest";
import type { Profile } from "#contract/entities/profile.ts";
import { createNews } from "../../../../main/core/news/news.ts";
import { capAlert, capIndex, capXml, reference } from "../../../lab/public-sources/cap.ts";
import {
  firms,
  firmsRow,
  firmsSentence,
  flashFloods,
  openMeteoAir,
  openMeteoBusy,
  openMeteoWeather,
  openMeteoWrong,
  press,
  usgs,
} from "../../../lab/public-sources/services.ts";
import { json, type StandIn, type StandInAnswer, standIn } from "../../../lab/public-sources/stand-in.ts";
import { until } from "../../../lab/until.ts";
import { type Rig, startRig } from "../connectors/rig.ts";
import { environmentSite, onlySources } from "./environment-site.ts";

/** On the hour, so that what is told by the quarter is of this moment. */
const nowMs = Math.floor(Date.now() / 3_600_000) * 3_600_000;
const hour = 3_600_000;
let site: Profile;
beforeAll(async () => {
  const on = ["open-meteo-thoi-tiet", "open-meteo-khong-khi", "firms", "usgs", "lu-quet-sat-lo"];
  site = await environmentSite({ sources: on.map((id) => `  - { id: ${id}, isOff: false }\n`).join("") });
});

/** A template as the pack has it, at a stand-in of its service, asked every second. */
async function at(service: StandIn, id: string): Promise<Rig> {
  const only = onlySources(site, id);
  const [source] = only.sources;
  if (source?.type !== "rest") throw new Error(id);
  const url = source.url.replace(/^https:\/\/[^/]+/, service.origin);
  return startRig([], {
    profile: { ...only, sources: [{ ...source, url, every: 1_000 }] },
    secrets: { firms: "khoa-bi-mat" },
  });
}
const stateOf = (rig: Rig) => {
  const { state, reason, counts } = rig.view();
  return { state, code: reason?.code ?? null, refused: counts.refused };
};

describe("Open-Meteo", () => {
  const path = "/v1/forecast";
  it("gives what the model has now at the model's own place, as an estimate, once however often it repeats it", async () => {
    await using service = await standIn({ [path]: openMeteoWeather(nowMs, 21.4) });
    await using rig = await at(service, "open-meteo-thoi-tiet");
    await rig.untilNewest(21.4, "moi-truong.mo-hinh-nhiet-do", "o-luoi-lang-son");
    await until(() => rig.view().counts.repeated >= 3);
    const [first] = rig.shown;
    expect(rig.shown).toHaveLength(3);
    expect(first).toMatchObject({ status: "estimated", asOfMs: nowMs, place: "o-luoi-lang-son" });
    expect(service.asked[0]).toContain("latitude=21.85&longitude=106.76&current=temperature_2m");
    // Revised for the same quarter, the later word counts.
    service.answers.set(path, openMeteoWeather(nowMs, 20.9));
    await rig.untilNewest(20.9, "moi-truong.mo-hinh-nhiet-do", "o-luoi-lang-son");
  });

  it("says that it is asked too often, that it cannot answer, and that there is no value, and goes on", async () => {
    await using service = await standIn({ [path]: [openMeteoBusy, openMeteoWeather(nowMs, 21.4)] });
    await using rig = await at(service, "open-meteo-thoi-tiet");
    await until(() => rig.views.some(({ reason }) => reason?.code === "source.busy"));
    await using wrong = await standIn({ [path]: openMeteoWrong });
    await using other = await at(wrong, "open-meteo-thoi-tiet");
    await until(() => stateOf(other).code === "source.http-status");
    await using gap = await standIn({ [path]: openMeteoWeather(nowMs, null) });
    await using third = await at(gap, "open-meteo-thoi-tiet");
    await third.untilNewest(null, "moi-truong.mo-hinh-nhiet-do", "o-luoi-lang-son");
    await third.untilNewest(7.9, "moi-truong.mo-hinh-gio", "o-luoi-lang-son");
  });

  it("gives no air of a station: what it computes stands at a place that says so", async () => {
    await using service = await standIn({ "/v1/air-quality": openMeteoAir(nowMs, 18.6) });
    await using rig = await at(service, "open-meteo-khong-khi");
    await rig.untilNewest(18.6, "moi-truong.mo-hinh-pm25", "o-luoi-lang-son");
    const place = site.places.find(({ id }) => id === "o-luoi-lang-son");
    expect([place?.kind, place?.name.vi]).toEqual(["site", "Lạng Sơn (mô hình, không phải trạm)"]);
    expect(rig.shown.every(({ indicator }) => indicator.startsWith("moi-truong.mo-hinh-"))).toBe(true);
  });
});

describe("NASA FIRMS", () => {
  const path = "/api/area/csv/khoa-bi-mat/VIIRS_SNPP_NRT/106.05,21.3,107.4,22.48/1";
  it("counts hot spots that are sure enough; a table without a row is none, and not missing", async () => {
    await using service = await standIn({ [path]: firms(firmsRow("n"), firmsRow("l"), firmsRow("h", "1854")) });
    await using rig = await at(service, "firms");
    await rig.untilNewest(2, "moi-truong.diem-nong", "lang-son");
    service.answers.set(path, firms());
    await rig.untilNewest(0, "moi-truong.diem-nong", "lang-son");
    expect(stateOf(rig).state).toBe("ok");
  });

  it("never takes a sentence for a table without hot spots, and tells no key", async () => {
    for (const said of ["Invalid MAP_KEY.", "Exceeding allowed transaction limit for this MAP_KEY", ""]) {
      await using service = await standIn({ [path]: firmsSentence(said) });
      await using rig = await at(service, "firms");
      await until(() => stateOf(rig).code === "source.not-csv");
      expect([said, rig.shown]).toEqual([said, []]);
      expect(JSON.stringify(rig.view())).not.toContain("khoa-bi-mat");
    }
    await using service = await standIn({ [path]: firmsSentence("Invalid MAP_KEY.", 401) });
    await using rig = await at(service, "firms");
    await until(() => stateOf(rig).state === "refused");
  });
});

describe("USGS", () => {
  const path = "/fdsnws/event/1/query";
  it("counts a week of earthquakes and the strongest; in a quiet week there is no strongest", async () => {
    const quakes = [
      { mag: 3.4, timeMs: nowMs - 20 * hour },
      { mag: 4.6, timeMs: nowMs - 100 * hour },
      { mag: 6.1, timeMs: nowMs - 200 * hour },
    ];
    await using service = await standIn({ [path]: usgs(nowMs, quakes) });
    await using rig = await at(service, "usgs");
    await rig.untilNewest(2, "moi-truong.dong-dat", "lang-son");
    await rig.untilNewest(4.6, "moi-truong.dong-dat-manh-nhat", "lang-son");
    // Its magnitude is revised: a later answer has another.
    service.answers.set(path, usgs(nowMs + 60_000, [{ mag: 4.3, timeMs: nowMs - 100 * hour }]));
    await rig.untilNewest(4.3, "moi-truong.dong-dat-manh-nhat", "lang-son");
    service.answers.set(path, usgs(nowMs + 120_000, []));
    await rig.untilNewest(0, "moi-truong.dong-dat", "lang-son");
    await rig.untilNewest(null, "moi-truong.dong-dat-manh-nhat", "lang-son");
  });

  it("says that what came is not what it should be", async () => {
    await using service = await standIn({ [path]: { body: "Error 400: Bad Request", status: 400 } });
    await using rig = await at(service, "usgs");
    await until(() => stateOf(rig).code === "source.http-status");
    await using other = await standIn({ [path]: { body: "<html>bảo trì</html>" } });
    await using second = await at(other, "usgs");
    await until(() => stateOf(second).code === "source.not-json");
  });
});

describe("flash floods by commune", () => {
  const path = "/LayerMapBox/getDSCanhbaoSLLQ";
  it("is a warning for each degree with its communes; an hour later the next takes its place, and none ends by itself", async () => {
    const first = [
      { id: 6_001, name: "Xã Thất Khê", flood: "Cao", slide: "Trung bình" },
      { id: 6_040, name: "Xã Tràng Định", flood: "Trung bình", slide: "Cao" },
      { id: 6_085, name: "Xã Na Sầm", flood: "Trung bình", slide: "Trung bình" },
      { id: 9_999, name: "Xã Khác", flood: "Rất cao", slide: "Cao", province: "Cao Bằng" },
    ];
    await using service = await standIn({ [path]: flashFloods(nowMs - hour, first) });
    await using rig = await at(service, "lu-quet-sat-lo");
    await until(() => rig.warnings().length === 2);
    const told = () =>
      rig
        .warnings()
        .map(({ severity, areas, untilMs, level }) => [severity, areas.join(), (untilMs - nowMs) / hour, level])
        .sort();
    expect(told()).toEqual([
      ["moderate", "Xã Na Sầm", 5, null],
      ["severe", "Xã Thất Khê,Xã Tràng Định", 5, null],
    ]);
    service.answers.set(path, flashFloods(nowMs, first.slice(0, 1)));
    await until(() => rig.warnings().some(({ sentAtMs }) => sentAtMs === nowMs));
    await until(() => told().some(([severity, areas]) => severity === "severe" && areas === "Xã Thất Khê"));
    expect(told().filter(([severity]) => severity === "severe")).toHaveLength(1);
  });

  it("is one however often it is asked for; an hour that comes late changes nothing, and a page takes nothing away", async () => {
    const high = { id: 6_001, name: "Xã Thất Khê", flood: "Cao", slide: "Trung bình" };
    await using service = await standIn({ [path]: flashFloods(nowMs, [high]) });
    await using rig = await at(service, "lu-quet-sat-lo");
    const asked = async (answer: StandInAnswer) => {
      service.answers.set(path, answer);
      const before = service.asked.length;
      await until(() => service.asked.length >= before + 2);
    };
    const told = () => rig.warnings().map(({ sentAtMs, areas }) => [sentAtMs, areas.join()]);
    await until(() => told().length === 1);
    await until(() => rig.view().counts.repeated >= 2);
    expect(told()).toEqual([[nowMs, "Xã Thất Khê"]]);
    // Replaced by what it is told of already.
    await asked(flashFloods(nowMs - hour, [{ ...high, name: "Xã Na Sầm" }]));
    expect(told()).toEqual([[nowMs, "Xã Thất Khê"]]);
    await asked({ body: "<html><body>bảo trì</body></html>", headers: { "content-type": "text/html" } });
    await until(() => stateOf(rig).code === "source.not-json");
    await asked(flashFloods(nowMs, [{ ...high, province: "Cao Bằng" }]));
    expect(told()).toEqual([[nowMs, "Xã Thất Khê"]]);
    // Corrected by its service within the hour.
    await asked(flashFloods(nowMs + 60_000, [{ ...high, flood: "Rất cao" }]));
    await until(() => rig.warnings().some(({ severity }) => severity === "extreme"));
  });

  it("hears that there is none", async () => {
    await using service = await standIn({ [path]: json([]) });
    await using rig = await at(service, "lu-quet-sat-lo");
    await rig.untilState("ok");
    expect([rig.warnings(), service.asked[0]]).toEqual([[], path]);
  });
});

describe("the press", () => {
  /** The pack's own feed, at a stand-in of it. */
  async function newsAt(service: StandIn, path: string) {
    const on = "news:\n  - { id: vnexpress-thoi-su, isOff: false }\n";
    const feed = (await environmentSite({ file: on })).news.find(({ id }) => id === "vnexpress-thoi-su");
    if (feed === undefined) throw new Error("no feed");
    const url = feed.url.replace(/^https:\/\/[^/]+/, service.origin);
    expect(url).toBe(`${service.origin}${path}`);
    const feeds = [{ ...feed, url }];
    return createNews({ feeds, resolve: async (address) => address, now: () => nowMs, log: pino({ level: "silent" }) });
  }
  const path = "/rss/thoi-su.rss";

  it("gives headlines with their times, each once, the newest first and without mark-up; none is an answer too", async () => {
    const items = [
      { title: "Nước sông Kỳ Cùng lên <b>nhanh</b>", atMs: nowMs - 2 * hour },
      { title: "Hữu Nghị thông quan 1.200 xe", atMs: nowMs - hour },
      { title: "Hữu Nghị thông quan 1.200 xe", atMs: nowMs - hour },
    ];
    for (const [given, titles] of [
      [items, ["Hữu Nghị thông quan 1.200 xe", "Nước sông Kỳ Cùng lên nhanh"]],
      [[], []],
    ] as const) {
      await using service = await standIn({ [path]: press(given) });
      const news = await newsAt(service, path);
      news.start();
      await until(() => news.views()[0]?.checkedAtMs != null);
      const [view] = news.views();
      expect([view?.headlines.map(({ text }) => text), view?.reason]).toEqual([titles, null]);
      await news.stop();
    }
  });

  it("says that it is asked too often, or that a page came in its place", async () => {
    for (const [answer, code] of [
      [{ body: "Too Many Requests", status: 429 }, "source.busy"],
      [{ body: "<html><body>bảo trì</body></html>" }, "news.unreadable"],
      [{ body: "" }, "news.unreadable"],
    ] as const) {
      await using service = await standIn({ [path]: answer });
      const news = await newsAt(service, path);
      news.start();
      await until(() => news.views()[0]?.reason?.code === code, { what: code });
      await news.stop();
    }
  });
});

describe("a list of CAP", () => {
  const list = "/cap/index.xml";
  const sentMs = nowMs - hour;
  const template = {
    ...{ type: "rest", gives: "warnings", answers: "cap", every: "1s", mapping: "$" },
  };
  it("is read document by document, each once; one that is broken is told while the others hold", async () => {
    await using service = await standIn({
      [list]: capIndex("atom", [
        { id: "a", address: "/cap/a.xml", updated: "1" },
        { id: "hong", address: "/cap/hong.xml", updated: "1" },
      ]),
      "/cap/a.xml": capXml(capAlert({ id: "a", sentMs, expiresMs: nowMs + 9 * hour })),
      "/cap/hong.xml": capXml("<alert>"),
    });
    await using rig = await startRig([{ ...template, url: `${service.origin}${list}` }]);
    await until(() => rig.warnings().length === 1 && rig.view().counts.refused > 0);
    expect(rig.sources.views()[0]).toMatchObject({ gives: "warnings", counts: { accepted: 1 } });
    const askedFor = (path: string) => service.asked.filter((one) => one === path).length;
    await until(() => askedFor("/cap/hong.xml") >= 2);
    expect(askedFor("/cap/a.xml")).toBe(1);

    // The update takes its place, the broken one is mended, and what is empty says that nothing new is there.
    const update = capAlert({ id: "b", sentMs: nowMs, msgType: "Update", references: reference("a", sentMs) });
    service.answers.set("/cap/b.xml", capXml(update));
    service.answers.set(list, capIndex("rss", [{ id: "b", address: "/cap/b.xml" }]));
    await until(
      () =>
        rig
          .warnings()
          .map(({ identifier }) => identifier)
          .join() === "b",
    );
    service.answers.set(list, capIndex("rss", []));
    await rig.untilState("ok");
    expect(rig.warnings().map(({ identifier }) => identifier)).toEqual(["b"]);
  });

  it("is not followed to another host, and a page in its place is told as what it is", async () => {
    await using service = await standIn({
      [list]: capIndex("rss", [{ id: "a", address: "http://noi-khac.example/a.xml" }]),
    });
    await using rig = await startRig([{ ...template, url: `${service.origin}${list}` }]);
    await until(() => rig.view().reason?.code === "source.redirected");
    service.answers.set(list, { body: "<html><body>bảo trì</body></html>", headers: { "content-type": "text/html" } });
    await until(() => rig.view().reason?.code === "cap.not-cap");
    expect(rig.view().state).toBe("mis-mapped");
  });
});
