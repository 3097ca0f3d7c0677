import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import fc from "fast-check";
import pino from "pino";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { CodedError } from "#contract/errors.ts";
import { itemOver, leastOver } from "../../../../main/core/profile/lists.ts";
import { loadProfile } from "../../../../main/core/profile/loading.ts";
import { createSiteProfile } from "../../../../main/core/profile/site-profile.ts";
import { projectRoot } from "../../../lab/programs.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";

const smallProfile = path.join(projectRoot, "test/fixtures/profiles/small");

const indicator = (code: string, more = "") => `  - code: ${code}
    name: { vi: ${code}, en: ${code} }
    unit: { vi: m, en: m }
    sector: song
    owner: Đài khí tượng
    period: hour
    decimals: 2
    thresholds:
      - { level: attention, above: 252, name: { vi: báo động 1, en: alarm level 1 } }
    freshness: { lateAfter: 2h, staleAfter: 6h, lostAfter: 1d }
${more}`;
const packOf = (id: string, page: string) =>
  `pack: { schema: 1, id: ${id}, name: { vi: ${id}, en: ${id} }, about: { vi: Sông., en: Rivers. }, page: ${page} }\n`;
const tile = (id: string, x: number, code = "song.muc-nuoc", width = 12) =>
  `          - { id: ${id}, panel: key-figure, x: ${x}, y: 0, width: ${width}, height: 12, settings: { indicator: ${code} } }\n`;
const monitors = (id: string, ...lists: string[][]) =>
  `  - id: ${id}\n    name: { vi: ${id}, en: ${id} }\n    monitors:\n${lists
    .map((tiles) => `      - tiles:\n${tiles.join("")}`)
    .join("")}`;

