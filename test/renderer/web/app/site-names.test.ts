import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { beforeEach, expect, it, vi } from "vitest";
import { wallAlone } from "#contract/told.ts";
import { siteView } from "../../../../main/core/profile/site-view.ts";
import type { Host } from "../../../../renderer/host/host.ts";
import { addressStore } from "../../../../renderer/state/connection.ts";
import { seriesStore } from "../../../../renderer/state/readings.ts";
import { startSession } from "../../../../renderer/state/session.ts";
import { siteStore } from "../../../../renderer/state/site.ts";
import { wallStore } from "../../../../renderer/state/wall.ts";
import { namesWantedStore } from "../../../../renderer/web/app/named-site.ts";
import { keepSiteNames } from "../../../../renderer/web/app/site-names.ts";
import { projectRoot } from "../../../lab/core.ts";
import { until } from "../../../lab/until.ts";
import { reading, startServer } from "../../../main/core/api/server-for-test.ts";

// A page that is never drawn, as a hidden one.
vi.stubGlobal("requestAnimationFrame", () => 0);
beforeEach(() => {
  siteStore.setState(null, true);
  namesWantedStore.setState(false, true);
});

it("a phone is told its figures without the names of the site, has these when a page wants them, and others when they change", async () => {
  await using server = await startServer();
  const { hub, profile } = server.parts;
  const [indicator, ...others] = profile.indicators;
  if (indicator === undefined) throw new Error("the small profile has no indicator");
  const { place } = profile;
  hub.publish("readings", [reading(1, 1_000, { indicator: indicator.code, place })]);
  const host: Host = {
    ...{ kind: "web", displays: null },
    getAddress: async () => ({ origin: server.origin, token: server.run.viewer }),
    onAddress: () => () => undefined,
    beat: () => undefined,
    keptView: () => null,
    reportPainted: () => undefined,
    keepView: () => undefined,
    frozenPicture: () => Promise.resolve(null),
    frameSound: () => Promise.resolve(null),
    onKeepAsked: () => () => undefined,
  };
  let series = [`${indicator.code}@${place}`];
  const topicsOf = () => ({ ...wallAlone, readings: { series } });
  const names = keepSiteNames(() => session.named());
  const session = startSession(host, { first: topicsOf(), topicsOf, open: () => new Map(), namesOf: names.of });
  const shownOf = (code: string) => seriesStore(`${code}@${place}`).getState()?.value;
  try {
    await until(() => shownOf(indicator.code) === 1, { what: "the figure" });
    expect(wallStore.getState()?.scene.id).toBe(profile.scene);
    expect(siteStore.getState()).toBeNull();

    // Other figures are asked for on the same line, though there is no site to show yet.
    const other = others[0]?.code ?? "";
    hub.publish("readings", [reading(2, 1_000, { indicator: other, place })]);
    series = [`${other}@${place}`];
    session.wantAnew();
    await until(() => shownOf(other) === 2, { what: "another figure" });
    expect(siteStore.getState()).toBeNull();

    namesWantedStore.setState(true, true);
    await until(() => siteStore.getState() !== null, { what: "the site with its names" });
    expect(siteStore.getState()?.indicatorOf.get(indicator.code)?.name).toEqual(indicator.name);
    expect(siteStore.getState()?.placeOf.size).toBe(profile.places.length);
    expect(siteStore.getState()?.scene.id).toBe(profile.scene);

    const renamed = { ...indicator, name: { vi: "Tên khác", en: "Another name" } };
    profile.indicators = [renamed, ...others];
    hub.publishSite(siteView(profile), { sources: [] });
    await until(() => siteStore.getState()?.indicatorOf.get(indicator.code)?.name.vi === "Tên khác", {
      what: "the other name",
    });
  } finally {
    names.stop();
    session.stop();
    addressStore.setState(null, true);
  }
});

it("pages of the app ask for the site by what has its names fetched", async () => {
  const web = path.join(projectRoot, "renderer/web");
  const folders = ["account", "app", "leader", "officer", "offline", "usage"];
  const files = (await readdir(web, { recursive: true })).filter(
    (file) => folders.includes(file.split(path.sep)[0] ?? "") && /\.tsx?$/.test(file),
  );
  const taken = await Promise.all(
    files.map(async (file) => {
      const text = await readFile(path.join(web, file), "utf8");
      const imported = /import \{([^}]*)\} from "[^"]*\/state\/site\.ts"/.exec(text)?.[1] ?? "";
      const names = imported.split(",").map((name) => name.trim());
      return names.filter((name) => name !== "" && !name.startsWith("type ")).map((name) => `${file} ${name}`);
    }),
  );
  expect(taken.flat().sort()).toEqual(["app/named-site.ts useSite", "leader/figure/FigurePage.tsx useHomePlace"]);
});
