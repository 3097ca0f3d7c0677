import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { routes } from "#contract/routes.ts";
import { until } from "../../../lab/until.ts";
import { Follower } from "../live/follower.ts";
import { openSite, startPlatform } from "./rig.ts";

const reference = (name: string) => ["$", "{secret.", name, "}"].join("");

const indicator = {
  code: "ho-so-qua-han",
  name: { vi: "Hồ sơ quá hạn", en: "Overdue dossiers" },
  unit: { vi: "hồ sơ", en: "dossiers" },
  sector: "hanh-chinh",
  period: "minute",
  decimals: 0,
  range: { min: 0, max: 100_000 },
  freshness: { lateAfter: "5m", staleAfter: "15m", lostAfter: "2h" },
};
const mapping = `donVi.{
  "indicator": "ho-so-qua-han",
  "place": ma,
  "value": quaHan,
  "asOf": $receivedAt
}`;
const sourceOf = (url: string, more: object = {}) => ({
  id: "mot-cua",
  name: { vi: "Một cửa điện tử", en: "One-stop shop" },
  type: "rest",
  url,
  every: "1s",
  basic: { username: "ioc", password: reference("mot-cua") },
  lateAfter: "5m",
  ...more,
});
const secrets = [{ name: "mot-cua", value: "mat-khau-that" }];

it("a REST source by wizard: looked at, tried, on a running wall without a restart, in the file as by a person, and taken back whole", async () => {
  await using platform = await startPlatform();
  await using site = await openSite((text) =>
    text
      .replace("sources:\n", "# Nguồn của đơn vị\nsources:   # giữ nguyên\n")
      .replace("lateAfter: 5m", "lateAfter: 5m   # thư mục"),
  );
  const before = await site.text();
  const { core } = site;

  const wrong = await site.post(routes.sourceDraftTrial, {
    source: sourceOf(platform.address),
    secrets: [{ name: "mot-cua", value: "sai" }],
  });
  expect([wrong.status, wrong.body.trial.reason.code, wrong.body.input]).toEqual([200, "source.refused", null]);

  const looked = await site.post(routes.sourceDraftTrial, { source: sourceOf(platform.address), secrets });
  expect(looked.body.trial).toMatchObject({ isLive: true, reason: null, valid: 0, invalid: 0 });
  expect(looked.body.input.donVi).toHaveLength(4);
  expect(JSON.stringify(looked.body)).not.toContain("mat-khau-that");
  // Tried by what was answered, without asking the platform again.
  const tried = await site.post(routes.sourceDraftTrial, {
    ...{ source: sourceOf("http://127.0.0.1:9/"), mapping, indicators: [indicator], secrets },
    example: JSON.stringify(looked.body.input),
  });
  expect(tried.body.trial.readings.map(({ place, value }: { place: string; value: number }) => [place, value])).toEqual(
    [
      ["cua-a", 19],
      ["tinh", 8],
    ],
  );
  expect(tried.body.trial.refused.map(({ reason }: { reason: { code: string } }) => reason.code)).toEqual([
    ...["reading.unknown-place", "reading.unknown-place"],
  ]);
  expect(await site.text()).toBe(before);
  expect(await core.parts.secrets.names()).toEqual([]);

  const change = {
    ...{ kind: "source-added", name: { vi: "Một cửa điện tử", en: "One-stop shop" }, secrets },
    items: [
      { list: "indicators", id: indicator.code, mark: null, set: indicator },
      { list: "sources", id: "mot-cua", mark: null, set: sourceOf(platform.address, { mapping }) },
    ],
  };
  const checked = await site.post(routes.profileChangeCheck, change);
  const [file] = checked.body.files as { file: string; lines: { is: string; text: string }[] }[];
  const linesThat = (is: string) => file?.lines.filter((line) => line.is === is).map(({ text }) => text) ?? [];
  expect(checked.body.files).toHaveLength(1);
  expect(linesThat("come")).toContain("  - id: mot-cua");
  expect(linesThat("skipped")).toHaveLength(1);
  expect([await site.text(), await core.parts.secrets.names()]).toEqual([before, []]);

  const follower = new Follower();
  await follower.connect(core.origin, core.tokens.admin);
  const made = await site.post(routes.profileChanges, change);
  expect([made.status, made.body.number]).toEqual([200, 1]);
  await until(() => core.parts.hub.newest.reading("ho-so-qua-han", "cua-a")?.value === 19, { what: "the figure" });
  expect(core.parts.hub.newest.reading("ho-so-qua-han", "tinh")?.value).toBe(8);
  expect(core.parts.hub.newest.reading("ho-so-qua-han", "cua-b")).toBeUndefined();
  expect(follower.gaps).toBe(0);

  const after = await site.text();
  // Every line that was there is there, with its notes; what is new stands at the end of its list.
  const lines = new Set(after.split("\n"));
  for (const line of before.split("\n")) if (!line.startsWith("sources:")) expect(lines.has(line), line).toBe(true);
  expect(after).toContain("# giữ nguyên");
  expect(after).toContain(`  - id: mot-cua
    name: { vi: Một cửa điện tử, en: One-stop shop }
    type: rest
    url: ${platform.address}
    every: 1s
    basic: { username: ioc, password: "${reference("mot-cua")}" }
    lateAfter: 5m
    mapping: |-
      donVi.{
        "indicator": "ho-so-qua-han",`);
  expect(after).not.toContain("mat-khau-that");
  expect(site.log()).not.toContain("mat-khau-that");
  const journal = path.join(site.data, "profile-changes");
  for (const name of await readdir(journal))
    expect(await readFile(path.join(journal, name), "utf8")).not.toContain("mat-khau-that");

  const trail = JSON.stringify((await site.get(routes.audit)).body);
  expect(trail).toContain("sources/mot-cua");
  expect(trail).not.toContain("mat-khau-that");

  const back = await site.post(routes.profileChangeBack(1));
  expect(back.body.takenBack).not.toBeNull();
  expect(await site.text()).toBe(before);
  expect(core.parts.sources.views().map(({ id }) => id)).not.toContain("mot-cua");
  expect(await core.parts.secrets.names()).toEqual([]);
  expect((await site.post(routes.profileChangeBack(1))).body.code).toBe("wizard.taken-back");
});

