import { expect, it } from "vitest";
import type { Reading } from "#contract/entities/reading.ts";
import { type MirroredSite, startMirroredSite } from "../../../lab/mirrored-site.ts";
import { until } from "../../../lab/until.ts";

const minuteMs = 60_000;
/** Waited for in full only when a test fails. */
const patience = { withinMs: 40_000 };

const wholeMinute = Math.floor(Date.now() / minuteMs) * minuteMs;
const reading = (value: number, minutesAgo: number, more: object = {}) => ({
  ...{ indicator: "xe-cho", value, asOf: wholeMinute - minutesAgo * minuteMs, status: "official" },
  ...more,
});

/** What must be the same on both sides, whichever way and in whatever order it came. */
const essence = (readings: readonly Reading[]) =>
  readings
    .filter((one) => (one.origin?.source ?? one.source) !== "cong-bo")
    .map(({ indicator, place, value, asOfMs, status, quality, origin, ...one }) => {
      const { source, receivedAtMs } = origin ?? one;
      return `${indicator}@${place} ${asOfMs} = ${value} ${status} ${quality}, ${source} at ${receivedAtMs}, issued ${one.issuedAtMs ?? one.receivedAtMs}`;
    })
    .sort();

async function untilSame(site: MirroredSite): Promise<void> {
  await until(async () => {
    const [centre, wall] = [essence(await site.everything("centre")), essence(await site.everything("wall"))];
    expect(wall).toEqual(centre);
    return true;
  }, patience);
}

const state = async (site: MirroredSite) => (await site.wall.status()).sources.find((one) => one.id === "trung-tam");
const untilState = (site: MirroredSite, wanted: string) =>
  until(async () => {
    const found = await state(site);
    if (found?.state !== wanted) throw new Error(JSON.stringify(found));
    return found;
  }, patience);

it("takes over what the centre has and gets, with its source, its time of receipt, its status and quality", async () => {
  await using site = await startMirroredSite();
  await site.call([reading(1, 3), reading(2, 3, { status: "preliminary", quality: "uncertain" }), reading(5, 2)]);
  await site.call([reading(7, 1, { place: "cua-a", issuedAt: wholeMinute - 30_000 })], "centre", "khac");
  await untilSame(site);
  const [at, there] = [await site.newest("wall", "xe-cho"), await site.newest("centre", "xe-cho")];
  expect(at).toMatchObject({ value: 5, source: "trung-tam", status: "official", quality: "good" });
  expect(at?.origin).toEqual({ source: "cua-khau-so", receivedAtMs: there?.receivedAtMs });
  expect(await site.newest("wall", "xe-cho", "cua-a")).toMatchObject({
    ...{ value: 7, origin: { source: "khac" }, issuedAtMs: wholeMinute - 30_000 },
  });
  // Published in both profiles: the wall has its own, and its centre's copy is the same figure.
  expect(await site.newest("wall", "grdp")).toMatchObject({ value: 8.06 });

  // At once by the live line, with the source it has there.
  await site.call([reading(9, 0)]);
  await until(async () => (await site.newest("wall", "xe-cho"))?.value === 9);
  const view = await untilState(site, "ok");
  expect(view.origins?.sources.map(({ id, name, state }) => [id, name.vi, state])).toContainEqual([
    ...["cua-khau-so", "Nền tảng cua-khau-so", "ok"],
  ]);
  await untilSame(site);
}, 90_000);

it("misses nothing of a cut: revisions, late ones, and those that were the newest for a moment only", async () => {
  await using site = await startMirroredSite();
  await site.call([reading(1, 300)]);
  await untilSame(site);
  await untilState(site, "ok");
  await site.line.cut();
  await untilState(site, "failing");
  // Five hours that the wall does not see.
  for (let hour = 0; hour < 5; hour++)
    await site.call(Array.from({ length: 60 }, (_, at) => reading(at, 299 - hour * 60 - at)));
  await site.call([reading(500, 250), reading(501, 40)]);
  await site.call([reading(500, 250, { value: 0 }), reading(3, 400)]);
  await site.call([reading(4, 100, { indicator: "xe-vao", place: "cua-a" })]);
  expect((await site.newest("wall", "xe-cho"))?.value).toBe(1);
  await site.line.mend();
  await untilSame(site);
  expect(await site.everything("wall")).toHaveLength((await site.everything("centre")).length);
  const back = await untilState(site, "ok");
  // What came by both ways is one.
  expect(back.counts.refused).toBe(0);
  // A cable pulled: nothing is closed, nothing comes.
  site.line.freeze();
  const frozen = await untilState(site, "failing");
  expect(frozen.reason?.code).toBe("source.mute");
  await site.call([reading(77, 0)]);
  await site.line.mend();
  await until(async () => (await site.newest("wall", "xe-cho"))?.value === 77, patience);
}, 120_000);

it("goes on over the death of either side, and of both", async () => {
  await using site = await startMirroredSite();
  await site.call(Array.from({ length: 100 }, (_, at) => reading(at, 200 - at)));
  await until(async () => (await site.newest("wall", "xe-cho")) !== undefined, patience);
  // Killed in the middle of taking over, or wherever it is by now.
  await site.restart("wall", "SIGKILL");
  await site.call([reading(1, 99)]);
  await site.restart("centre", "SIGKILL");
  await site.call([reading(2, 98), reading(3, 99)]);
  await untilSame(site);
  await site.stop("wall", "SIGKILL");
  await site.call(Array.from({ length: 50 }, (_, at) => reading(at, 97 - at)));
  await site.stop("centre", "SIGKILL");
  await site.start("wall");
  expect((await site.newest("wall", "xe-cho"))?.value).toBe(2);
  await site.start("centre");
  await untilSame(site);
  await site.call([reading(123, 0)]);
  await until(async () => (await site.newest("wall", "xe-cho"))?.value === 123, patience);
}, 120_000);

it("is one figure where the wall has the platform itself as well, whichever way is first", async () => {
  const direct = { id: "cua-khau-so", type: "webhook", name: { vi: "Cửa khẩu số", en: "Gates" }, lateAfter: "1h" };
  await using site = await startMirroredSite({ wallSources: [direct] });
  await untilSame(site);
  await site.call([reading(1, 5), reading(2, 4)]);
  // Not only the newest, which goes ahead.
  await untilSame(site);
  await site.call([reading(1, 5), reading(2, 4), reading(3, 3)], "wall");
  await site.call([reading(3, 3), reading(4, 2)]);
  await until(async () => (await site.newest("wall", "xe-cho"))?.value === 4, patience);
  const here = (await site.everything("wall")).filter((one) => one.indicator === "xe-cho");
  expect(here.map(({ value, source, revision }) => [value, source, revision])).toEqual([
    ...[
      [1, "trung-tam", 0],
      [2, "trung-tam", 0],
      [3, "cua-khau-so", 0],
      [4, "trung-tam", 0],
    ],
  ]);
  // The line to the centre cut, the platform goes on.
  await site.line.cut();
  await site.call([reading(5, 1)], "wall");
  expect(await site.newest("wall", "xe-cho")).toMatchObject({ value: 5, source: "cua-khau-so" });
}, 90_000);

it("says that its token is of another role, and takes nothing", async () => {
  await using site = await startMirroredSite({ centreRole: "viewer" });
  const view = await untilState(site, "refused");
  expect(view.reason).toMatchObject({ code: "centre.wrong-role", params: { role: "viewer", host: site.line.host } });
  expect(view.line?.refusedBy).toBe(site.line.host);
}, 60_000);
