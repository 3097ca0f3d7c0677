import { z } from "zod";
import { MachineLoad } from "./entities/machine.ts";
import { EpochMs } from "./entities/time.ts";
import { DisplayView, TileReport, TurnedDown } from "./entities/wall.ts";

/** What joining machines say to one another: over HTTP when they join, then over the live line. The joined one asks. */

/** `POST routes.machines`, by role machine: a machine whose monitors are to be part of this wall. Answers a `JoinedSite`. */
export const JoinRequest = z.strictObject({
  /** Made by the machine once and kept with its data: by it its numbers are known again. */
  id: z.uuid(),
  /** As its system calls it, for people. */
  name: z.string().trim().min(1).max(100),
  /** `liveProtocol` of the machine. */
  protocol: z.int(),
});
export type JoinRequest = z.infer<typeof JoinRequest>;

/** Or 409 join.no-room, join.itself; 503 join.not-yet; 426 join.other-version. */
export const JoinedSite = z.object({
  /** The profile as its files write it, without platforms, cameras, feeds, accounts: what another machine needs to show the wall. */
  profile: z.record(z.string(), z.unknown()),
  /** GeoJSON, as a text. */
  outline: z.string().max(50_000_000),
  /** The number of the machine's first monitor; the others follow. */
  firstNumber: z.int().min(1).max(64),
});
export type JoinedSite = z.infer<typeof JoinedSite>;

/** A monitor of a joined machine. `hasWindow`: its page is on the line of its own core, so that changes are prepared by it. */
export const MachineDisplay = z.strictObject({
  ...DisplayView.shape,
  tiles: z.array(TileReport).max(256),
  turnedDown: TurnedDown.optional(),
  hasWindow: z.boolean(),
});
export type MachineDisplay = z.infer<typeof MachineDisplay>;

/** From a joined machine: its monitors and what they show, whole, whenever something of it changed. */
export const MachineReport = z.strictObject({ type: z.literal("machine"), displays: z.array(MachineDisplay).max(64) });
export type MachineReport = z.infer<typeof MachineReport>;

/** From a joined machine: one of its windows has prepared a change. */
export const MachinePrepared = z.strictObject({
  type: z.literal("machine-prepared"),
  change: z.int().min(1),
  display: z.int().min(1).max(64),
});

/** From a joined machine: what it has to bear, every few seconds. */
export const MachineLoadReport = z.strictObject({ type: z.literal("machine-load"), load: MachineLoad });

/** From a joined machine; answered at once with `ClockTold`. `mark`: comes back as it was. */
export const ClockAsked = z.strictObject({ type: z.literal("clock-asked"), mark: z.int().min(0) });
export const ClockTold = z.strictObject({ type: z.literal("clock-told"), mark: z.int().min(0), atMs: EpochMs });