it("what somebody changed since stays: another line goes back alone, the same one keeps a change from being taken back", async () => {
  await using site = await openSite();
  const list = async (name: string) =>
    (await site.get(routes.profileList(name))).body.items as { id: string; mark: string }[];
  const markOf = async (id: string) => (await list("indicators")).find((one) => one.id === id)?.mark;
  const limits = [{ level: "alarm", above: 50, name: { vi: "đông", en: "busy" } }];
  const change = async (set: object) =>
    site.post(routes.profileChanges, {
      kind: "indicator-changed",
      name: { vi: "Xe chờ", en: "Waiting" },
      items: [{ list: "indicators", id: "xe-cho", mark: await markOf("xe-cho"), set }],
    });
  const stale = await markOf("xe-cho");
  expect((await change({ thresholds: limits })).status).toBe(200);
  // Looked at before that change.
  const late = await site.post(routes.profileChanges, {
    ...{ kind: "indicator-changed", name: { vi: "Xe chờ", en: "Waiting" } },
    items: [{ list: "indicators", id: "xe-cho", mark: stale, set: { decimals: 1 } }],
  });
  expect(late.body.code).toBe("profile.changed-meanwhile");
  await change({ decimals: 2 });
  // By hand, besides.
  await site.write((await site.text()).replace("sector: cua-khau", "sector: bien-gioi"));
  expect((await site.post(routes.profileChangeBack(1))).status).toBe(200);
  const now = site.core.parts.site.current().indicators.find(({ code }) => code === "xe-cho");
  expect(now).toMatchObject({ thresholds: [], decimals: 2, sector: "bien-gioi" });
  await change({ decimals: 3 });
  expect((await site.post(routes.profileChangeBack(2))).body).toMatchObject({
    ...{ code: "wizard.changed-since", params: { keys: "decimals" } },
  });
});

