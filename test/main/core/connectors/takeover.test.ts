import { expect, it } from "vitest";
import { convertedSource } from "#contract/entities/derived.ts";
import { createTakeover } from "../../../../main/core/connectors/centre/takeover.ts";

it("takes over what the site knows, and leaves what the centre converted from former places to be converted here", () => {
  const takeOver = createTakeover({ indicators: new Set(["thu"]), places: new Set(["xa-a"]) });
  const reading = {
    ...{ indicator: "thu", place: "xa-a", value: 300, asOfMs: 1_000, receivedAtMs: 2_000, revision: 3 },
    ...{ source: "kho-bac", status: "official", quality: "good" },
  };
  expect(takeOver(reading)).toMatchObject({ revision: 3, candidate: { value: 300, origin: { source: "kho-bac" } } });
  expect(takeOver({ ...reading, place: "xa-b" })).toBe("not-wanted");
  expect(takeOver({ ...reading, source: convertedSource })).toBe("not-wanted");
  expect(takeOver({ value: 1 })).toBe("unreadable");
});
