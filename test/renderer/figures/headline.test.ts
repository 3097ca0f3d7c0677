import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { IndicatorView } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";
import { figureState } from "../../../renderer/figures/figure.ts";
import { type Clause, headlineOf } from "../../../renderer/figures/headline/clauses.ts";
import { figuresOf, type HeadlineFigure } from "../../../renderer/figures/headline/facts.ts";
import {
  beginsWithName,
  calmWords,
  clauseWords,
  lowered,
  type Said,
  sentenceOf,
} from "../../../renderer/figures/headline/sentence.ts";
import { crossedSince, looksBack } from "../../../renderer/figures/headline/since.ts";
import { createWords } from "../../../renderer/i18n/index.ts";
import { openTiles } from "../../../renderer/panels/rules.ts";
import { stageIndicators, stageSnapshot } from "../../lab/stage-snapshot.ts";

const nowMs = Date.parse("2026-11-24T14:35:00+07:00");
const minuteMs = 60_000;
const { site } = stageSnapshot("well", nowMs);
const placeOf = new Map(site.places.map((place) => [place.id, place]));
const congested = { vi: "ùn", en: "congested" };
const indicatorOf = new Map(
  stageIndicators.map((one): [string, IndicatorView] => [
    one.code,
    one.code === "cua-khau.xe-cho"
      ? { ...one, thresholds: one.thresholds.map((limit) => ({ ...limit, says: congested })) }
      : one,
  ]),
);
const words = {
  ...{ t: createWords("vi").getFixedT("vi", "figure"), language: "vi", timeZone: "Asia/Ho_Chi_Minh", nowMs },
  site: { indicatorOf, placeOf },
  sourceName: (id: string) => (id === "cua-khau-so" ? "Cửa khẩu số" : id),
};

const indicator = (code: string): IndicatorView => {
  const found = indicatorOf.get(code);
  if (found === undefined) throw new Error(`no ${code} on the stage`);
  return found;
};

type More = Partial<Omit<Reading, "place">> &
  Partial<Pick<HeadlineFigure, "against" | "before" | "rate">> & { place?: string; ageMinutes?: number };

function figure(code: string, value: number | null, more: More = {}): HeadlineFigure {
  const { place = "lang-son", ageMinutes = 0, against, before, rate, ...reading } = more;
  const asOfMs = nowMs - ageMinutes * minuteMs;
  return {
    indicator: indicator(code),
    place: placeOf.get(place) ?? { id: place, name: { vi: place, en: place } },
    isHome: place === "lang-son",
    ...{ against, before, rate },
    reading: {
      ...{ indicator: code, place, value, asOfMs, receivedAtMs: asOfMs, revision: 0 },
      ...{ source: "cua-khau-so", status: "preliminary", quality: "good" },
      ...reading,
    },
  };
}
const gate = (place: string, value: number, more: More = {}) => figure("cua-khau.xe-cho", value, { place, ...more });

const options = { nowMs, bigChangePercent: 25, plannedUntil: () => undefined };
const headline = (...figures: HeadlineFigure[]) => headlineOf(figures, options);

function said(figures: readonly HeadlineFigure[], sinceMs?: number, most = 200): string {
  const { clauses, calm } = headlineOf(figures, options);
  const since = sinceMs === undefined ? undefined : { atMs: sinceMs, isBefore: false };
  if (clauses.length === 0) return calmWords(calm, words).find((text) => text.length <= most) ?? "";
  const all = clauses.map((clause) => ({
    wordings: clauseWords(clause, clause.kind === "crossed" ? since : undefined, words),
    isSimulated: clause.isSimulated,
    hasName: beginsWithName(clause),
  }));
  return textOf(
    sentenceOf(
      all,
      (count) => words.t("headline.more", { count }),
      (parts) => textOf(parts).length <= most,
    ),
  );
}
const textOf = (parts: readonly Said[]) => parts.map(({ text }) => text).join("; ");
const at = (time: string) => Date.parse(`2026-11-24T${time}:00+07:00`);

