import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { CameraConfig } from "#contract/entities/camera-config.ts";
import { NewsFeed } from "#contract/entities/profile.ts";
import { SourceConfig } from "#contract/entities/source-config.ts";
import { Succession } from "#contract/entities/succession.ts";
import { Tile } from "#contract/entities/wall.ts";
import { CodedError, sentence } from "#contract/errors.ts";
import { CameraEventList, CameraEventsResult, routes } from "#contract/http.ts";
import { givenBy } from "../../main/core/connectors/taker.ts";
import { compileMapping } from "../../main/core/mapping/mapping.ts";
import { addressesOf, isKnownReference, referencesIn } from "../../main/core/outbound/references.ts";
import { itemOver } from "../../main/core/profile/lists.ts";
import { loadProfile } from "../../main/core/profile/loading.ts";
import { openTile } from "../../renderer/panels/rules.ts";
import { drawnPicture } from "../lab/pictures.ts";
import { runProcess } from "../lab/process.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { startServer } from "../main/core/api/server-for-test.ts";

const root = new URL("../../", import.meta.url);
const read = (path: string) => readFile(fileURLToPath(new URL(path, root)), "utf8");

it("every example of the operations guide is a source or a camera that would load", async () => {
  const guide = await read("docs/operations.md");
  const { profile, data } = await loadProfile("lang-son", { assetsFolder: fileURLToPath(new URL("assets", root)) });
  const indicators = profile.indicators.map((one) => one.code);
  // One without a name is laid over a source of a pack, line by line.
  const laid = (example: Record<string, unknown>) => {
    if ("name" in example) return example;
    const base = (data.sources as Record<string, unknown>[]).find(({ id }) => id === example.id);
    expect([example.id, base]).not.toContain(undefined);
    return itemOver(base, example) as Record<string, unknown>;
  };
  const examples = [...guide.matchAll(/```yaml\n([\s\S]*?)```/g)].flatMap((match) =>
    z
      .array(z.looseObject({}))
      .parse(parse(match[1] ?? ""))
      .map(laid),
  );
  const cameras = examples.filter((example) => "stream" in example);
  expect(z.array(CameraConfig).min(1).parse(cameras)).toHaveLength(cameras.length);
  const sources = z.array(SourceConfig).parse(examples.filter((example) => !cameras.includes(example)));
  expect(new Set(sources.map((source) => source.type))).toEqual(
    new Set([
      "rest",
      "postgresql",
      "events",
      "websocket",
      "mqtt",
      "webhook",
      "camera-events",
      "folder",
      "centre",
      "entered",
    ]),
  );
  for (const source of sources) {
    for (const name of addressesOf(source).flatMap(referencesIn)) expect(isKnownReference(name), name).toBe(true);
    if (!("mapping" in source) || source.mapping === undefined) continue;
    expect(compileMapping(source.mapping).mistake).toBeUndefined();
    if (givenBy(source) !== "readings") continue;
    const code = /"indicator": "([^"]+)"/.exec(source.mapping)?.[1];
    expect(indicators).toContain(code);
  }
});

it("its examples of tiles and feeds are ones that would load", async () => {
  const guide = await read("docs/operations.md");
  const [scenes] = [...guide.matchAll(/```yml\n(# cuối scenes\.yaml\n[\s\S]*?)```/g)];
  const [examples] = z.array(z.object({ tiles: z.array(Tile).min(8) })).parse(parse(scenes?.[1] ?? ""));
  for (const tile of examples?.tiles ?? []) expect(openTile(tile), tile.panel).toHaveProperty("settings");
  const [news] = [...guide.matchAll(/```yml\n#.*\n(news:[\s\S]*?)```/g)];
  expect(z.object({ news: z.array(NewsFeed).min(1) }).safeParse(parse(news?.[1] ?? "")).error).toBeUndefined();
});

it("each of its templates works, pasted at the end of its file as printed", async () => {
  const guide = await read("docs/operations.md");
  const templates = [...guide.matchAll(/```ya?ml\n([\s\S]*?)```/g)].map(([, text = ""]) => text);
  const own = fileURLToPath(new URL("assets/profiles/lang-son", root));
  const assetsFolder = fileURLToPath(new URL("assets", root));
  /** What the core says at a start of a copy with these; undefined: it takes them. */
  const mistakeWith = async (pasted: readonly string[]): Promise<string | undefined> => {
    await using folder = await temporaryFolder();
    const copy = join(folder.path, "profile");
    await cp(own, copy, { recursive: true });
    for (const text of pasted) {
      const [, file = ""] = /^# cuối ([a-z]+\.yaml)\n/.exec(text) ?? [];
      const kept = await readFile(join(copy, file), "utf8").catch(() => undefined);
      if (kept === undefined) return `no file is named: ${text}`;
      await writeFile(join(copy, file), kept + text);
    }
    return await loadProfile(copy, { assetsFolder }).then(
      () => undefined,
      (error: unknown) =>
        `${error instanceof CodedError ? sentence(error.toMessage(), "vi") : error}\n${pasted.at(-1)}`,
    );
  };
  const told = await Promise.all(templates.map((text) => mistakeWith([text])));
  expect(told.filter((mistake) => mistake !== undefined)).toEqual([]);
  expect(await mistakeWith(templates)).toBeUndefined();
  expect(templates.length).toBeGreaterThan(18);
});

it("its example of places that were merged and split is one that would load", async () => {
  const guide = await read("docs/operations.md");
  const [example] = [...guide.matchAll(/```yml\n(?:(?!```)[\s\S])*?\n(successions:[\s\S]*?)```/g)];
  const { successions } = z.object({ successions: z.array(Succession) }).parse(parse(example?.[1] ?? ""));
  for (const { into } of successions) expect(into.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
});

it("its call by curl brings an event of a camera with its picture", async () => {
  const guide = await read("docs/operations.md");
  const command = [...guide.matchAll(/```sh\n([\s\S]*?)```/g)]
    .map(([, text = ""]) => text)
    .find((text) => text.includes("/api/camera-events/"));
  const [source] = [...guide.matchAll(/```yaml\n([\s\S]*?)```/g)]
    .flatMap((match) => z.array(z.looseObject({ type: z.string().optional() })).parse(parse(match[1] ?? "")))
    .filter(({ type }) => type === "camera-events");
  await using server = await startServer({
    sources: [source ?? {}],
    cameras: [
      {
        id: "nga-tu-phai-ve",
        name: { vi: "Ngã tư Phai Vệ", en: "Phai Vệ crossroads" },
        stream: { type: "test", pattern: "street" },
      },
    ],
  });
  const picture = drawnPicture("jpeg");
  await writeFile(join(server.folder, "anh.jpg"), picture);
  const own = (command ?? "").replace("http://MÁY-CHỦ:7780", server.origin).replace("MÃ", await server.token("ingest"));
  const end = await runProcess("sh", ["-c", own], { cwd: server.folder });
  expect(CameraEventsResult.parse(JSON.parse(end.stdout))).toMatchObject({ accepted: 1, refused: 0 });
  const { events } = CameraEventList.parse(await (await server.get(routes.cameraEvents, server.run.admin)).json());
  expect(events).toMatchObject([{ camera: "nga-tu-phai-ve", kind: "plate", plate: "12A-123.45", picture: "kept" }]);
  const kept = await server.get(routes.cameraEventPicture(events[0]?.number ?? 0), server.run.admin);
  expect(Buffer.from(await kept.arrayBuffer()).equals(picture)).toBe(true);
});
