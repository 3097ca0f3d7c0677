import { describe, expect, it } from "vitest";
import type { ExpectedFigure } from "#contract/entry/entry.ts";
import { dueOf, type Matter } from "../../../../main/core/push/matters.ts";
import type { Told } from "../../../../main/core/push/repository.ts";

const figure = (indicator: string, state: ExpectedFigure["state"]): ExpectedFigure => ({
  ...{ indicator, place: "tinh", source: "nhap", owner: null, decimals: 0, showsSign: false, periodKind: "month" },
  ...{ name: { vi: `Số ${indicator}`, en: `Figure ${indicator}` }, placeName: { vi: "Tỉnh", en: "Province" } },
  ...{ unit: { vi: "ha", en: "ha" }, period: "2026-11", periodWords: { vi: "tháng 11", en: "November" } },
  ...{ dueDay: "2026-11-30", dueAtMs: 1, state, isRunning: false, status: "official", current: null },
  ...{ previous: null, lastYear: null },
});

describe("figures that somebody is to enter", () => {
  it("are told once together, again when one more is due, and not when some were entered", () => {
    const told = new Map<string, Told>();
    const tell = (figures: ExpectedFigure[]): Matter[] => {
      const matters = dueOf(figures, told);
      for (const { subject, state } of matters) told.set(subject, { subject, state, atMs: 1 });
      return matters;
    };
    const [soon, ...more] = tell([
      figure("a", "soon"),
      figure("b", "soon"),
      figure("c", "open"),
      figure("d", "entered"),
    ]);
    expect(more).toEqual([]);
    expect(soon?.message("vi")).toEqual({
      ...{ title: "Số liệu sắp tới hạn", body: "Số a và 1 số khác: hạn 30/11/2026." },
      ...{ to: "/app/entry", tag: "due soon" },
    });
    expect(tell([figure("a", "soon"), figure("b", "soon")])).toEqual([]);
    expect(tell([figure("a", "soon"), figure("b", "entered")])).toEqual([]);
    expect(tell([figure("a", "late")])[0]?.message("en").title).toBe("Figures are late");
    expect(tell([figure("a", "late"), figure("b", "late")])).toHaveLength(1);
    expect(tell([])).toEqual([]);
  });
});
