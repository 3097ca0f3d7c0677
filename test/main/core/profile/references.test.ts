import { expect, it } from "vitest";
import { SourceConfig } from "#contract/entities/source-config.ts";
import {
  createResolver,
  isKnownReference,
  isSimulated,
  referencesIn,
} from "../../../../main/core/outbound/references.ts";

const words = { vi: "a", en: "a" };
const reference = (name: string) => `\${${name}}`;
const mqtt = (over: Record<string, unknown>) =>
  SourceConfig.parse({
    id: "a",
    name: words,
    type: "mqtt",
    url: "mqtt://broker",
    topics: ["#"],
    lateAfter: "1m",
    mapping: "$",
    ...over,
  });

it("knows references and finds them", () => {
  const text = `${reference("data")}/x/${reference("secret.camera-1")}`;
  expect(referencesIn(text)).toEqual(["data", "secret.camera-1"]);
  expect(["data", "profile", "simulator.mqtt", "secret.a.b-c"].every(isKnownReference)).toBe(true);
  expect(["", "dat", "simulator", "simulator.x", "secret.", "secret.A"].some(isKnownReference)).toBe(false);
});

it("calls a source simulated wherever the simulator stands in it", () => {
  expect(isSimulated(mqtt({}))).toBe(false);
  expect(isSimulated(mqtt({ url: reference("simulator.mqtt") }))).toBe(true);
  expect(isSimulated(mqtt({ password: reference("simulator.http") }))).toBe(true);
  const rest = { id: "a", name: words, type: "rest", url: "http://a", every: "5s", lateAfter: "1m", mapping: "$" };
  expect(isSimulated(SourceConfig.parse({ ...rest, headers: { x: reference("simulator.http") } }))).toBe(true);
});

it("fills references in at the moment of use", async () => {
  const secrets = new Map<string, string>();
  const resolve = createResolver({
    dataFolder: "/d",
    profileFolder: "/p",
    simulator: async () => ({
      type: "simulator-ready",
      ...{ mqtt: "mqtt://s", http: "http://s", rtsp: "rtsp://s", folder: "/s", secret: "s" },
    }),
    secret: async (name) => secrets.get(name),
  });
  expect(await resolve(`${reference("simulator.rtsp")}/gate/a`)).toBe("rtsp://s/gate/a");
  expect(await resolve(`${reference("data")}${reference("profile")}${reference("simulator.folder")}`)).toBe("/d/p/s");
  await expect(resolve(reference("secret.a"))).rejects.toMatchObject({ code: "secret.missing", params: { name: "a" } });
  secrets.set("a", "$& $1 ".concat(reference("data")));
  // A password is taken as it is, whatever is in it.
  expect(await resolve(reference("secret.a"))).toBe("$& $1 ".concat(reference("data")));
  const without = createResolver({ dataFolder: "/d", profileFolder: "/p", secret: async () => undefined });
  await expect(without(reference("simulator.mqtt"))).rejects.toMatchObject({ code: "simulator.failed" });
});
