import { expect, it, vi } from "vitest";
import type { Host } from "../../../renderer/host/host.ts";
import { openedOn, topicsOn } from "../../../renderer/layout/topics.ts";
import { connectionStore, lineCount } from "../../../renderer/state/connection.ts";
import { allReadings, seriesStore } from "../../../renderer/state/readings.ts";
import { startSession } from "../../../renderer/state/session.ts";
import { siteStore } from "../../../renderer/state/site.ts";
import { until } from "../../lab/until.ts";
import { reading, startServer } from "../../main/core/api/server-for-test.ts";

// A page that is never drawn, as a hidden one.
vi.stubGlobal("requestAnimationFrame", () => 0);

it("a page shows what its tiles need and is told nothing else, over lines that break", async () => {
  await using server = await startServer();
  const { hub, profile } = server.parts;
  const tile = profile.scenes[0]?.tiles.find((one) => one.panel === "key-figure");
  const indicator = String(tile?.settings.indicator);
  const other = profile.indicators.find((one) => one.code !== indicator)?.code ?? "";
  const place = String(tile?.settings.place ?? profile.place);
  hub.publish("readings", [reading(1, 1_000, { indicator, place }), reading(2, 1_000, { indicator: other, place })]);
  const host: Host = {
    kind: "wall",
    displays: [1],
    getAddress: async () => ({ origin: server.origin, token: server.run.wall }),
    onAddress: () => () => undefined,
    beat: () => undefined,
    keptView: () => null,
    reportPainted: () => undefined,
    keepView: () => undefined,
    frozenPicture: () => Promise.resolve(null),
    frameSound: () => Promise.resolve(null),
    onKeepAsked: () => () => undefined,
  };
  const session = startSession(host, {
    topicsOf: (site) => topicsOn(site, [1]),
    open: (site) => openedOn(site, [1]),
  });
  try {
    // The site comes with the figures, not before: no tile stands empty that is not.
    let hadFigures: boolean | undefined;
    siteStore.subscribe(() => {
      hadFigures ??= allReadings().length > 0;
    });
    await until(() => siteStore.getState() !== null, { what: "the site" });
    expect(hadFigures).toBe(true);
    expect(allReadings().map((one) => one.value)).toEqual([1]);

    const lines = lineCount.getState();
    for (const line of server.app.websocketServer.clients) line.terminate();
    hub.publish("readings", [reading(3, 3_000, { indicator, place }), reading(4, 3_000, { indicator: other, place })]);
    await until(() => seriesStore(`${indicator}@${place}`).getState()?.value === 3, { what: "what was missed" });
    await until(() => connectionStore.getState().phase === "up", { what: "up again" });
    expect(allReadings().map((one) => one.value)).toEqual([3]);
    expect(lineCount.getState()).toBe(lines + 1);
  } finally {
    session.stop();
  }
});
