import { join } from "node:path";
import { expect, it } from "vitest";
import { CameraEventList, routes, Status, WallEntryList } from "#contract/http.ts";
import { writeCameraPlatformProfile } from "../../../lab/camera-platform-profile.ts";
import { startCore } from "../../../lab/core.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";
import { until } from "../../../lab/until.ts";

it("sets off the rules of the wall by what is new, not by what comes late, and is there after a kill", async () => {
  await using folder = await temporaryFolder();
  const profile = await writeCameraPlatformProfile(folder.path, { cau: "Cầu Kỳ Cùng" });
  const data = join(folder.path, "data");
  await using first = await startCore({ profile, data });
  const send = (core: typeof first, path: string, body: unknown, method = "POST") =>
    core.fetch(path, { method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  const event = (id: string, kind: string, ageMs = 0) =>
    send(first, routes.cameraEventsOf("ai"), { id, camera: "cau", kind, time: Date.now() - ageMs });
  const when = { kind: "camera-event", camera: null };
  for (const kind of ["smoke", "crowd"]) {
    const rule = { name: { vi: kind, en: kind }, when: { ...when, event: kind }, do: { kind: "subject", display: 1 } };
    expect((await send(first, routes.rule(kind), { ...rule, forS: 60, basedOn: 0 }, "PUT")).status).toBe(200);
  }
  expect((await event("1", "crowd", 10 * 60_000)).status).toBe(200);
  expect((await event("2", "smoke")).status).toBe(200);
  const took = await until(async () => {
    const { entries } = WallEntryList.parse(await (await first.fetch(routes.wallEntries)).json());
    const rules = entries.filter(({ kind }) => kind === "rule-took");
    return rules.length > 0 ? rules : null;
  });
  expect(took.map(({ params }) => params.rule)).toEqual([{ vi: "smoke", en: "smoke" }]);

  process.kill(first.process.pid, "SIGKILL");
  await first.process.exited;
  await using again = await startCore({ profile, data });
  const { events } = CameraEventList.parse(await (await again.fetch(routes.cameraEvents)).json());
  expect(events.map(({ id }) => id)).toEqual(["2", "1"]);
  // It has been heard in an earlier run, and nobody has to call for it to be well.
  const { sources } = Status.parse(await (await again.fetch(routes.status)).json());
  expect(sources.find(({ id }) => id === "ai")).toMatchObject({ state: "ok" });
  const repeated = await send(again, routes.cameraEventsOf("ai"), {
    ...{ id: "2", camera: "cau", kind: "smoke", time: Date.now() },
  });
  expect(await repeated.json()).toMatchObject({ accepted: 0, repeated: 1 });
});