it("refuses what would be wrong whole, tells every mistake, keeps no secret of it, and asks for no file of the server", async () => {
  await using site = await openSite();
  const before = await site.text();
  const make = (set: Record<string, unknown>) =>
    site.post(routes.profileChanges, {
      ...{ kind: "source-added", name: { vi: "Sai", en: "Wrong" }, secrets: [{ name: "sai", value: "bi-mat" }] },
      items: [
        {
          list: "sources",
          id: "sai",
          mark: null,
          set: { id: "sai", name: { vi: "Sai", en: "Wrong" }, lateAfter: "5m", ...set },
        },
      ],
    });
  const rest = { type: "rest", url: "https://a.test/", every: "1m" };
  const wrong = await make({ ...rest, every: "hourly", mapping: "{" });
  expect([wrong.status, wrong.body.code]).toEqual([422, "wizard.refused"]);
  expect(wrong.body.message.vi).toContain("Chưa ghi gì");
  const item = { id: "sai", name: { vi: "Sai", en: "Wrong" }, lateAfter: "5m", ...rest, every: "hourly", mapping: "{" };
  const checked = await site.post(routes.profileChangeCheck, {
    ...{ kind: "source-added", name: item.name, items: [{ list: "sources", id: "sai", mark: null, set: item }] },
  });
  expect(checked.body).toMatchObject({ code: "wizard.refused", params: wrong.body.params });
  const folder = (where: string) => ({ type: "folder", path: where, mapping: "$" });
  const data = ["$", "{data}"].join("");
  for (const where of ["/etc", "/srv/../etc/x", "/root/a", `${data}/secrets.key`, `${data}/import/../x`])
    expect((await make(folder(where))).body.code, where).toBe("wizard.folder");
  expect((await make({ ...rest, ca: "/etc/shadow", mapping: "$" })).body.code).toBe("wizard.file");
  for (const source of [folder("/etc"), { ...rest, ca: "/etc/shadow" }]) {
    const whole = { id: "sai", name: { vi: "Sai", en: "Wrong" }, lateAfter: "5m", ...source };
    expect((await site.post(routes.sourceDraftTrial, { source: whole })).status).toBe(422);
  }
  expect(await site.text()).toBe(before);
  expect(await site.core.parts.secrets.names()).toEqual([]);
  // Only administrators: not even what there is.
  const operator = site.core.tokens.desk;
  expect((await site.get(routes.profileList("sources"), operator)).status).toBe(403);
  expect((await site.post(routes.sourceDraftTrial, {}, operator)).status).toBe(403);
  expect((await site.post(routes.profileChanges, {}, operator)).status).toBe(403);
});

