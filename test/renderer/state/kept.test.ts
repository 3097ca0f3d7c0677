import { expect, it } from "vitest";
import { KeptView } from "#contract/kept-view.ts";
import type { Host } from "../../../renderer/host/host.ts";
import { openedOn, topicsOn } from "../../../renderer/layout/topics.ts";
import { connectionStore, keptAtStore } from "../../../renderer/state/connection.ts";
import { showKept, startKeeping, viewToKeep } from "../../../renderer/state/kept.ts";
import { allReadings } from "../../../renderer/state/readings.ts";
import { startSession } from "../../../renderer/state/session.ts";
import { siteStore } from "../../../renderer/state/site.ts";
import { sources } from "../../../renderer/state/sources.ts";
import { wallStore } from "../../../renderer/state/wall.ts";
import { stageSnapshot } from "../../lab/stage-snapshot.ts";
import { until } from "../../lab/until.ts";
import { reading, startServer } from "../../main/core/api/server-for-test.ts";

const keptAtMs = Date.parse("2026-11-24T14:20:00+07:00");

/** A view of another site than the server's, as an earlier run would have kept it. */
function earlier(): KeptView {
  const { site, readings, sources: told, cameras } = stageSnapshot("well", keptAtMs);
  return KeptView.parse({
    atMs: keptAtMs,
    site: { ...site, id: "earlier" },
    tiles: Object.fromEntries(openedOn(site, [1])),
    readings,
    sources: told,
    cameras,
  });
}

it("what was kept stands until the core has told, is never kept again itself, and goes whole when it comes", async () => {
  await using server = await startServer();
  const { hub, profile } = server.parts;
  const tile = profile.scenes[0]?.tiles.find((one) => one.panel === "key-figure");
  const indicator = String(tile?.settings.indicator);
  hub.publish("readings", [reading(7, 1_000, { indicator, place: String(tile?.settings.place ?? profile.place) })]);

  const view = earlier();
  showKept(view);
  expect(siteStore.getState()?.id).toBe("earlier");
  expect(siteStore.getState()?.openedOf.size).toBeGreaterThan(0);
  expect(allReadings()).toHaveLength(view.readings.length);
  expect(keptAtStore.getState()).toBe(keptAtMs);
  expect(viewToKeep()).toBeNull();

  const kept: (KeptView | null)[] = [];
  let ask = (): void => undefined;
  const host: Host = {
    kind: "wall",
    displays: [1],
    getAddress: async () => ({ origin: server.origin, token: server.run.wall }),
    onAddress: () => () => undefined,
    beat: () => undefined,
    keptView: () => null,
    reportPainted: () => undefined,
    keepView: (told) => void kept.push(told),
    frozenPicture: () => Promise.resolve(null),
    frameSound: () => Promise.resolve(null),
    onKeepAsked: (listener) => {
      ask = listener;
      return () => undefined;
    },
  };
  const stopKeeping = startKeeping(host);
  ask();
  expect(kept).toEqual([]);
  const session = startSession(host, {
    topicsOf: (site) => topicsOn(site, [1]),
    open: (site) => openedOn(site, [1]),
  });
  try {
    await until(() => keptAtStore.getState() === null, { what: "the core's own view" });
    expect(siteStore.getState()?.id).toBe(profile.id);
    expect(allReadings().map((one) => one.value)).toEqual([7]);
    expect([...sources.store.getState().keys()]).toEqual(hub.all("sources").map((source) => source.id));

    ask();
    // What a page gives is what the shell takes: its schema, and over JSON.
    const told = KeptView.parse(JSON.parse(JSON.stringify(kept.at(-1))));
    expect(told.site.id).toBe(profile.id);
    expect(told.readings.map((one) => one.value)).toEqual([7]);
    expect(Object.keys(told.tiles)).toEqual([...(siteStore.getState()?.openedOf.keys() ?? [])]);
    expect(connectionStore.getState().phase).toBe("up");
    // A monitor that is covered for privacy is forgotten at once, and at the end.
    const wall = wallStore.getState();
    if (wall === null) throw new Error("the core told nothing of the wall");
    wallStore.setState({ ...wall, blanked: [1] }, true);
    expect(kept.at(-1)).toBeNull();
    ask();
    expect(kept.at(-1)).toBeNull();
    expect(Math.abs(told.atMs - Date.now())).toBeLessThan(60_000);
  } finally {
    session.stop();
    stopKeeping();
  }
});
