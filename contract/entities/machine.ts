import { z } from "zod";
import { EpochMs } from "./time.ts";

/** How much a machine has to bear, and what it has left. Sizes in bytes. */
export const MachineLoad = z.strictObject({
  measuredAtMs: EpochMs,
  /** Busy share of all processors together, 0 to 1: over the last minute, and over the last quarter of an hour. */
  processor: z.strictObject({
    cores: z.int().min(1),
    lastMinute: z.number().min(0).max(1),
    sustained: z.number().min(0).max(1),
  }),
  memory: z.strictObject({ total: z.number().min(0), available: z.number().min(0) }),
  /** Where the data folder lies; null where the system does not tell. */
  storage: z.strictObject({ total: z.number().min(0), available: z.number().min(0) }).nullable(),
});
export type MachineLoad = z.infer<typeof MachineLoad>;

/** A machine of the wall. */
export const MachineView = z.strictObject({
  /** As its system calls it; unique on this wall. */
  name: z.string().max(110),
  /** The one whose core tells this. */
  isThis: z.boolean(),
  /** Its core is on the line; for this machine always. */
  isThere: z.boolean(),
  /** Since when it is there or away, as far as this core knows. */
  sinceMs: EpochMs,
  /** The numbers of its monitors; null where it has none so far. */
  monitors: z.strictObject({ first: z.int().min(1), last: z.int().min(1) }).nullable(),
  /** The last that it told; null until it did. */
  load: MachineLoad.nullable(),
});
export type MachineView = z.infer<typeof MachineView>;

/** What is the matter with a machine, the worst of it. */
export type MachineState = "ok" | "away" | "storage-out" | "storage-low" | "memory-low" | "busy";

/** The store stops somewhat before a disk is full; a day of a province is some hundred MB (docs/operations.md). */
const storageOutBytes = 1e9;
const storageLowBytes = 5e9;
/** Below this Linux begins to swap and Windows to page: cameras stutter before anything fails. */
const memoryLowShare = 0.06;
/** Sustained: a minute at full load is a scene being opened, a quarter of an hour is a machine that is too small. */
const busyShare = 0.95;

export function machineState({ isThere, load }: Pick<MachineView, "isThere" | "load">): MachineState {
  if (!isThere) return "away";
  if (load === null) return "ok";
  const { storage, memory, processor } = load;
  if (storage !== null && storage.available < storageOutBytes) return "storage-out";
  if (storage !== null && storage.available < storageLowBytes) return "storage-low";
  if (memory.available < memory.total * memoryLowShare) return "memory-low";
  return processor.sustained >= busyShare ? "busy" : "ok";
}
