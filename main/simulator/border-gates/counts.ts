import { gateActivity, sway } from "../curves.ts";

/** Vehicles waiting at night and at the busiest hour, cleared an hour at the busiest, longest wait then in minutes. */
type Gate = { id: string; name: string; calm: number; busy: number; clearedAtPeak: number; waitAtPeakMin: number };

const gates: readonly Gate[] = [
  { id: "huu-nghi", name: "Hữu Nghị", calm: 262, busy: 398, clearedAtPeak: 78, waitAtPeakMin: 205 },
  { id: "dong-dang", name: "Ga Đồng Đăng", calm: 9, busy: 22, clearedAtPeak: 6, waitAtPeakMin: 90 },
  { id: "chi-ma", name: "Chi Ma", calm: 23, busy: 55, clearedAtPeak: 17, waitAtPeakMin: 95 },
  { id: "tan-thanh", name: "Tân Thanh", calm: 66, busy: 132, clearedAtPeak: 41, waitAtPeakMin: 120 },
  { id: "coc-nam", name: "Cốc Nam", calm: 11, busy: 34, clearedAtPeak: 12, waitAtPeakMin: 70 },
  { id: "na-hinh", name: "Na Hình", calm: 4, busy: 13, clearedAtPeak: 5, waitAtPeakMin: 55 },
  { id: "na-nua", name: "Nà Nưa", calm: 3, busy: 11, clearedAtPeak: 4, waitAtPeakMin: 50 },
  { id: "binh-nghi", name: "Bình Nghi", calm: 2, busy: 9, clearedAtPeak: 3, waitAtPeakMin: 45 },
];

/** A gate's count as the border-gate platform words it. */
export type GateCount = {
  ma: string;
  ten: string;
  thoi_diem: string;
  xe_cho: number;
  thong_quan: number;
  cho_lau_nhat: number;
};

export function gateCounts(atMs: number): GateCount[] {
  const activity = gateActivity(atMs);
  return gates.map((gate) => {
    const span = gate.busy - gate.calm;
    const waiting = gate.calm + span * activity + span * 0.14 * sway(`${gate.id} waiting`, atMs);
    // Gates close at night; a few vehicles are still let through.
    const cleared = gate.clearedAtPeak * (0.06 + 0.94 * activity) * (1 + 0.12 * sway(`${gate.id} cleared`, atMs));
    const wait = gate.waitAtPeakMin * (0.45 + 0.5 * activity) * (1 + 0.08 * sway(`${gate.id} wait`, atMs));
    return {
      ma: gate.id,
      ten: gate.name,
      thoi_diem: new Date(atMs).toISOString(),
      xe_cho: Math.max(0, Math.round(waiting)),
      thong_quan: Math.max(0, Math.round(cleared)),
      cho_lau_nhat: Math.max(0, Math.round(wait)),
    };
  });
}
