import { renderToStaticMarkup } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { expect, it } from "vitest";
import type { OriginView, SourceState, SourceView } from "#contract/entities/source.ts";
import { SourceOrigins } from "../../../renderer/desk/status/SourceOrigins.tsx";
import { createDeskWords } from "../../../renderer/desk/words.ts";
import { nowStore } from "../../../renderer/state/clock.ts";
import { setSite } from "../../../renderer/state/site.ts";
import { stageSnapshot } from "../../lab/stage-snapshot.ts";

const nowMs = Date.parse("2026-11-24T14:21:00+07:00");
const origin = (id: string, state: SourceState, more: Partial<OriginView> = {}): OriginView => ({
  ...{ id, name: { vi: `Nền tảng ${id}`, en: `Platform ${id}` }, isSimulated: false, state },
  ...{ sinceMs: nowMs - 3_600_000, lastReadingAtMs: nowMs - 60_000, reason: null, ...more },
});
const centre = (state: SourceState, sources?: OriginView[]): SourceView => ({
  ...{ id: "trung-tam", name: { vi: "Trung tâm", en: "Centre" }, type: "centre", isSimulated: false, state },
  ...{ sinceMs: nowMs, lastReadingAtMs: nowMs, reason: null },
  counts: { accepted: 0, repeated: 0, refused: 0, failures: 0 },
  ...(sources === undefined ? {} : { origins: { atMs: nowMs - 1_000, sources } }),
});

function said(source: SourceView, language: "vi" | "en" = "vi"): string {
  setSite(stageSnapshot("well", nowMs).site, () => new Map());
  nowStore.setState(nowMs, true);
  return renderToStaticMarkup(
    <I18nextProvider i18n={createDeskWords(language)}>
      <SourceOrigins source={source} />
    </I18nextProvider>,
  )
    .replace(/<svg.*?<\/svg>/g, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

it("tells where the figures that come through a centre are from, what is not well first and why", () => {
  const reason = { code: "source.silent", params: { time: "13:00 24/11/2026" } };
  const told = said(
    centre("ok", [
      origin("b", "ok", { isSimulated: true }),
      origin("a", "ok", { lastReadingAtMs: null }),
      origin("c", "late", { reason }),
    ]),
  );
  expect(told).toMatch(
    /^Số liệu qua trung tâm này lấy từ Theo trung tâm, thay đổi gần nhất lúc 14:20:59\. Nền tảng c c chậm số liệu · từ 13:21/,
  );
  expect(told).toContain("13:00 24/11/2026");
  expect(told).toContain("Nền tảng a a tốt chưa có số liệu Nền tảng b b MÔ PHỎNG tốt số liệu cuối 14:20");
});

it("says that what it tells is old where the line to the centre is cut, and nothing of what is no centre", () => {
  expect(said(centre("failing", [origin("a", "ok")]), "en")).toContain(
    "The centre is not heard: this is what it last told, at 14:20:59; how it is now is not known.",
  );
  expect(said(centre("ok", []))).toContain("Trung tâm chưa có nguồn nào.");
  expect(said(centre("ok"))).toBe("");
});