it("a secret that is kept already goes to the host it was set for and to no other", async () => {
  await using platform = await startPlatform();
  await using other = await startPlatform();
  await using site = await openSite();
  await site.post(routes.profileChanges, {
    ...{ kind: "source-added", name: { vi: "Một cửa", en: "One-stop" }, secrets },
    items: [
      { list: "indicators", id: indicator.code, mark: null, set: indicator },
      { list: "sources", id: "mot-cua", mark: null, set: sourceOf(platform.address, { mapping }) },
    ],
  });
  const there = sourceOf(other.address.replace("127.0.0.1", "localhost"));
  const tried = await site.post(routes.sourceDraftTrial, { source: there });
  expect(tried.body.trial.reason.code).toBe("secret.bound-elsewhere");
  const { body } = await site.get(routes.profileList("sources"));
  const mine = body.items.find(({ id }: { id: string }) => id === "mot-cua");
  expect(mine.item.basic.password).toBe(reference("mot-cua"));
  // Another password is kept beside the former one, which is there again once the change was taken back.
  const anew = await site.post(routes.profileChanges, {
    ...{
      kind: "source-changed",
      name: { vi: "Một cửa", en: "One-stop" },
      secrets: [{ name: "mot-cua", value: "sai" }],
    },
    items: [{ list: "sources", id: "mot-cua", mark: mine.mark, set: { basic: mine.item.basic } }],
  });
  expect([anew.status, await site.text()]).toEqual([200, expect.stringContaining(reference("mot-cua-2"))]);
  const stateOf = () => site.core.parts.sources.views().find(({ id }) => id === "mot-cua")?.state;
  await until(() => stateOf() === "refused", { what: "the platform to refuse it" });
  await site.post(routes.profileChangeBack(2));
  await until(() => stateOf() === "ok", { what: "it to be well again" });
  expect(await site.core.parts.secrets.names()).toEqual(["mot-cua"]);
  // Off and on again: one line.
  const off = { kind: "source-off", name: { vi: "Một cửa", en: "One-stop" } };
  await site.post(routes.profileChanges, {
    ...off,
    items: [{ list: "sources", id: "mot-cua", mark: mine.mark, set: { isOff: true } }],
  });
  expect(site.core.parts.sources.views().map(({ id }) => id)).not.toContain("mot-cua");
  await site.post(routes.profileChangeBack(3));
  await until(() => site.core.parts.sources.views().find(({ id }) => id === "mot-cua")?.state === "ok", {
    what: "it to run again",
  });
});

it("takes a pack, switches its template on by a line laid over it, drops the pack and has all of it back", async () => {
  await using site = await openSite();
  const words = (vi: string) => ({ vi, en: vi });
  await site.writePack("thu", {
    pack: { schema: 1, id: "thu", name: words("Thử"), about: words("Để thử"), page: "thu" },
    indicators: [{ ...indicator, code: "thu.so" }],
    sources: [{ ...sourceOf("http://127.0.0.1:9/", { mapping }), id: "thu.nguon", basic: undefined, isOff: true }],
    scenes: [
      {
        ...{ id: "thu", name: words("Thử") },
        monitors: [
          {
            tiles: [
              { id: "a", panel: "key-figure", x: 0, y: 0, width: 12, height: 12, settings: { indicator: "thu.so" } },
            ],
          },
        ],
      },
    ],
  });
  const before = await site.text();
  const pack = (kind: string, was: string[], now: string[]) =>
    site.post(routes.profileChanges, { kind, name: words("Thử"), packs: { was, now } });
  const taken = await pack("pack-on", [], ["thu"]);
  expect([taken.status, taken.body.kind]).toEqual([200, "pack-on"]);
  const [mine] = (await site.get(routes.profileList("sources"))).body.items.filter(
    ({ id }: { id: string }) => id === "thu.nguon",
  );
  expect(mine).toMatchObject({ isFromPack: true, item: { isOff: true } });
  const isThere = () => site.core.parts.sources.views().some(({ id }) => id === "thu.nguon");
  expect(isThere()).toBe(false);
  await site.post(routes.profileChanges, {
    ...{ kind: "source-on", name: words("Thử") },
    items: [{ list: "sources", id: "thu.nguon", mark: mine.mark, set: { isOff: false } }],
  });
  const laid = await site.text();
  expect(laid).toContain("  - id: thu.nguon\n    isOff: false\n");
  expect(isThere()).toBe(true);
  expect((await pack("pack-off", ["thu"], [])).status).toBe(200);
  expect(await site.text()).not.toContain("thu.nguon");
  // Who has looked before that.
  expect((await pack("pack-off", ["thu"], [])).body.code).toBe("profile.changed-meanwhile");
  await site.post(routes.profileChangeBack(3));
  expect([await site.text(), isThere()]).toEqual([laid, true]);
  await site.post(routes.profileChangeBack(2));
  await site.post(routes.profileChangeBack(1));
  expect(await site.text()).toBe(before);
});
