import { describe, expect, it } from "vitest";
import type { OwnLimit } from "#contract/follows/limit.ts";
import type { Today } from "#contract/today/http.ts";
import { changesOf, figuresNow, mattersOf } from "../../../../renderer/web/leader/today/matters.ts";
import { passedOf } from "../../../../renderer/web/leader/today/own-passed.ts";

const nowMs = Date.parse("2026-11-24T14:35:00+07:00");
const minuteMs = 60_000;
const name = (vi: string) => ({ vi, en: vi });

type Told = {
  value: number | null;
  ageMs?: number;
  source?: string;
  quality?: "good" | "bad";
  earlier?: number;
  why?: "alarming";
  limit?: OwnLimit;
};

/** An answer of the core with an indicator for each figure: attention above 100, alarm above 200; late after 3 minutes, lost after 60. */
function todayOf(figures: Record<string, Told>, sources: Partial<Today["sources"][number]>[] = []): Today {
  return {
    ...{ asOfMs: nowMs, chosenBy: "account", gone: [], owners: {}, moreAlarming: 0, moreSources: 0 },
    site: { id: "s", name: name("S"), timeZone: "Asia/Ho_Chi_Minh", place: "tinh" },
    figures: Object.entries(figures).map(([code, told]) => {
      const asOfMs = nowMs - (told.ageMs ?? 0);
      return {
        ...{ indicator: code, place: "tinh", why: told.why ?? "followed", since: null },
        reading: {
          ...{ indicator: code, place: "tinh", value: told.value, asOfMs, receivedAtMs: asOfMs, revision: 0 },
          ...{ source: told.source ?? "nguon", status: "official", quality: told.quality ?? "good" },
        },
        earlier: told.earlier === undefined ? [] : [{ than: "day", asOfMs: asOfMs - 86_400_000, value: told.earlier }],
        limit: told.limit ?? null,
      };
    }),
    indicators: Object.keys(figures).map((code) => ({
      ...{ code, name: name(code), unit: name("xe"), sector: "x", period: "minute", isAdditive: false, decimals: 0 },
      ...{ showsSign: false, good: "neither", isRetired: false },
      thresholds: [
        { level: "attention", above: 100, name: name("chú ý") },
        { level: "alarm", above: 200, name: name("báo động") },
      ],
      freshness: { lateAfter: 3 * minuteMs, staleAfter: 20 * minuteMs, lostAfter: 60 * minuteMs },
    })),
    places: [{ id: "tinh", kind: "province", name: name("Tỉnh") }],
    sources: sources.map((one) => ({
      ...{ id: "nguon", name: name("Nguồn"), isSimulated: false, state: "ok", sinceMs: nowMs },
      ...{ lastReadingAtMs: null, reason: null, plannedUntilMs: null, ...one },
    })),
  } satisfies Today;
}

const matters = (today: Today) => {
  const figures = figuresNow(today, () => undefined, nowMs);
  return mattersOf(figures, today, nowMs).map((one) =>
    one.kind === "crossed"
      ? `${one.threshold.level} ${one.figures.map(({ indicator }) => indicator.code)}`
      : one.kind === "old"
        ? `old ${one.source?.id} ${one.figures.map(({ indicator }) => indicator.code)}`
        : `source ${one.source.id}`,
  );
};

describe("what needs a look", () => {
  it("is alarms first, then attention, then figures that do not come, then sources that are not well", () => {
    const today = todayOf(
      {
        ...{ vua: { value: 150 }, nang: { value: 250 }, yen: { value: 5 } },
        ...{
          cu: { value: 5, ageMs: 30 * minuteMs, source: "kho" },
          mat: { value: 5, ageMs: 90 * minuteMs, source: "kho" },
        },
      },
      [{ id: "nguon" }, { id: "kho", state: "late" }, { id: "khac", state: "failing" }],
    );
    expect(matters(today)).toEqual(["alarm nang", "attention vua", "old kho mat,cu", "source khac"]);
  });

  it("is one thing where an indicator has passed the same limit at several places, the furthest beyond it first", () => {
    const today = todayOf({ xe: { value: 150 } });
    const [figure] = today.figures;
    if (figure?.reading === null || figure === undefined) throw new Error("no figure");
    const { reading } = figure;
    today.figures = [120, 190, 150].map((value, at) => ({
      ...{ ...figure, place: `p${at}` },
      reading: { ...reading, value, place: `p${at}` },
    }));
    const [matter, ...others] = mattersOf(
      figuresNow(today, () => undefined, nowMs),
      today,
      nowMs,
    );
    expect(others).toEqual([]);
    expect(matter?.kind === "crossed" && matter.figures.map((one) => one.reading?.value)).toEqual([190, 150, 120]);
  });

  it("tells no value that nobody stands by: of a lost or doubted figure no limit is said to be passed", () => {
    const today = todayOf({
      mat: { value: 250, ageMs: 90 * minuteMs },
      nghi: { value: 250, quality: "bad" },
      khong: { value: null },
    });
    expect(matters(today)).toEqual(["old undefined mat"]);
  });

  it("is told by its limit where a late figure has passed one", () => {
    expect(matters(todayOf({ cham: { value: 250, ageMs: 5 * minuteMs } }))).toEqual(["alarm cham"]);
  });

  it("is no source that is planned to be down", () => {
    const planned = { id: "nguon", state: "failing", plannedUntilMs: nowMs + minuteMs };
    expect(matters(todayOf({ cu: { value: 5, ageMs: 30 * minuteMs } }, [planned]))).toEqual([]);
    const over = { ...planned, plannedUntilMs: nowMs - minuteMs };
    expect(matters(todayOf({ cu: { value: 5, ageMs: 30 * minuteMs } }, [over]))).toEqual(["old nguon cu"]);
  });

  it("follows the newest reading, not what was told first", () => {
    const today = todayOf({ vua: { value: 150 } });
    const [told] = today.figures;
    const figures = figuresNow(today, () => (told?.reading ? { ...told.reading, value: 50 } : undefined), nowMs);
    expect(mattersOf(figures, today, nowMs)).toEqual([]);
  });
});

