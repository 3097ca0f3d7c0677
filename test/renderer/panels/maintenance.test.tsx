import { renderToStaticMarkup } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Reading } from "#contract/entities/reading.ts";
import type { SourceView } from "#contract/entities/source.ts";
import { agesOf } from "../../../main/core/readings/figure-ages.ts";
import { itemsOf, wellRank } from "../../../renderer/desk/status/item.ts";
import { lookOf, stateWords } from "../../../renderer/desk/status/item-words.ts";
import { createDeskWords } from "../../../renderer/desk/words.ts";
import { agesAt, figureState } from "../../../renderer/figures/figure.ts";
import { KeyFigure } from "../../../renderer/panels/key-figure/KeyFigure.tsx";
import { findProblems } from "../../../renderer/panels/status-board/problem.ts";
import { nowStore } from "../../../renderer/state/clock.ts";
import { putReadings } from "../../../renderer/state/readings.ts";
import { setSite } from "../../../renderer/state/site.ts";
import { sources } from "../../../renderer/state/sources.ts";
import { TypeContext } from "../../../renderer/ui/type-context.ts";
import { stageIndicators, stageSnapshot } from "../../lab/stage-snapshot.ts";

const minuteMs = 60_000;
const nowMs = Date.parse("2026-11-28T14:00:00+07:00");
const untilMs = Date.parse("2026-11-28T17:00:00+07:00");
const zone = { language: "vi", timeZone: "Asia/Ho_Chi_Minh" };
const words = createDeskWords("vi");
const figureWords = words.getFixedT("vi", "figure");
const stage = stageSnapshot("well", nowMs);
const code = "cua-khau.xe-cho";
const first = stage.readings.find((one) => one.indicator === code);
if (first === undefined) throw new Error("no gates on the stage");
const reading: Reading = first;
const indicator = stageIndicators.find((one) => one.code === code);
const indicatorOf = new Map(stageIndicators.map((one) => [one.code, one]));
const down = (over: Partial<SourceView> = {}): SourceView[] =>
  stage.sources.map((one) =>
    one.id === reading.source
      ? {
          ...one,
          state: "failing",
          sinceMs: nowMs - 200 * minuteMs,
          maintenance: [{ fromMs: nowMs, untilMs }],
          ...over,
        }
      : one,
  );
const tell = (views: readonly SourceView[]) => sources.store.setState(new Map(views.map((one) => [one.id, one])), true);
const aged = (minutes: number): Reading => ({ ...reading, asOfMs: nowMs - minutes * minuteMs });

beforeEach(() => setSite(stage.site, () => new Map()));
afterEach(() => tell([]));

it("says the maintenance in the place of lost, until its time and no longer; late and old figures keep their age", () => {
  const ages = (minutes: number, atMs: number) => agesAt(aged(minutes), indicator, atMs, figureWords, zone);
  tell(down());
  expect(figureState(aged(200), indicator, nowMs)).toBe("lost");
  expect(ages(200, nowMs)).toEqual(["bảo trì đến 17:00", "bảo trì đến 17:00", "bảo trì → 17:00"]);
  expect(ages(3, nowMs)[0]).toBe("chậm 3 phút");
  expect(ages(26, nowMs)[0]).toBe("số liệu cũ 26 phút");
  // Nobody tells the page that it is over: the line to the core may be cut.
  expect(ages(200, untilMs - 1)[0]).toBe("bảo trì đến 17:00");
  expect(ages(200, untilMs)[0]).toMatch(/^mất số liệu từ/);
  expect(ages(200, nowMs - 1)[0]).toMatch(/^mất số liệu từ/);
});

it("goes by the centre's own source where the figure came through one", () => {
  const { counts: _, line: __, origins: ___, ...origin } = down()[0] as SourceView;
  const planned = { ...origin, id: "xa", maintenance: [{ fromMs: nowMs, untilMs }] };
  tell(down({ state: "ok", maintenance: [], origins: { atMs: nowMs, sources: [planned] } }));
  const through = (source: string) =>
    agesAt({ ...aged(200), origin: { ...reading.origin, source } } as Reading, indicator, nowMs, figureWords, zone)[0];
  expect(through("xa")).toBe("bảo trì đến 17:00");
  expect(through("khac")).toMatch(/^mất/);
});

it("shows a key figure of it without a number, as lost ones, and says until when", () => {
  tell(down());
  putReadings([aged(200)]);
  nowStore.setState(nowMs, true);
  const said = () =>
    renderToStaticMarkup(
      <I18nextProvider i18n={words}>
        <TypeContext value={{ value: 34, label: 17, source: 14 }}>
          <KeyFigure
            settings={{ indicator: code, place: reading.place } as never}
            size={{ width: 500, height: 300 }}
            report={() => {}}
            tile={{} as never}
          />
        </TypeContext>
      </I18nextProvider>,
    );
  expect(said()).toContain("bảo trì đến 17:00");
  expect(said()).toContain("figure-lost");
  expect(said()).not.toContain("mất");
  nowStore.setState(untilMs, true);
  expect(said()).toContain("mất");
});

it("is no fault on the board and at the desk, where it is said all the same", () => {
  const look = (atMs: number) =>
    findProblems({ sources: down(), cameras: [], figureAges: agesOf([aged(200)]), indicatorOf }, atMs);
  expect(look(nowMs)).toMatchObject([{ kind: "planned", untilMs, key: `source/${reading.source}` }]);
  expect(look(untilMs).map(({ kind }) => kind)).toEqual(["source", "figure"]);
  const items = (atMs: number) =>
    itemsOf(
      {
        ...{ sources: new Map(down().map((one) => [one.id, one])), cameras: new Map(), displays: new Map() },
        ...{ figureAges: agesOf([aged(200)]), indicatorOf, status: undefined },
      },
      atMs,
    );
  const [planned] = items(nowMs);
  if (planned === undefined) throw new Error("nothing is listed");
  expect(planned).toMatchObject({ kind: "source", rank: wellRank, plannedMs: untilMs });
  expect(items(nowMs).some(({ rank }) => rank < wellRank)).toBe(false);
  expect(lookOf(planned).tone).toBe("quiet");
  const time = () => "17:00";
  const wordsOf = (item: typeof planned) =>
    stateWords(item, words.getFixedT("vi", "desk"), words.getFixedT("vi", "status"), time);
  expect(wordsOf(planned)).toBe("bảo trì đến 17:00");
  expect(items(untilMs)[0]).toMatchObject({ kind: "source", rank: 0 });
});
