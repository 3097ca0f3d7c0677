import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { CreatedToken, routes } from "#contract/http.ts";
import { cpuMs } from "../../bench/memory.ts";
import { writeBenchSite } from "../../bench/site.ts";
import { openWall, startVirtualWall } from "../../e2e/wall-under-test.ts";
import { freePort } from "../free-port.ts";
import { startMosquitto } from "../mosquitto.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { until } from "../until.ts";
import { startMqttSender } from "./mqtt-sender.ts";
import { guardedUntilChange, guardPage, tableNumbers, takeGuarded } from "./page-guard.ts";
import { litShares } from "./screen-light.ts";
import { startSender } from "./sender.ts";
import { lookIntoStore, type Stored, storedOf } from "./stored.ts";

const monitors = { columns: 2, rows: 2, width: 1280, height: 720 };
const units = 24;
const indicators = Array.from({ length: 20 }, (_, at) => `bench.value-${at}`);
const places = Array.from({ length: 25 }, (_, at) => `x${at}`);
const series = indicators.flatMap((indicator) => places.map((place) => ({ indicator, place })));
/** What comes by MQTT has series of its own, so that nothing is told twice. */
const published = ["bench.mqtt-0", "bench.mqtt-1"];
const topic = "bench";
/** Of each window. */
export const tilesAWindow = 3;
/** What was under way when the core died has come by then, and a new core has not. */
const underWayMs = 200;

/** What one kill brought about; times in ms from the kill. */
export type Kill = {
  /** The core answers again. */
  backMs: number;
  /** Processor time that the new core had used by then: what a machine with nothing else to do would need at least. */
  backCpuMs: number;
  /** The sender has its next acknowledgement. */
  acknowledgedMs: number;
  /** The last of the four windows shows a value that came after. */
  shownMs: number;
  /** How many tiles with figures the window with fewest had at any moment up to then; 0 also when a page was loaded anew. */
  fewestTiles: number;
  /** Of each monitor, while the core was away: lit samples beside those before the first kill. */
  light: number[];
};

export type Killed = {
  kills: Kill[];
  acknowledged: number;
  /** Messages that the broker took, at QoS 1. */
  published: number;
  repeatedCalls: number;
  /** Acknowledged readings a second over the whole run, outages counted in. */
  acknowledgedASecond: number;
  stored: Stored;
  /** Numbers of the tables that in the end are not the last ones that were sent. */
  wrongNumbers: number;
};

const epochMs = () => performance.timeOrigin + performance.now();

/** Each monitor: two key figures and a table, all of which change with the readings. */
const tiles = Array.from({ length: monitors.columns * monitors.rows }, (_, at) => {
  const left = (at % monitors.columns) * units;
  const top = Math.floor(at / monitors.columns) * units;
  const figure = (name: string, index: number) => ({
    ...{ id: `${name}-${at}`, panel: "key-figure", x: left, width: 12, height: 12 },
    ...{ y: top + index * 12, settings: { indicator: indicators[at * 2 + index] } },
  });
  return [
    figure("tren", 0),
    figure("duoi", 1),
    {
      ...{ id: `bang-${at}`, panel: "gates", x: left + 12, y: top, width: 12, height: 24 },
      settings: {
        ...{ title: { vi: "Bảng", en: "Table" }, places },
        ...{ waiting: indicators[10 + at], cleared: indicators[0], longestWait: indicators[0] },
      },
    },
  ];
}).flat();

/**
 * The whole program on four virtual monitors, fed by a sender that wants acknowledgements, its core killed again and again
 * at random moments while the windows are watched; then its database is looked into. Beside the sender another publishes to a
 * broker, a message a reading.
 * @param options pauseMs: between a core that is back and its next kill, from and to
 */
