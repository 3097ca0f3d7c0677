import { gateActivity, hourOfDay, sway } from "../curves.ts";
import { dayAt } from "./days.ts";
import { type Gate, type GateScript, usualScript } from "./script.ts";

/** A gate's count as the border-gate platform words it. */
export type GateCount = {
  ma: string;
  ten: string;
  thoi_diem: string;
  xe_cho: number;
  thong_quan: number;
  cho_lau_nhat: number;
};

type Direction = { cho: number; vao: number; thong_quan: number };
/** The same by direction, and what waits by kind of goods. */
export type GateDetail = Pick<GateCount, "ma" | "thoi_diem"> & {
  xuat: Direction;
  nhap: Direction;
  hang: { nong_san: number; linh_kien: number; khac: number };
};

const whole = (value: number): number => Math.max(0, Math.round(value));

/** What a gate has at a moment, with fractions. */
function stateOf(gate: Gate, atMs: number, script: GateScript) {
  const { busy, closed, otherSide, crisis } = dayAt(atMs, script);
  const activity = gateActivity(atMs) * busy;
  const span = gate.busy - gate.calm;
  const times = 1 + ((crisis.event?.times ?? 1) - 1) * crisis.strength;
  // Who cannot cross waits; who is told that it is closed does not come.
  const crowded = (1 - 0.75 * closed.strength) * (1 + 0.9 * otherSide.strength) * times;
  const through = (1 - closed.strength) * (1 - 0.55 * otherSide.strength) * (1 - 0.5 * crisis.strength);
  const waiting = (gate.calm + span * activity + span * 0.14 * sway(`${gate.id} waiting`, atMs)) * crowded;
  // Gates close at night; a few vehicles are still let through.
  const cleared =
    gate.clearedAtPeak * (0.06 + 0.94 * activity) * (1 + 0.12 * sway(`${gate.id} cleared`, atMs)) * through;
  const wait =
    gate.waitAtPeakMin * (0.45 + 0.5 * activity) * (1 + 0.08 * sway(`${gate.id} wait`, atMs)) * Math.max(1, crowded);
  return { waiting, cleared, wait, otherSide: otherSide.strength };
}

/** @param atMs epoch ms; the same moment always has the same counts */
export function gateCounts(atMs: number, script: GateScript = usualScript): GateCount[] {
  return script.gates.map((gate) => {
    const { waiting, cleared, wait } = stateOf(gate, atMs, script);
    return {
      ma: gate.id,
      ten: gate.name,
      thoi_diem: new Date(atMs).toISOString(),
      xe_cho: whole(waiting),
      thong_quan: whole(cleared),
      cho_lau_nhat: whole(wait),
    };
  });
}

const halfHourMs = 30 * 60_000;

/** Directions and goods add up to what the count says. Who enters is who was cleared and by how many more wait. */
export function gateDetails(atMs: number, script: GateScript = usualScript): GateDetail[] {
  return script.gates.map((gate) => {
    const { waiting, cleared, otherSide } = stateOf(gate, atMs, script);
    const grown = stateOf(gate, atMs + halfHourMs, script).waiting - stateOf(gate, atMs - halfHourMs, script).waiting;
    const entering = Math.max(0, cleared + grown);
    // More of what waits is to be exported where the other side is shut.
    const out = Math.min(0.95, gate.exportShare + 0.05 * sway(`${gate.id} out`, atMs) + 0.25 * otherSide);
    const split = (all: number, part: number) => {
      const first = Math.min(whole(all), whole(all * part));
      return [first, whole(all) - first] as const;
    };
    const [waitingOut, waitingIn] = split(waiting, out);
    const [clearedOut, clearedIn] = split(cleared, gate.exportShare * (1 - otherSide));
    const [enteringOut, enteringIn] = split(entering, gate.exportShare);
    const [produce, rest] = split(waiting, gate.produceShare + 0.04 * sway(`${gate.id} produce`, atMs));
    const parts = Math.min(rest, whole(waiting * gate.partsShare));
    return {
      ma: gate.id,
      thoi_diem: new Date(atMs).toISOString(),
      xuat: { cho: waitingOut, vao: enteringOut, thong_quan: clearedOut },
      nhap: { cho: waitingIn, vao: enteringIn, thong_quan: clearedIn },
      hang: { nong_san: produce, linh_kien: parts, khac: rest - parts },
    };
  });
}

/** What the officers at a gate note of the other side, each half hour. */
export function otherSides(atMs: number, script: GateScript = usualScript) {
  const { closed, otherSide, crisis } = dayAt(atMs, script);
  return script.gates.map(({ id, hours: [from, to] }) => {
    const hour = hourOfDay(atMs);
    const shut = [closed, otherSide].find(({ strength }) => strength > 0.5)?.event;
    const said =
      shut !== undefined
        ? shut.name
        : hour < from || hour >= to
          ? `Đóng đến ${String(from).padStart(2, "0")}:00`
          : crisis.strength > 0.5
            ? "Mở, chậm"
            : `Mở đến ${String(to).padStart(2, "0")}:00`;
    return { ma: id, thoi_diem: new Date(atMs).toISOString(), noi_dung: said };
  });
}

/** Neighbouring provinces' gates, by the hour. */
export const neighbourCounts = (atMs: number, script: GateScript) =>
  script.neighbours.map(({ id, calm, busy }) => ({
    ma: id,
    xe_cho: whole(calm + (busy - calm) * gateActivity(atMs) + 0.1 * (busy - calm) * sway(`${id} waiting`, atMs)),
  }));
