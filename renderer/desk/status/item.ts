import type { DoorNote } from "#contract/door/view.ts";
import type { CameraView } from "#contract/entities/camera.ts";
import { isNotEnteredYet } from "#contract/entities/keyed-by-hand.ts";
import { type MachineState, type MachineView, machineState } from "#contract/entities/machine.ts";
import type { IndicatorView } from "#contract/entities/profile.ts";
import type { OriginView, SourceView } from "#contract/entities/source.ts";
import type { Words } from "#contract/entities/text.ts";
import type { DisplayState, DisplayStatus, Restart } from "#contract/entities/wall.ts";
import type { AuditTrouble, ProfileFiles, Status } from "#contract/http.ts";
import type { FigureAges } from "#contract/readings/figure-ages.ts";
import { findProblems, type Problem } from "../../panels/status-board/problem.ts";
import { isUnopened } from "../../state/cameras.ts";

/** One line of the list: what it is, how it is, since when. `rank` below `wellRank` is not well, 0 the worst; above it nobody knows. */
export type Item = {
  key: string;
  rank: number;
  sinceMs: number | null;
} /** `plannedMs`: until when it is planned to be down now. */ & (
  | { kind: "source"; name: Words; source: SourceView; plannedMs?: number }
  /** A source of a centre that is not well there, as that one tells. */
  | { kind: "origin"; name: Words; origin: OriginView; centre: SourceView; plannedMs?: number }
  | { kind: "camera"; name: Words; camera: CameraView }
  | { kind: "figure"; indicator: string; name: Words; state: "late" | "stale" | "lost"; places: number }
  | { kind: "display"; display: DisplayStatus; state: DisplayTrouble }
  | { kind: "machine"; machine: MachineView; state: MachineState }
  /** A page or the core was started anew by itself; display null: the core. */
  | { kind: "restart"; display: number | null; restart: Restart }
  /** The files of the site's profile say something else than what runs. */
  | { kind: "profile"; files: ProfileFiles }
  /** The audit trail is not written, is nearly full, or its copy is cut off. */
  | { kind: "audit"; trouble: AuditTrouble }
  /** What is to be known of where the core is reached. */
  | { kind: "door"; note: DoorNote }
  | { kind: "store"; store: Status["store"]; state: StoreState }
);
/** `turned-down`: the machine bears no more, and some cameras do without pictures for it. */
export type DisplayTrouble = DisplayState | "tiles" | "turned-down";
export type StoreState = "ok" | "failing" | "recovered" | "no-backup" | "old-backup";

export const wellRank = 100;
/** What was started anew is told so long, though it is well again: who was not looking is to know. */
const restartToldForMs = 30 * 60_000;
export const unknownRank = 101;
/** A backup is made every six hours; two that did not come are a fault. */
const oldBackupMs = 13 * 3_600_000;
/** A new installation makes its first one within the hour. */
const noBackupMs = 2 * 3_600_000;

const displayRank: Record<DisplayTrouble, number> = {
  missing: 0,
  "page-lost": 1,
  "no-line": 1,
  "page-hung": 2,
  "wrong-bounds": 2,
  tiles: 2,
  "turned-down": 3,
  starting: 4,
  ok: wellRank,
};
const restartRank = 3;
const auditRank: Record<AuditTrouble["state"], number> = { failing: 1, attention: 2 };
const profileRank: Record<ProfileFiles["state"], number> = { refused: 2, waiting: 3 };
const doorRank = 2;
/** Nobody comes in. */
const shutDoor: ReadonlySet<string> = new Set(["tls.closed", "tls.expired", "port.in-use", "port.not-allowed"]);
const storeRank: Record<StoreState, number> = {
  failing: 0,
  recovered: 1,
  "old-backup": 2,
  "no-backup": 2,
  ok: wellRank,
};

const machineRank: Record<MachineState, number> = {
  away: 0,
  "storage-out": 0,
  "storage-low": 2,
  "memory-low": 2,
  busy: 3,
  ok: wellRank,
};

export type Everything = {
  sources: ReadonlyMap<string, SourceView>;
  cameras: ReadonlyMap<string, CameraView>;
  displays: ReadonlyMap<string, DisplayStatus>;
  figureAges: Iterable<FigureAges>;
  indicatorOf: ReadonlyMap<string, IndicatorView>;
  /** undefined while the core has not told it. */
  status:
    | (Pick<Status, "store" | "startedAtMs" | "machines" | "coreRestart" | "profileFiles" | "audit"> &
        Partial<Pick<Status, "door">>)
    | undefined;
};

/** How a monitor is: its window's trouble is the monitor's, and so is a tile that failed. */
export function displayState(display: DisplayStatus): DisplayTrouble {
  if (display.state !== "ok") return display.state;
  if (display.window !== null && display.window.state !== "ok") return display.window.state;
  if (display.tiles.some((tile) => tile.state === "error")) return "tiles";
  return display.turnedDown === undefined ? "ok" : "turned-down";
}

export function storeState({ store, startedAtMs }: Pick<Status, "store" | "startedAtMs">, nowMs: number): StoreState {
  if (store.state === "failing") return "failing";
  if (store.recovery !== null) return "recovered";
  if (store.lastBackupAtMs === null) return nowMs - startedAtMs > noBackupMs ? "no-backup" : "ok";
  return nowMs - store.lastBackupAtMs > oldBackupMs && nowMs - startedAtMs > noBackupMs ? "old-backup" : "ok";
}