export async function killCore(options: {
  kills: number;
  readingsASecond: number;
  messagesASecond: number;
  pauseMs: readonly [number, number];
  onKill?: (kill: Kill, at: number) => void;
}): Promise<Killed> {
  await using folder = await temporaryFolder("ioc-kills");
  await using broker = await startMosquitto({ keeps: true });
  const profile = await writeBenchSite(folder.path, {
    ...{ indicators: [...indicators, ...published], places, tiles, source: { type: "webhook" } },
    ...{ brokerUrl: broker.url, topic },
    ...{ columns: monitors.columns, rows: monitors.rows, resolution: { width: 1280, height: 720 } },
  });
  const virtualWall = await startVirtualWall(monitors);
  try {
    const data = path.join(folder.path, "data");
    const env = { IOC_PORT: String(await freePort()) };
    await using wall = await openWall({ display: virtualWall.display, profile, data, env });
    await wall.statusWhere("four windows", ({ displays }) => displays.filter((one) => one.state === "ok").length === 4);
    const pages = await Promise.all([1, 2, 3, 4].map((number) => wall.page(number)));
    const { origin, adminToken } = await wall.run();
    const made = await fetch(origin + routes.tokens, {
      method: "POST",
      headers: { authorization: `Bearer ${adminToken}`, "content-type": "application/json" },
      body: JSON.stringify({ role: "ingest", label: "kills", sources: ["bench"] }),
    });
    const { token } = CreatedToken.parse(await made.json());
    const { readingsASecond, messagesASecond, pauseMs } = options;
    await until(() => broker.log().includes("SUBACK"), { what: "a subscription at the broker" });
    const startedAtMs = performance.now();
    const sender = startSender({ origin, token, source: "bench", series, readingsASecond });
    const publisher = await startMqttSender({
      ...{ brokerUrl: broker.url, topic, readingsASecond: messagesASecond },
      series: published.map((indicator) => ({ indicator, place: places[0] ?? "" })),
    });
    for (const page of pages)
      await until(
        () =>
          page.evaluate(() =>
            [...document.querySelectorAll(".figure-value")].every((one) => /\d/.test(one.textContent ?? "")),
          ),
        { withinMs: 30_000, what: "first values on every window" },
      );
    for (const page of pages) await guardPage(page);
    const before = await litShares(virtualWall.display, monitors);

    const kills: Kill[] = [];
    for (let at = 0; at < options.kills; at += 1) {
      await pause(pauseMs[0] + Math.random() * (pauseMs[1] - pauseMs[0]));
      const { pid } = await wall.run();
      await Promise.all(pages.map(takeGuarded));
      const killedAtMs = epochMs();
      process.kill(pid, "SIGKILL");
      const looking = litShares(virtualWall.display, monitors);
      const back = await until(async () => ((await fetch(origin + routes.health)).ok ? epochMs() : null), {
        ...{ withinMs: 60_000, everyMs: 5, what: `the core after kill ${at + 1}` },
      });
      const newPid = await until(async () => [(await wall.run()).pid].find((one) => one !== pid), { everyMs: 5 });
      const backCpuMs = cpuMs([newPid]);
      const acknowledged = await until(
        () => (sender.lastAcknowledgedAtMs() > killedAtMs + underWayMs ? sender.lastAcknowledgedAtMs() : null),
        { withinMs: 60_000, everyMs: 5, what: `an acknowledgement after kill ${at + 1}` },
      );
      const windows = await Promise.all(pages.map((page) => guardedUntilChange(page, killedAtMs + underWayMs)));
      const shares = await looking;
      const kill: Kill = {
        backMs: back - killedAtMs,
        backCpuMs,
        acknowledgedMs: acknowledged - killedAtMs,
        shownMs: Math.max(...windows.map(({ changedAtMs }) => changedAtMs[0] ?? Number.NaN)) - killedAtMs,
        fewestTiles: Math.min(...windows.map((one) => (one.isSame ? one.fewestTiles : 0))),
        light: shares.map((share, monitor) => share / (before[monitor] ?? Number.NaN)),
      };
      kills.push(kill);
      options.onKill?.(kill, at);
    }
    await Promise.all([sender.finish(), publisher.finish()]);
    const acknowledgedASecond = sender.acknowledged() / ((performance.now() - startedAtMs) / 1_000);
    const countWrong = async () => {
      const tables = await Promise.all(pages.map(tableNumbers));
      return tables.flatMap((table, at) =>
        table.filter(([place, value]) => value !== sender.lastOf({ indicator: indicators[10 + at] ?? "", place })),
      ).length;
    };
    let wrongNumbers = await countWrong();
    // The last of them may be under way.
    for (let look = 0; look < 50 && wrongNumbers > 0; look += 1) {
      await pause(100);
      wrongNumbers = await countWrong();
    }
    // What the broker kept may be under way too; what never comes is missing then.
    const hasAll = () => storedOf(data, publisher) >= publisher.acknowledged();
    await until(hasAll, { withinMs: 60_000 }).catch(() => {});
    await wall.close();
    const stored = lookIntoStore(data, [sender, publisher]);
    return {
      ...{ kills, stored, wrongNumbers, acknowledgedASecond },
      ...{
        acknowledged: sender.acknowledged(),
        published: publisher.acknowledged(),
        repeatedCalls: sender.repeatedCalls(),
      },
    };
  } finally {
    await virtualWall.stop();
  }
}
