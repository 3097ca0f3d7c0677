import { renderToStaticMarkup } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { expect, test } from "vitest";
import { createWords } from "../../../../renderer/i18n/index.ts";
import { OutageRow } from "../../../../renderer/panels/status-board/OutageRow.tsx";
import { setSite } from "../../../../renderer/state/site.ts";
import { TypeContext } from "../../../../renderer/ui/type-context.ts";
import { stageSnapshot } from "../../../lab/stage-snapshot.ts";

const toMs = Date.parse("2026-11-24T14:21:00+07:00");
const outage = { source: "cua-khau-so", fromMs: toMs - 26 * 60_000, toMs, caughtUp: 1_312 };

function said(width: number, caughtUp = outage.caughtUp, language: "vi" | "en" = "vi"): string {
  setSite(stageSnapshot("well", toMs).site, () => new Map());
  const markup = renderToStaticMarkup(
    <I18nextProvider i18n={createWords(language)}>
      <TypeContext value={{ value: 34, label: 17, source: 14 }}>
        <OutageRow outage={{ ...outage, caughtUp }} name="Cửa khẩu số" nowMs={toMs} width={width} rowPx={20} />
      </TypeContext>
    </I18nextProvider>,
  );
  return markup
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

test("a source that is back says when, after how long and what was caught up, in as many words as fit", () => {
  expect(said(900)).toBe("Cửa khẩu số đã có lại lúc 14:21 sau 26 phút; nhận bù 1.312 số liệu");
  expect(said(900, 0)).toBe("Cửa khẩu số đã có lại lúc 14:21 sau 26 phút");
  expect(said(400)).toBe("Cửa khẩu số đã có lại lúc 14:21 sau 26 phút");
  expect(said(100)).toBe("Cửa khẩu số có lại 14:21");
  expect(said(900, 312, "en")).toContain("back at 14:21 after 26 min; 312 figures caught up");
});
