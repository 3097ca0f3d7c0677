import { setTimeout as pause } from "node:timers/promises";
import { expect, it } from "vitest";
import { writeBenchSite } from "../../../bench/site.ts";
import { startCore } from "../../../lab/core.ts";
import { startMqttSender } from "../../../lab/kills/mqtt-sender.ts";
import { lookIntoStore, storedOf } from "../../../lab/kills/stored.ts";
import { startMosquitto } from "../../../lab/mosquitto.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";
import { until } from "../../../lab/until.ts";

it("killed under load again and again, the core has every message that the broker took, also those of its absence", async () => {
  await using broker = await startMosquitto({ keeps: true });
  await using folder = await temporaryFolder("ioc-mqtt-kills");
  await using data = await temporaryFolder("ioc-mqtt-kills");
  const indicators = ["bench.xe", "bench.ho"];
  const profile = await writeBenchSite(folder.path, { indicators, brokerUrl: broker.url, topic: "do" });
  const start = () => startCore({ profile, data: data.path });
  let core = await start();
  await until(() => broker.log().includes("SUBACK"));
  const sender = await startMqttSender({
    brokerUrl: broker.url,
    topic: "do",
    series: indicators.map((indicator) => ({ indicator, place: "bench" })),
    readingsASecond: 200,
  });
  for (let kill = 0; kill < 3; kill += 1) {
    await pause(150 + ((kill * 137) % 300));
    process.kill(core.process.pid, "SIGKILL");
    await core.process.exited;
    core = await start();
  }
  await sender.finish();
  await until(() => storedOf(data.path, sender) >= sender.acknowledged(), { withinMs: 60_000 }).catch(() => {});
  await core.stop();
  expect(sender.acknowledged()).toBe(sender.made());
  expect(lookIntoStore(data.path, [sender])).toEqual({ missing: 0, surplus: 0, integrity: "ok" });
}, 120_000);
