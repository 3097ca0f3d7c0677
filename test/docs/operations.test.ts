import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { CameraConfig } from "#contract/entities/camera-config.ts";
import { SourceConfig } from "#contract/entities/profile.ts";
import { Succession } from "#contract/entities/succession.ts";
import { compileMapping } from "../../main/core/connectors/mapping.ts";
import { addressesOf, isKnownReference, referencesIn } from "../../main/core/profile/references.ts";

const root = new URL("../../", import.meta.url);
const read = (path: string) => readFile(fileURLToPath(new URL(path, root)), "utf8");

it("every example of the operations guide is a source or a camera that would load", async () => {
  const guide = await read("docs/operations.md");
  const indicators = z
    .object({ indicators: z.array(z.object({ code: z.string() })) })
    .parse(parse(await read("assets/profiles/lang-son/indicators.yaml")))
    .indicators.map((one) => one.code);
  const examples = [...guide.matchAll(/```yaml\n([\s\S]*?)```/g)].flatMap((match) =>
    z.array(z.looseObject({})).parse(parse(match[1] ?? "")),
  );
  const cameras = examples.filter((example) => "stream" in example);
  expect(z.array(CameraConfig).min(1).parse(cameras)).toHaveLength(cameras.length);
  const sources = z.array(SourceConfig).parse(examples.filter((example) => !cameras.includes(example)));
  expect(new Set(sources.map((source) => source.type))).toEqual(
    new Set(["rest", "postgresql", "events", "websocket", "mqtt", "webhook", "folder", "centre"]),
  );
  for (const source of sources) {
    for (const name of addressesOf(source).flatMap(referencesIn)) expect(isKnownReference(name), name).toBe(true);
    if (!("mapping" in source) || source.mapping === undefined) continue;
    expect(compileMapping(source.mapping).error).toBeUndefined();
    const code = /"indicator": "([^"]+)"/.exec(source.mapping)?.[1];
    expect(indicators).toContain(code);
  }
});

it("its example of places that were merged and split is one that would load", async () => {
  const guide = await read("docs/operations.md");
  const [example] = [...guide.matchAll(/```yml\n(successions:[\s\S]*?)```/g)];
  const { successions } = z.object({ successions: z.array(Succession) }).parse(parse(example?.[1] ?? ""));
  for (const { into } of successions) expect(into.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
});
