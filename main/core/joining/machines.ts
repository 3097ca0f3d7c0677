import os from "node:os";
import type { MachineLoad, MachineView } from "#contract/entities/machine.ts";
import type { DisplayStatus, WallPlan } from "#contract/entities/wall.ts";
import { CodedError } from "#contract/errors.ts";
import type { JoinRequest } from "#contract/joining.ts";
import type { KeptMachine, MachinesRepository } from "./repository.ts";

/** The other machines of this wall, as its core knows them. */
export type Machines = {
  /**
   * @returns the number of the machine's first monitor; the same again whenever it comes
   * @throws CodedError join.not-yet, join.no-room, store.full, store.failed
   */
  admit(request: Pick<JoinRequest, "id" | "name">): Promise<number>;
  /** What people call it; undefined for one that has not joined. */
  nameOf(id: string): string | undefined;
  /** Its line is there, and it has monitors up to this number; 0: none so far. */
  saw(id: string, lastNumber: number): Promise<void>;
  /** Its line stands, until `leave`. */
  join(id: string): MachinePresence;
  /**
   * Takes one that is not there off the wall; its numbers are free for the next that joins.
   * @throws CodedError join.unknown-machine, join.still-there, store.full, store.failed
   */
  remove(name: string): Promise<void>;
  /** All that have joined, by the numbers of their monitors. */
  views(): MachineView[];
};

export type MachinePresence = { tell(load: MachineLoad): void; leave(): void };

/**
 * Numbers are given out once and kept: after those of this machine's own monitors and of the machines before. Where the
 * wall has no number left, the machine that has not been seen for longest gives up its own, unless its line is there: so
 * a computer that was replaced leaves its place to the new one.
 * @param options.hasMonitors whether this machine has monitors of its own; they are to be known before others are numbered
 */
export async function openMachines(options: {
  repository: MachinesRepository;
  plan: Pick<WallPlan, "columns" | "rows">;
  displays(): readonly DisplayStatus[];
  hasMonitors: boolean;
  now(): number;
}): Promise<Machines> {
  const { repository, plan, displays, hasMonitors, now } = options;
  const machines = new Map((await repository.list()).map((machine) => [machine.id, machine]));
  const count = plan.columns * plan.rows;

  /** Of those that have been on the line since the start of this core; a cut line and its successor may stand side by side. */
  const presences = new Map<string, { lines: number; sinceMs: number; load: MachineLoad | null }>();

  const put = async (machine: KeptMachine): Promise<void> => {
    await repository.put(machine);
    machines.set(machine.id, machine);
  };
  const isHere = ({ name }: KeptMachine): boolean => displays().some(({ machine }) => machine === name);
  /** The first number after all that are in use. */
  const vacant = (): number => {
    const own = displays().filter(({ machine, state }) => machine === os.hostname() && state !== "missing");
    const others = [...machines.values()].map(({ firstNumber, monitors }) => firstNumber + Math.max(1, monitors) - 1);
    return 1 + Math.max(0, ...own.map(({ number }) => number), ...others);
  };
  /** Two computers of one make are often called the same. */
  const freeName = (name: string): string => {
    const taken = new Set([os.hostname(), ...[...machines.values()].map((one) => one.name)]);
    for (let at = 1; ; at += 1) {
      const tried = at === 1 ? name : `${name} (${at})`;
      if (!taken.has(tried)) return tried;
    }
  };

  return {
    async admit({ id, name }) {
      const known = machines.get(id);
      if (known !== undefined && known.firstNumber <= count) {
        await put({ ...known, seenAtMs: now() });
        return known.firstNumber;
      }
      if (hasMonitors && !displays().some(({ machine }) => machine === os.hostname()))
        throw new CodedError("join.not-yet");
      let firstNumber = vacant();
      let given: KeptMachine | undefined;
      if (firstNumber > count) {
        const absent = [...machines.values()].filter((one) => one.firstNumber <= count && !isHere(one));
        given = absent.sort((a, b) => a.seenAtMs - b.seenAtMs)[0];
        if (given === undefined) throw new CodedError("join.no-room", { count });
        firstNumber = given.firstNumber;
        await repository.remove(given.id);
        machines.delete(given.id);
      }
      await put({ id, name: freeName(name), firstNumber, monitors: 1, seenAtMs: now() });
      return firstNumber;
    },
    nameOf: (id) => machines.get(id)?.name,
    async saw(id, lastNumber) {
      const known = machines.get(id);
      if (known === undefined) return;
      const monitors = Math.max(known.monitors, lastNumber - known.firstNumber + 1);
      if (monitors !== known.monitors) await put({ ...known, monitors, seenAtMs: now() });
    },
    join(id) {
      const presence = presences.get(id) ?? { lines: 0, sinceMs: now(), load: null };
      if (presence.lines === 0) presence.sinceMs = now();
      presence.lines += 1;
      presences.set(id, presence);
      return {
        tell(load) {
          presence.load = load;
        },
        leave() {
          presence.lines -= 1;
          if (presence.lines === 0) presence.sinceMs = now();
        },
      };
    },
    async remove(name) {
      const known = [...machines.values()].find((machine) => machine.name === name);
      if (known === undefined) throw new CodedError("join.unknown-machine", { name });
      if ((presences.get(known.id)?.lines ?? 0) > 0) throw new CodedError("join.still-there", { name });
      await repository.remove(known.id);
      machines.delete(known.id);
      presences.delete(known.id);
    },
    views() {
      return [...machines.values()]
        .sort((a, b) => a.firstNumber - b.firstNumber)
        .map(({ id, name, firstNumber, monitors, seenAtMs }) => {
          const presence = presences.get(id);
          return {
            name,
            isThis: false,
            isThere: presence !== undefined && presence.lines > 0,
            sinceMs: presence?.sinceMs ?? seenAtMs,
            monitors: { first: firstNumber, last: firstNumber + Math.max(1, monitors) - 1 },
            load: presence?.load ?? null,
          };
        });
    },
  };
}