describe("what has changed", () => {
  const changes = (figures: Record<string, Told>) =>
    changesOf(figuresNow(todayOf(figures), () => undefined, nowMs)).map(
      ({ figure, difference }) => `${figure.indicator.code} ${difference}`,
    );

  it("is large in per cent and in truth, the largest first", () => {
    expect(
      changes({
        ...{ nhieu: { value: 90, earlier: 30 }, it: { value: 41, earlier: 40 }, nho: { value: 3, earlier: 1 } },
        ...{ giam: { value: 50, earlier: 70 }, moi: { value: 12 } },
      }),
    ).toEqual(["nhieu 60", "giam -20"]);
  });

  it("is left to a limit of one's own where there is one for changes", () => {
    const change = { value: 90, earlier: 30, limit: { kind: "change", by: 300 } } as const;
    expect(changes({ rieng: change, muc: { ...change, limit: { kind: "above", value: 100 } } })).toEqual(["muc 60"]);
  });

  it("is none of a figure that is stale or lost", () => {
    expect(changes({ cu: { value: 90, earlier: 30, ageMs: 30 * minuteMs } })).toEqual([]);
  });
});

describe("what is past limits of one's own", () => {
  const passed = (figures: Record<string, Told>, unit = "xe", limits?: Record<string, OwnLimit>) => {
    const today = todayOf(figures);
    for (const one of today.indicators) one.unit = name(unit);
    if (limits !== undefined) today.chosenBy = "browser";
    const found = passedOf(figuresNow(today, () => undefined, nowMs, limits));
    return [found.passed.map(({ figure }) => figure.indicator.code).join(), found.unknown];
  };

  it("is beyond a value, or by a change since yesterday as large as that", () => {
    const above: OwnLimit = { kind: "above", value: 90 };
    expect(passed({ hon: { value: 91, limit: above }, bang: { value: 90, limit: above } })).toEqual(["hon", 0]);
    const below: OwnLimit = { kind: "below", value: 90 };
    expect(passed({ kem: { value: 89, limit: below }, bang: { value: 90, limit: below } })).toEqual(["kem", 0]);
    const change: OwnLimit = { kind: "change", by: 50 };
    expect(
      passed({
        ...{ tang: { value: 150, earlier: 100, limit: change }, giam: { value: 50, earlier: 100, limit: change } },
        ...{ it: { value: 149, earlier: 100, limit: change }, tu0: { value: 1, earlier: 0, limit: change } },
      }),
    ).toEqual(["tang,giam,tu0", 0]);
    // What is a share itself changes by points.
    expect(passed({ diem: { value: 60, earlier: 20, limit: change } }, "%")).toEqual(["", 0]);
  });

  it("is never told of a value that nobody stands by, or without one to compare with: that is not known", () => {
    const limit: OwnLimit = { kind: "above", value: 1 };
    expect(
      passed({
        ...{ cu: { value: 5, ageMs: 30 * minuteMs, limit }, nghi: { value: 5, quality: "bad", limit } },
        ...{ moi: { value: 5, limit: { kind: "change", by: 1 } }, cham: { value: 5, ageMs: 5 * minuteMs, limit } },
      }),
    ).toEqual(["cham", 3]);
  });

  it("stands beside what the site calls wrong, and takes nothing of it away", () => {
    const limit: OwnLimit = { kind: "above", value: 500 };
    expect(matters(todayOf({ nang: { value: 250, limit } }))).toEqual(["alarm nang"]);
  });

  it("is by the browser's own limits where it keeps what is followed", () => {
    expect(passed({ xe: { value: 5 } }, "xe", { "xe@tinh": { kind: "above", value: 1 } })).toEqual(["xe", 0]);
  });
});
