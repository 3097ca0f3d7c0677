import { randomUUID } from "node:crypto";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, it } from "vitest";
import { EnteredFigures, EntryReport } from "#contract/entry/http.ts";
import { routes } from "#contract/routes.ts";
import { type RunningCore, startCore } from "../../../lab/core.ts";
import { writeEnteringSite } from "../../../lab/entering-site.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";

const post = async (core: RunningCore, body: unknown) => {
  const answer = await core.fetch(routes.entryDeeds, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return EntryReport.parse(await answer.json());
};

it("takes a deed once whose core is killed on the way, whatever was done of it by then", async () => {
  await using folder = await temporaryFolder();
  const profile = path.join(folder.path, "profile");
  const data = path.join(folder.path, "data");
  await writeEnteringSite(profile);
  let core = await startCore({ profile, data });
  const place = (at: number) => `xa-${at + 1}`;
  try {
    for (const afterMs of [3, 12, 40]) {
      const value = 1_000 + afterMs;
      const rows = Array.from({ length: 48 }, (_, at) => ({
        ...{ indicator: "dich-benh", place: place(at % 12), period: `2025-0${1 + Math.floor(at / 12)}` },
        ...{ value: String(value), status: "official", reason: "gửi lại sau sự cố" },
      }));
      const deed = { key: randomUUID(), mode: "all", rows };
      const sent = post(core, deed).catch(() => "lost");
      await pause(afterMs);
      await core.process.stop("SIGKILL");
      await sent;
      core = await startCore({ profile, data });
      const told = await post(core, deed);
      expect(told).toMatchObject({ outcome: "taken", taken: rows.length, left: 0 });
      expect(await post(core, deed)).toEqual(told);
      const list = EnteredFigures.parse(await (await core.fetch(`${routes.entryDeeds}?limit=200`)).json()).figures;
      expect(list.filter((one) => one.value === value)).toHaveLength(rows.length);
      const history = `${routes.history}?indicator=dich-benh&place=xa-5&fromMs=0&toMs=${Date.now()}`;
      const { points } = (await (await core.fetch(history)).json()) as { points: [number, number][] };
      expect(points.map(([, one]) => one)).toEqual([value, value, value, value]);
    }
  } finally {
    await core.stop();
  }
});