describe("what a scene says", () => {
  it("names what is over its limit, where and since when, and then the plan that is missed", () => {
    const figures = [
      figure("dau-tu-cong.giai-ngan", 71.3, { against: { kind: "plan" } }),
      gate("huu-nghi", 389),
      gate("chi-ma", 38),
    ];
    expect(said(figures, at("13:20"))).toBe(
      "Hữu Nghị ùn từ 13:20: 389 xe, ngưỡng 350; giải ngân đầu tư công chậm kế hoạch 6,2 điểm",
    );
    expect(said(figures, at("13:20"), 70)).toBe("Hữu Nghị ùn từ 13:20; giải ngân đầu tư công chậm kế hoạch 6,2 điểm");
    expect(said(figures, at("13:20"), 50)).toBe("Hữu Nghị ùn từ 13:20; và 1 việc nữa");
    // Since when gives way last: what it is is never cut.
    expect(said(figures, at("13:20"), 20)).toBe("Hữu Nghị ùn từ 13:20");
    expect(said(figures, at("13:20"), 5)).toBe("Hữu Nghị ùn");
  });

  it("puts an alarm before all else, places of one limit together, and counts what is left out", () => {
    const figures = [
      gate("huu-nghi", 389),
      gate("tan-thanh", 360),
      figure("ho-so.qua-han", 37, { source: "mot-cua" }),
      figure("cua-khau.tong-xe-cho", 900),
    ];
    expect(said(figures)).toBe("Hồ sơ quá hạn quá ngưỡng 30: 37 hồ sơ; Hữu Nghị ùn và 1 nơi nữa; và 1 việc nữa");
  });

  it("says whose figures are lost, and names the figures where others of that source still come", () => {
    const lost = { ageMinutes: 130 };
    expect(said([gate("huu-nghi", 389, lost), gate("chi-ma", 3, { ageMinutes: 140 })])).toBe(
      "Mất số liệu Cửa khẩu số từ 12:25",
    );
    expect(said([gate("huu-nghi", 20), gate("chi-ma", 3, lost)])).toBe("Mất số liệu xe chờ Chi Ma từ 12:25");
    expect(said([gate("huu-nghi", 389, { ageMinutes: 20 })])).toBe("Số liệu Cửa khẩu số cũ, từ 14:15");
    // A limit is passed by a figure that is a little late: of when it is stands with it.
    expect(said([gate("huu-nghi", 389, { ageMinutes: 4 })], at("13:20"), 49)).toContain("(số liệu lúc 14:31)");
  });

  it("says of planned downtime that it is that", () => {
    const away = headlineOf([gate("huu-nghi", 389, { ageMinutes: 130 })], {
      ...options,
      plannedUntil: () => at("16:00"),
    });
    expect(clauseWords(away.clauses[0] as Clause, undefined, words)).toEqual(["Cửa khẩu số bảo trì đến 16:00"]);
  });

  it("says a change that is large, and not one of a few", () => {
    const earlier = { against: { kind: "earlier" as const, spanMs: 3_600_000 } };
    expect(said([figure("ho-so.qua-han", 28, { ...earlier, before: 14 })])).toBe(
      "Hồ sơ quá hạn tăng 100,0 % so với 1 giờ trước",
    );
    expect(headline(figure("ho-so.qua-han", 6, { ...earlier, before: 3 })).clauses).toEqual([]);
    expect(headline(figure("ho-so.qua-han", 28, { ...earlier, before: 27 })).clauses).toEqual([]);
  });

  it("says a published growth while it is news, and not a year later", () => {
    const label = { vi: "so với cùng kỳ", en: "on a year ago" };
    const growth = (daysAgo: number) => {
      const { reading } = figure("thuong-mai.kim-ngach-so-cung-ky", 44.6, { ageMinutes: daysAgo * 1_440 });
      const rate = {
        indicator: indicator("thuong-mai.kim-ngach-so-cung-ky"),
        reading: reading && { ...reading, receivedAtMs: nowMs },
      };
      return figure("thuong-mai.kim-ngach", 86.14, { against: { kind: "indicator", indicator: "x", label }, rate });
    };
    expect(said([growth(30)])).toBe("Kim ngạch qua cửa khẩu tăng 44,6 % so với cùng kỳ");
    expect(headline(growth(330)).clauses).toEqual([]);
  });

  it("is calm and honest where nothing matters", () => {
    expect(said([gate("huu-nghi", 20)])).toBe("Không có gì vượt ngưỡng; số liệu đến 14:35");
    expect(said([gate("huu-nghi", 20)], undefined, 32)).toBe("Không vượt ngưỡng; đến 14:35");
    expect(said([figure("cua-khau.thong-quan", 20)])).toBe("Số liệu đến 14:35; cảnh này chưa đặt ngưỡng nào");
    const silent = { ...gate("chi-ma", 1), reading: undefined };
    expect(said([gate("huu-nghi", 20), silent])).toBe(
      "Không có gì vượt ngưỡng; số liệu đến 14:35; 1 số có ngưỡng chưa có số liệu",
    );
    expect(said([gate("huu-nghi", 20), silent], undefined, 50)).toBe("Không vượt ngưỡng; đến 14:35; thiếu 1 số");
    // What its source doubts is not known to be well.
    expect(said([gate("huu-nghi", 20), gate("chi-ma", 900, { quality: "bad" })])).toContain(
      "1 số có ngưỡng chưa có số liệu",
    );
    expect(said([])).toBe("");
    expect(headline(gate("huu-nghi", 20, { status: "simulated" })).calm.isSimulated).toBe(true);
  });

  it("speaks of the figures of its scene, each once, in the order of its tiles", () => {
    const shown = new Map(site.indicators.map((one) => [one.code, one]));
    const about = { ...site, indicatorOf: shown, placeOf };
    const figures = figuresOf(
      { tiles: site.scene.tiles, openedOf: openTiles(site.scene.tiles) },
      about,
      (key) => gate(key.split("@")[1] ?? "", 1).reading,
    );
    const keys = figures.map((one) => `${one.indicator.code}@${one.place.id}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys[0]).toBe("grdp.tang-truong@lang-son");
    expect(keys).toContain("cua-khau.xe-cho@huu-nghi");
  });
});

const anyFigure = fc
  .record({
    code: fc.constantFrom("cua-khau.xe-cho", "ho-so.qua-han", "cua-khau.tong-xe-cho", "dau-tu-cong.giai-ngan"),
    place: fc.constantFrom("huu-nghi", "chi-ma", "lang-son"),
    value: fc.option(fc.integer({ min: 0, max: 900 })),
    ageMinutes: fc.integer({ min: 0, max: 20_000 }),
    status: fc.constantFrom("official" as const, "simulated" as const),
    quality: fc.constantFrom("good" as const, "uncertain" as const, "bad" as const),
    source: fc.constantFrom("cua-khau-so", "mot-cua", "derived"),
    against: fc.constantFrom({ kind: "plan" as const }, { kind: "earlier" as const, spanMs: 3_600_000 }, undefined),
    before: fc.option(fc.integer({ min: 0, max: 900 }), { nil: undefined }),
  })
  .map(({ code, value, against, before, ...more }) => figure(code, value, { ...more, against, before }));
const anyScene = fc.uniqueArray(anyFigure, {
  maxLength: 12,
  selector: (one) => `${one.indicator.code}@${one.place.id}`,
});

describe("a sentence", () => {
  it("never speaks of a value that is not current, doubted, or of another scene", () => {
    fc.assert(
      fc.property(anyScene, (figures) => {
        for (const clause of headlineOf(figures, options).clauses) {
          if (clause.kind === "lost" || clause.kind === "planned") continue;
          const places = clause.kind === "crossed" ? clause.places : [clause.place];
          for (const place of places) {
            const of = figures.find(
              (one) => one.indicator.code === clause.indicator && (one.isHome ? null : one.place.id) === place,
            );
            expect(["fresh", "late"]).toContain(figureState(of?.reading, of?.indicator, nowMs));
            expect(of?.reading?.quality).toBe("good");
            if (of?.reading?.status === "simulated") expect(clause.isSimulated).toBe(true);
          }
        }
      }),
    );
  });

  it("is never calm while a current figure is past its limit, or figures are lost", () => {
    fc.assert(
      fc.property(anyScene, (figures) => {
        const { clauses } = headlineOf(figures, options);
        const isWell = figures.every((one) => {
          const state = figureState(one.reading, one.indicator, nowMs);
          return state === "fresh" && clauses.every(({ kind }) => kind !== "lost");
        });
        if (clauses.length === 0) expect(isWell).toBe(true);
        const ranks = clauses.map((clause) => ["crossed", "lost", "plan", "change", "planned"].indexOf(clause.kind));
        expect(ranks).toEqual([...ranks].sort((one, other) => one - other));
      }),
    );
  });

  it("fits where its shortest form fits, has two clauses at most, and is the same for the same", () => {
    fc.assert(
      fc.property(anyScene, fc.integer({ min: 10, max: 120 }), (figures, most) => {
        const { clauses } = headlineOf(figures, options);
        const [first] = clauses;
        if (first === undefined) return;
        const text = said(figures, at("13:20"), most);
        const shortest = clauseWords(
          first,
          first.kind === "crossed" ? { atMs: at("13:20"), isBefore: false } : undefined,
          words,
        );
        if ((shortest.at(-1) ?? "").length <= most) expect(text.length).toBeLessThanOrEqual(most);
        expect(said(figures, at("13:20"), most)).toBe(text);
      }),
    );
  });

  it("goes on small after a semicolon, but for names and letters that stand for words", () => {
    expect(["Giải ngân", "GRDP", "+8"].map(lowered)).toEqual(["giải ngân", "GRDP", "+8"]);
  });
});

describe("since when a limit is passed", () => {
  const limits = indicator("ho-so.qua-han").thresholds;
  const alarm = { level: "alarm" } as const;
  it("is the first value past it without a break, by the figures' own times", () => {
    expect(
      crossedSince(
        [
          [1, 10],
          [2, 31],
          [3, 10],
          [4, 40],
          [5, null],
          [6, 33],
        ],
        alarm,
        limits,
      ),
    ).toEqual({ atMs: 4, isBefore: false });
    expect(
      crossedSince(
        [
          [1, 31],
          [2, 40],
        ],
        alarm,
        limits,
      ),
    ).toEqual({ atMs: 1, isBefore: true });
    expect(
      crossedSince(
        [
          [1, 31],
          [2, 4],
        ],
        alarm,
        limits,
      ),
    ).toBeUndefined();
    expect(crossedSince([], alarm, limits)).toBeUndefined();
  });

  it("is asked for to the minute first, and not at all of what has a value a month", () => {
    expect(looksBack("a", "b", "minute").map(({ spanMs }) => spanMs / 3_600_000)).toEqual([12, 720]);
    expect(looksBack("a", "b", "month")).toEqual([]);
  });

  it("is told by the day where that is long ago, and as earlier than the past that is known", () => {
    const clause = headline(gate("huu-nghi", 389)).clauses[0] as Clause;
    expect(clauseWords(clause, { atMs: Date.parse("2026-11-20T02:00:00+07:00"), isBefore: false }, words).at(-2)).toBe(
      "Hữu Nghị ùn từ 20/11",
    );
    expect(clauseWords(clause, { atMs: at("02:40"), isBefore: true }, words).at(-2)).toBe("Hữu Nghị ùn từ trước 02:40");
    expect(clauseWords(clause, undefined, words).at(-1)).toBe("Hữu Nghị ùn");
  });
});
