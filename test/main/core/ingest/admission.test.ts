import { expect, it } from "vitest";
import { createAdmission } from "../../../../main/core/ingest/admission.ts";
import { site } from "../indicators/rig.ts";

const nowMs = Date.parse("2026-03-01T08:00:00+07:00");

/** What becomes of one reading: the code it is refused with, or "taken". */
const verdicts = () => {
  const admit = createAdmission(
    site(
      {
        tien: { unit: { vi: "tỷ đồng", en: "billion VND" } },
        xe: { places: ["gate", "station"] },
        cu: { isRetired: true },
        tinh: { derived: { kind: "cumulative", of: "tien" } },
      },
      { places: [{ id: "huyen-cu", kind: "district", to: "2025-07-01" }] },
    ),
    () => nowMs,
  );
  return (indicator: string, more: Record<string, unknown> = {}) => {
    const admitted = admit("nguon", { indicator, value: 1, asOf: nowMs - 60_000, ...more });
    return "refused" in admitted ? admitted.refused.code : "taken";
  };
};

it("takes a unit in either language and however its letters are composed, and refuses another", () => {
  const verdict = verdicts();
  expect(verdict("tien", { unit: "tỷ đồng" })).toBe("taken");
  expect(verdict("tien", { unit: "tỷ đồng ".normalize("NFD") })).toBe("taken");
  expect(verdict("tien", { unit: "billion VND" })).toBe("taken");
  for (const unit of ["triệu đồng", "Tỷ đồng", "ty dong", "", "tỷ"])
    expect([unit, verdict("tien", { unit })]).toEqual([unit, "reading.wrong-unit"]);
});

it("refuses figures at places of another kind, of what is out of use or computed here, and of places that are no more", () => {
  const verdict = verdicts();
  expect(verdict("xe", { place: "huu-nghi" })).toBe("taken");
  expect(verdict("xe")).toBe("reading.wrong-place");
  expect(verdict("cu")).toBe("reading.retired");
  expect(verdict("tinh")).toBe("reading.derived");
  expect(verdict("tien", { place: "huyen-cu" })).toBe("reading.place-ended");
  expect(verdict("tien", { place: "huyen-cu", asOf: "2025-06-30T00:00:00+07:00" })).toBe("taken");
});

it("refuses at a station what only another station could have, and says where the point has slipped", () => {
  const admit = createAdmission(
    site(
      {
        muc: {
          range: { min: -10, max: 400 },
          rangeAt: { "huu-nghi": { min: 180, max: 200 }, trung: { min: 10, max: 30 } },
        },
      },
      {
        places: [
          { id: "trung", kind: "station" },
          { id: "dau-do", kind: "station" },
        ],
      },
    ),
    () => nowMs,
  );
  const told = (value: number, place: string) => {
    const admitted = admit("nguon", { indicator: "muc", place, value, asOf: nowMs - 60_000 });
    return "refused" in admitted ? [admitted.refused.code, admitted.refused.params.meant] : admitted.reading.value;
  };
  // Published on 08/10/2025 as "1 908,2 cm": 190,82 m.
  expect(told(1_908.2, "huu-nghi")).toEqual(["reading.slipped", 190.82]);
  expect(told(19_082, "huu-nghi")).toEqual(["reading.slipped", 190.82]);
  expect(told(1.9082, "trung")).toEqual(["reading.slipped", 19.082]);
  expect(told(190.82, "trung")).toEqual(["reading.slipped", 19.082]);
  expect(told(5, "trung")).toEqual(["reading.out-of-range-here", undefined]);
  expect(told(190.82, "huu-nghi")).toBe(190.82);
  expect(told(-2, "dau-do")).toBe(-2);
  expect(told(1_908.2, "dau-do")).toEqual(["reading.out-of-range", undefined]);
});
