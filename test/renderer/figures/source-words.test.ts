import { expect, it } from "vitest";
import { convertedSource, derivedSource } from "#contract/entities/derived.ts";
import type { OriginView, SourceView } from "#contract/entities/source.ts";
import { sourceWords, statusWords } from "../../../renderer/figures/source-words.ts";
import { createWords } from "../../../renderer/i18n/index.ts";
import { findProblems } from "../../../renderer/panels/status-board/problem.ts";
import { nameSource } from "../../../renderer/state/sources.ts";

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
  expect(sourceWords({ ...official, source: "gone" }, undefined, vi, "vi")).toBe("nguồn đã gỡ bỏ");
  expect(sourceWords(undefined, undefined, vi, "vi")).toBe("");
});

it("says of a figure that came through a centre which source it had there", () => {
  const vi = createWords("vi").getFixedT("vi", "figure");
  const given = {
    status: "official" as const,
    source: "trung-tam",
    origin: { source: "cua-khau-so", receivedAtMs: 1 },
  };
  const centre = (sources: OriginView[]): SourceView => ({
    ...{ id: "trung-tam", name: { vi: "Trung tâm", en: "Centre" }, type: "centre", isSimulated: false, state: "ok" },
    ...{ sinceMs: 1, lastReadingAtMs: 1, reason: null, origins: { atMs: 1, sources } },
    counts: { accepted: 0, repeated: 0, refused: 0, failures: 0 },
  });
  const origin: OriginView = {
    ...{ id: "cua-khau-so", name: { vi: "Cửa khẩu số", en: "Gates" }, isSimulated: false, state: "late" },
    ...{ sinceMs: 5, lastReadingAtMs: 1, reason: null },
  };
  expect(sourceWords(given, nameSource(centre([origin])), vi, "vi")).toBe("Cửa khẩu số, qua Trung tâm");
  expect(sourceWords(given, nameSource(centre([])), vi, "vi")).toBe("cua-khau-so, qua Trung tâm");
  const derived = { ...given, origin: { ...given.origin, source: derivedSource } };
  expect(sourceWords(derived, nameSource(centre([origin])), vi, "vi")).toBe("tính từ số liệu nhận được, qua Trung tâm");

  const problems = (view: SourceView) =>
    findProblems({ sources: [view], cameras: [], figureAges: [], indicatorOf: new Map() }, 9).map((one) => one.name.vi);
  expect(problems(centre([origin]))).toEqual(["Cửa khẩu số · Trung tâm"]);
  // The line cut: what the centre last told of others is old.
  expect(problems({ ...centre([origin]), state: "failing" })).toEqual(["Trung tâm"]);
});

it("takes a source for the same as long as its names are, whatever it counts", () => {
  const view = (accepted: number, name = "Nguồn"): SourceView => ({
    ...{ id: "nguon", name: { vi: name, en: "Source" }, type: "rest", isSimulated: false, state: "ok", sinceMs: 1 },
    ...{ lastReadingAtMs: accepted, reason: null, counts: { accepted, repeated: 0, refused: 0, failures: 0 } },
  });
  const first = nameSource(view(1));
  expect(nameSource(view(2))).toBe(first);
  expect(nameSource(view(3, "Nguồn khác"))).toMatchObject({ name: { vi: "Nguồn khác" } });
});