/** Everything there is, what is wrong first: the worst, and among equals the longest; then what is well, by kind; then what nobody knows of. */
export function itemsOf(all: Everything, nowMs: number): Item[] {
  const items: Item[] = [];
  const problems = findProblems({ ...all, sources: all.sources.values(), cameras: all.cameras.values() }, nowMs);
  const problemOf = new Map(problems.map((problem) => [problem.key, problem]));
  // What is planned is no fault: it stands among what is well, before the rest of it.
  const rankIn = (problem: Problem | undefined) =>
    problem === undefined || problem.kind === "planned" ? wellRank : problem.rank;
  const rankOf = (key: string): number => rankIn(problemOf.get(key));
  const plannedOf = (key: string) => {
    const problem = problemOf.get(key);
    return problem?.kind === "planned" ? { plannedMs: problem.untilMs } : {};
  };
  for (const source of all.sources.values()) {
    const key = `source/${source.id}`;
    const { name, sinceMs } = source;
    items.push({ key, kind: "source", name, source, sinceMs, rank: rankOf(key), ...plannedOf(key) });
    for (const origin of source.origins?.sources ?? []) {
      const problem = problemOf.get(`${key}/${origin.id}`);
      if (problem === undefined) continue;
      const { name, sinceMs } = problem;
      const planned = plannedOf(problem.key);
      const rank = rankIn(problem);
      items.push({ key: problem.key, kind: "origin", rank, name, sinceMs, origin, centre: source, ...planned });
    }
  }
  for (const camera of all.cameras.values()) {
    const key = `camera/${camera.id}`;
    const { name, sinceMs } = camera;
    const rank = isUnopened(camera) ? unknownRank : rankOf(key);
    items.push({ key, kind: "camera", name, camera, sinceMs, rank });
  }
  for (const problem of problems)
    if (problem.kind === "figure") {
      const { key, indicator, rank, name, sinceMs, state, places } = problem;
      items.push({ key, kind: "figure", indicator, rank, name, sinceMs, state, places });
    }
  for (const [name, display] of all.displays) {
    const state = displayState(display);
    items.push({ key: `display/${name}`, kind: "display", display, state, sinceMs: null, rank: displayRank[state] });
  }
  const restarted = (name: string, display: number | null, restart: Restart | undefined): void => {
    if (restart === undefined || nowMs - restart.atMs >= restartToldForMs) return;
    const key = `restart/${name}`;
    items.push({ key, kind: "restart", display, restart, sinceMs: restart.atMs, rank: restartRank });
  };
  // A page of several monitors is told of once.
  const pages = new Set<number>();
  for (const [name, { number, window }] of all.displays) {
    const restart = window?.lastReload;
    if (restart === undefined || pages.has(restart.atMs)) continue;
    pages.add(restart.atMs);
    restarted(name, number, restart);
  }
  restarted("core", null, all.status?.coreRestart);
  if (all.status !== undefined) {
    const { profileFiles: files, audit: trouble } = all.status;
    if (trouble !== undefined)
      items.push({ key: "audit", kind: "audit", trouble, sinceMs: null, rank: auditRank[trouble.state] });
    if (files !== undefined)
      items.push({ key: "profile", kind: "profile", files, sinceMs: files.sinceMs, rank: profileRank[files.state] });
    for (const note of all.status.door?.notes ?? []) {
      const key = `door/${note.reason.code}/${note.reason.params.door ?? note.reason.params.host ?? ""}`;
      const rank = note.isFault ? (shutDoor.has(note.reason.code) ? 1 : doorRank) : wellRank;
      items.push({ key, kind: "door", note, sinceMs: null, rank });
    }
    for (const machine of all.status.machines) {
      const state = machineState(machine);
      const sinceMs = state === "away" ? machine.sinceMs : null;
      items.push({
        key: `machine/${machine.name}`,
        kind: "machine",
        machine,
        state,
        sinceMs,
        rank: machineRank[state],
      });
    }
    const state = storeState(all.status, nowMs);
    items.push({ key: "store", kind: "store", store: all.status.store, state, sinceMs: null, rank: storeRank[state] });
  }
  return items.sort(
    (a, b) =>
      a.rank - b.rank ||
      Number(isPlanned(b)) - Number(isPlanned(a)) ||
      (a.rank < wellRank ? (a.sinceMs ?? 0) - (b.sinceMs ?? 0) : 0) ||
      kinds.indexOf(a.kind) - kinds.indexOf(b.kind) ||
      a.key.localeCompare(b.key, "vi", { numeric: true }),
  );
}

export const isPlanned = (item: Item): boolean => "plannedMs" in item && item.plannedMs !== undefined;

const kinds: readonly Item["kind"][] = [
  "store",
  "audit",
  "door",
  "machine",
  "display",
  "restart",
  "source",
  "origin",
  "camera",
  "figure",
];

/** A source of what people enter, into which nobody has entered anything yet: nothing is wrong with it, and nothing is well. */
export const isWaiting = (item: Item): boolean => item.kind === "source" && isNotEnteredYet(item.source);