/** A small profile of one monitor, with a pack of the program and whatever else is written. */
async function setting(files: Record<string, string> = {}, profileMore = "packs: [song]\n") {
  const folder = await temporaryFolder();
  const profile = path.join(folder.path, "profile");
  const assets = path.join(folder.path, "assets");
  await cp(smallProfile, profile, { recursive: true });
  const text = await readFile(path.join(profile, "profile.yaml"), "utf8");
  const all: Record<string, string> = {
    "profile/profile.yaml": `${text}${profileMore}`,
    "assets/packs/song/pack.yaml": packOf("song", "song"),
    "assets/packs/song/indicators.yaml": `indicators:\n${indicator("song.muc-nuoc")}${indicator("song.mua")}`,
    "assets/packs/song/scenes.yaml": `scenes:\n${monitors("song", [tile("mot", 0), tile("hai", 12)], [tile("ba", 12)])}`,
    "assets/packs/song/simulator.yaml": "anything: [goes]\n",
    ...files,
  };
  for (const [name, content] of Object.entries(all)) {
    await mkdir(path.dirname(path.join(folder.path, name)), { recursive: true });
    await writeFile(path.join(folder.path, name), content);
  }
  const load = (from = profile, texts?: ReadonlyMap<string, string>) =>
    loadProfile(from, { assetsFolder: assets, ...(texts === undefined ? {} : { texts }) });
  return {
    profile,
    load,
    async mistakes(): Promise<string> {
      const error = await load().catch((reason: unknown) => reason);
      if (!(error instanceof CodedError)) throw new Error("the profile was taken");
      return String(error.params.list);
    },
    async site() {
      return createSiteProfile({ loaded: await load(), load, log: pino({ level: "silent" }), now: () => 0 });
    },
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}
type Loaded = Awaited<ReturnType<typeof loadProfile>>;
const codesOf = ({ profile }: Loaded) => profile.indicators.map(({ code }) => code);
const indicatorOf = ({ profile }: Loaded, code: string) => profile.indicators.find((one) => one.code === code);

it("brings a pack's lists along after the profile's own, its scenes laid on the monitors that there are", async () => {
  await using at = await setting();
  const loaded = await at.load();
  expect(codesOf(loaded)).toEqual(["xe-cho", "grdp", "song.muc-nuoc", "song.mua"]);
  const scenes = loaded.profile.scenes.map(({ id, name, tiles }) => [id, name.vi, tiles.map((one) => [one.id, one.x])]);
  // The wall has one monitor, the scene is for two.
  expect(scenes).toEqual([
    ["chinh", "Chính", [["mot", 0]]],
    [
      "song",
      "song",
      [
        ["mot", 0],
        ["hai", 12],
      ],
    ],
    ["song-2", "song (2)", [["ba", 12]]],
  ]);
});

it("lays the second monitor of a scene below the first on a wall that is two high", async () => {
  await using at = await setting();
  const file = path.join(at.profile, "profile.yaml");
  await writeFile(file, (await readFile(file, "utf8")).replace("  rows: 1\n", "  rows: 2\n"));
  const scene = (await at.load()).profile.scenes.find(({ id }) => id === "song");
  expect(scene?.tiles.map(({ id, x, y }) => [id, x, y])).toEqual([
    ["mot", 0, 0],
    ["hai", 12, 0],
    ["ba", 12, 24],
  ]);
});

it("lays the profile's own line by line over a pack's, leaves out what it says, and keeps the rest", async () => {
  await using at = await setting({
    "profile/more.yaml": `rules: []\n`,
  });
  const file = path.join(at.profile, "profile.yaml");
  const own = `  - { code: song.muc-nuoc, decimals: 1, owner: null, freshness: { lateAfter: 3h } }\n  - { code: song.mua, leftOut: true }\n`;
  await writeFile(file, (await readFile(file, "utf8")).replace("sources:\n", `${own}sources:\n`));
  const loaded = await at.load();
  expect(codesOf(loaded)).toEqual(["xe-cho", "grdp", "song.muc-nuoc"]);
  const level = indicatorOf(loaded, "song.muc-nuoc");
  expect(level).toMatchObject({ decimals: 1, freshness: { lateAfter: 3 * 3_600_000, staleAfter: 6 * 3_600_000 } });
  expect(level?.owner).toBeUndefined();
  expect(level?.thresholds).toHaveLength(1);
});

it("takes a pack of the site's own, and tells a clash of two packs with both places", async () => {
  await using at = await setting(
    {
      "profile/packs/mua/pack.yaml": packOf("mua", "mua"),
      "profile/packs/mua/lists.yaml": `indicators:\n${indicator("mua.gio")}scenes:\n${monitors("mua", [tile("mot", 0, "mua.gio")])}`,
    },
    "packs: [song, mua]\n",
  );
  expect(codesOf(await at.load())).toContain("mua.gio");
  await writeFile(
    path.join(at.profile, "packs/mua/lists.yaml"),
    `scenes:\n${monitors("mua", [tile("mot", 0)])}indicators:\n${indicator("song.mua")}`,
  );
  expect(await at.mistakes()).toMatch(
    /^ {2}packs\/mua\/lists\.yaml:8:\d+ .*«song\.mua» đã có ở packs\/song\/indicators\.yaml:12;/,
  );
});

it.each<[string, Record<string, string>, string, RegExp]>([
  [
    "a pack that is not there",
    {},
    "packs: [song, khong-co]\n",
    /profile\.yaml:\d+:\d+ {2}packs\[1\]: không có gói «khong-co»/,
  ],
  ["a pack twice", {}, "packs: [song, song]\n", /packs\[1\]: mã «song» đã dùng/],
  [
    "a pack under another's name",
    { "assets/packs/song/pack.yaml": packOf("ho", "song") },
    "packs: [song]\n",
    /packs\/song\/pack\.yaml:1:\d+ {2}pack\.id: gói nằm trong thư mục «song» nhưng ghi mã «ho»/,
  ],
  [
    "a page that is no scene of it",
    { "assets/packs/song/pack.yaml": packOf("song", "chinh") },
    "packs: [song]\n",
    /packs\/song\/pack\.yaml:1:\d+ {2}pack\.page: .*«chinh»/,
  ],
  [
    "a key that only a profile has",
    { "assets/packs/song/wall.yaml": "wall: { columns: 9 }\n" },
    "packs: [song]\n",
    /packs\/song\/wall\.yaml:1:1 {2}wall: gói không được có mục «wall»/,
  ],
  [
    "a tile beside its monitor",
    {
      "assets/packs/song/scenes.yaml": `scenes:\n${monitors("song", [tile("mot", 0)], [tile("hai", 6), tile("ba", 14)])}`,
    },
    "packs: [song]\n",
    /packs\/song\/scenes\.yaml:9:\d+ .*24×24/,
  ],
  [
    "a figure in a pack that nobody has",
    { "assets/packs/song/scenes.yaml": `scenes:\n${monitors("song", [tile("mot", 0)], [tile("hai", 0, "song.gio")])}` },
    "packs: [song]\n",
    /packs\/song\/scenes\.yaml:8:\d+ .*song\.gio/,
  ],
  [
    "a wrong word in a pack's item",
    {
      "assets/packs/song/indicators.yaml": `indicators:\n${indicator("song.muc-nuoc").replace("period: hour", "period: lang")}`,
    },
    "packs: [song]\n",
    /packs\/song\/indicators\.yaml:7:13 .*«lang»/,
  ],
  ["nothing to leave out", {}, "packs: [song]\nrules: [{ id: gio, leftOut: true }]\n", /không gói nào có «gio»/],
])("refuses %s, with file and line", async (_, files, more, expected) => {
  await using at = await setting(files, more);
  expect(await at.mistakes()).toMatch(expected);
});

it("is changed by what is laid over the pack, which stays as it was", async () => {
  await using at = await setting();
  const site = await at.site();
  const version = async () => (await site.version()) ?? "";
  await site.change([{ at: ["indicators", "song.muc-nuoc", "decimals"], value: 1 }], await version());
  expect(indicatorOf(site.loaded, "song.muc-nuoc")?.decimals).toBe(1);
  const ownOf = async () =>
    parse(await readFile(path.join(at.profile, "profile.yaml"), "utf8")) as { indicators: unknown[] };
  expect((await ownOf()).indicators.slice(2)).toEqual([{ code: "song.muc-nuoc", decimals: 1 }]);

  // A whole list, as an imported catalogue writes it: one item goes, one is another, the rest says nothing new.
  const rows = (site.data().indicators as { code: string }[]).filter(({ code }) => code !== "song.mua");
  await site.change(
    [
      {
        at: ["indicators"],
        value: rows.map((one) => (one.code === "song.muc-nuoc" ? { ...one, owner: "Đài tỉnh" } : one)),
      },
    ],
    await version(),
  );
  expect((await ownOf()).indicators.slice(2)).toEqual([
    { code: "song.muc-nuoc", owner: "Đài tỉnh", decimals: 1 },
    { code: "song.mua", leftOut: true },
  ]);
  expect(codesOf(site.loaded)).toEqual(["xe-cho", "grdp", "song.muc-nuoc"]);

  await site.change([{ at: ["indicators", "song.muc-nuoc", "decimals"], value: 2 }], await version());
  await site.change(
    [
      { at: ["packs"], value: [] },
      { at: ["indicators"], value: rows.slice(0, 2) },
    ],
    await version(),
  );
  expect(codesOf(site.loaded)).toEqual(["xe-cho", "grdp"]);
  await site.stop();
});

it("sources that are off are checked, and nobody connects to them before the profile says so", async () => {
  const source = `sources:\n  - { id: mo, type: rest, isOff: true, name: { vi: Mở, en: Open }, url: "https://example.org/", every: 1h, lateAfter: 3h, mapping: "$" }\n`;
  await using at = await setting({ "assets/packs/song/sources.yaml": source });
  const sourcesOf = async () => (await at.load()).profile.sources.map(({ id }) => id);
  expect(await sourcesOf()).not.toContain("mo");
  const file = path.join(at.profile, "profile.yaml");
  await writeFile(file, (await readFile(file, "utf8")).replace("scenes:\n", "  - { id: mo, isOff: false }\nscenes:\n"));
  expect(await sourcesOf()).toContain("mo");
});

it("what is least to lay over an item makes it the other, whatever both are", () => {
  const item = fc.dictionary(
    fc.constantFrom("a", "b", "c"),
    fc.oneof(
      fc.integer(),
      fc.string(),
      fc.array(fc.integer(), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom("x", "y"), fc.oneof(fc.boolean(), fc.array(fc.boolean(), { maxLength: 2 }))),
    ),
  );
  fc.assert(
    fc.property(item, item, (base, wanted) => {
      const least = leastOver(base, wanted);
      expect(least === undefined ? base : itemOver(base, least)).toEqual(wanted);
    }),
  );
});
