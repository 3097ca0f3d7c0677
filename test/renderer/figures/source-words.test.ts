import { expect, it } from "vitest";
import { convertedSource, derivedSource } from "#contract/entities/derived.ts";
import { sourceWords, statusWords } from "../../../renderer/figures/source-words.ts";
import { createWords } from "../../../renderer/i18n/index.ts";

it("says of a figure that it was computed here, or converted from former places", () => {
  const vi = createWords("vi").getFixedT("vi", "figure");
  const en = createWords("en").getFixedT("en", "figure");
  const official = { status: "official" as const };
  expect(statusWords({ ...official, source: derivedSource }, vi)).toBe("CHÍNH THỨC");
  expect(statusWords({ ...official, source: convertedSource }, vi)).toBe("CHÍNH THỨC · QUY ĐỔI");
  expect(statusWords({ ...official, source: convertedSource }, en)).toBe("OFFICIAL · CONVERTED");
  expect(sourceWords({ ...official, source: convertedSource }, undefined, vi, "vi")).toBe("quy đổi theo địa bàn mới");
  expect(sourceWords({ ...official, source: derivedSource }, undefined, en, "en")).toBe(
    "computed from what was received",
  );
  expect(sourceWords({ ...official, source: "gone" }, undefined, vi, "vi")).toBe("");
});
