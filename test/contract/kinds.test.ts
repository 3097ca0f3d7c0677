import { describe, expect, expectTypeOf, it } from "vitest";
import type { CameraEventNotice } from "#contract/entities/camera-event.ts";
import type { Reading } from "#contract/entities/reading.ts";
import type { SourceView } from "#contract/entities/source.ts";
import type { Kind } from "#contract/kind.ts";
import { kinds } from "#contract/kinds.ts";
import { Delta, Snapshot } from "#contract/live.ts";
import { everyTopic, type GoingName, type KindName, noTopics, type ToldOf, Topics } from "#contract/told.ts";
import { stageSnapshot } from "../lab/stage-snapshot.ts";

const table: readonly Kind[] = kinds;

describe("the table of kinds", () => {
  it("names each member and each topic once", () => {
    const members = table.map(({ name }) => name);
    const topics = table.map(({ name, topic }) => topic ?? name);
    expect(new Set(members).size).toBe(members.length);
    expect(new Set(topics).size).toBe(topics.length);
  });

  it("gives what is published, told and removed its types", () => {
    expectTypeOf<"readings" | "wall">().toExtend<KindName>();
    expectTypeOf<"rumours">().not.toExtend<KindName>();
    expectTypeOf<"cameras">().toExtend<GoingName>();
    expectTypeOf<"sources">().not.toExtend<GoingName>();
    expectTypeOf<ToldOf<"readings">>().toEqualTypeOf<readonly Reading[]>();
    expectTypeOf<ToldOf<"cameraEvent">>().toEqualTypeOf<CameraEventNotice>();
    expectTypeOf<Snapshot["sources"]>().toEqualTypeOf<SourceView[]>();
    expectTypeOf<Snapshot["cameraEvent"]>().toEqualTypeOf<CameraEventNotice | undefined>();
    expectTypeOf<Delta["goneCameras"]>().toEqualTypeOf<string[] | undefined>();
    expectTypeOf<Delta>().not.toHaveProperty("goneSources");
  });
});

describe("protocol 3 as screens and machines of an older version speak it", () => {
  it("has every member they know in a snapshot, and none they have to ask for in vain", () => {
    const { cameraEvent: _, ...plain } = stageSnapshot("well", 1_795_000_000_000);
    expect(Object.keys(Snapshot.parse(plain)).sort()).toEqual(
      ["type", "seq", "view", "nowMs", "site", "readings", "sources", "cameras", "displays", "wall"].sort(),
    );
    for (const name of ["readings", "sources", "cameras", "displays", "wall"])
      expect(Snapshot.safeParse({ ...plain, [name]: undefined }).success, name).toBe(false);
    expect(Delta.safeParse({ type: "delta", after: 1, seq: 2, nowMs: 3, goneCameras: ["a"] }).success).toBe(true);
    expect(Delta.safeParse({ type: "delta", after: 1, seq: 2, nowMs: 3, goneSources: ["a"] }).success).toBe(false);
  });

  it("takes the topics they ask for, and one that only a newer one knows for none", () => {
    const asked = { readings: "all", sources: [], cameras: ["cau"], displays: false };
    expect(Topics.parse(asked)).toEqual(asked);
    expect(Topics.parse({ ...asked, later: true })).toEqual(asked);
    expect(Topics.safeParse({ ...asked, displays: undefined }).success).toBe(false);
    expect(Topics.safeParse({ ...asked, sources: ["Not an id"] }).success).toBe(false);
    expect(everyTopic).toMatchObject({
      readings: "all",
      sources: "all",
      cameras: "all",
      displays: true,
      cameraEvents: true,
    });
    expect(noTopics).toEqual({ readings: {}, sources: [], cameras: [], displays: false });
  });
});
