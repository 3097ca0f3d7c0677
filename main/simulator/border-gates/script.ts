import { z } from "zod";

const share = z.number().min(0).max(1);

const Gate = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** Vehicles waiting at night and at the busiest hour. */
  calm: z.number().min(0),
  busy: z.number().min(0),
  /** An hour, at the busiest. */
  clearedAtPeak: z.number().min(0),
  /** The longest wait then. */
  waitAtPeakMin: z.number().min(0),
  exportShare: share.default(0.45),
  produceShare: share.default(0.35),
  partsShare: share.default(0.25),
  /** The other side is open from and to, hours of Vietnam's clock. */
  hours: z.tuple([z.number().min(0).max(24), z.number().min(0).max(24)]).default([7, 19]),
});
export type Gate = z.output<typeof Gate>;

/** A day, or one of every year. */
const OnDay = z.string().regex(/^(?:\d{4}-)?\d{2}-\d{2}$/);
const Event = z.strictObject({
  kind: z.enum(["closed", "other-side", "crisis"]),
  name: z.string(),
  /** From the beginning of the one to the end of the other. */
  from: OnDay,
  to: OnDay,
  /** Of a crisis: so many times as many wait. */
  times: z.number().min(1).max(20).default(3),
});
export type Event = z.output<typeof Event>;

const Fault = z.strictObject({
  kind: z.enum(["repeated", "revised", "empty", "wrong", "late"]),
  gate: z.string(),
  /** After the simulator began. */
  firstAfterMin: z.number().min(1),
  everyMin: z.number().min(1),
  /** Of one that is late: so long nothing is told. */
  forMin: z.number().min(1).default(4),
});
export type Fault = z.output<typeof Fault>;

const Neighbour = z.strictObject({ id: z.string(), name: z.string(), calm: z.number(), busy: z.number() });

/** Used where no pack tells of the gates. */
const usual: z.input<typeof Gate>[] = [
  { id: "huu-nghi", name: "Hữu Nghị", calm: 262, busy: 398, clearedAtPeak: 78, waitAtPeakMin: 205 },
  { id: "dong-dang", name: "Ga Đồng Đăng", calm: 9, busy: 22, clearedAtPeak: 6, waitAtPeakMin: 90 },
  { id: "chi-ma", name: "Chi Ma", calm: 23, busy: 55, clearedAtPeak: 17, waitAtPeakMin: 95 },
  { id: "tan-thanh", name: "Tân Thanh", calm: 66, busy: 132, clearedAtPeak: 41, waitAtPeakMin: 120 },
  { id: "coc-nam", name: "Cốc Nam", calm: 11, busy: 34, clearedAtPeak: 12, waitAtPeakMin: 70 },
  { id: "na-hinh", name: "Na Hình", calm: 4, busy: 13, clearedAtPeak: 5, waitAtPeakMin: 55 },
  { id: "na-nua", name: "Nà Nưa", calm: 3, busy: 11, clearedAtPeak: 4, waitAtPeakMin: 50 },
  { id: "binh-nghi", name: "Bình Nghi", calm: 2, busy: 9, clearedAtPeak: 3, waitAtPeakMin: 45 },
];

export const GateScript = z.strictObject({
  gates: z.array(Gate).min(1).max(40).prefault(usual),
  /** How busy Sunday to Saturday are beside the busiest. */
  weekdays: z.array(share).length(7).default([0.8, 1, 1, 1, 1, 1, 0.9]),
  events: z.array(Event).max(50).default([]),
  faults: z.array(Fault).max(50).default([]),
  neighbours: z.array(Neighbour).max(20).default([]),
});
export type GateScript = z.output<typeof GateScript>;

/** What there is without a script. */
export const usualScript: GateScript = GateScript.parse({});
