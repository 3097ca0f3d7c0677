import { statfs } from "node:fs/promises";
import os from "node:os";
import type { MachineLoad } from "#contract/entities/machine.ts";

const measureEveryMs = 5_000;
const samplesAMinute = 12;
const keptSamples = 15 * samplesAMinute;

/** Processor time since the machine's start, all processors together, in ms. */
export type ProcessorTimes = { busyMs: number; totalMs: number };

export type MachineLoadMeter = {
  /** The last measurement; null before the first. */
  load(): MachineLoad | null;
  stop(): void;
};

/**
 * Measures this machine every five seconds, the first time at once.
 * @param options.folder the disk that counts is the one where it lies
 * @param options.onMeasured called after each measurement
 */
export function startMachineLoad(options: {
  folder: string;
  now(): number;
  onMeasured?(load: MachineLoad): void;
  times?(): ProcessorTimes;
}): MachineLoadMeter {
  const { folder, now, onMeasured, times = processorTimes } = options;
  const samples: ProcessorTimes[] = [];
  let last: MachineLoad | null = null;
  let isStopped = false;

  const measure = async (): Promise<void> => {
    samples.push(times());
    if (samples.length > keptSamples + 1) samples.shift();
    const disk = await statfs(folder).catch(() => null);
    if (isStopped) return;
    last = {
      measuredAtMs: now(),
      processor: {
        cores: Math.max(1, os.cpus().length),
        lastMinute: busyShare(samples.slice(-samplesAMinute - 1)),
        // Until the quarter of an hour is full nothing can be said to have lasted it.
        sustained: samples.length > keptSamples ? busyShare(samples) : 0,
      },
      memory: { total: os.totalmem(), available: os.freemem() },
      storage: disk === null ? null : { total: disk.blocks * disk.bsize, available: disk.bavail * disk.bsize },
    };
    onMeasured?.(last);
  };

  void measure();
  const timer = setInterval(() => void measure(), measureEveryMs);
  timer.unref();
  return {
    load: () => last,
    stop() {
      isStopped = true;
      clearInterval(timer);
    },
  };
}

/** From the first to the last of the samples; 0 where no time has passed between them. */
export function busyShare(samples: readonly ProcessorTimes[]): number {
  const first = samples[0];
  const last = samples.at(-1);
  if (first === undefined || last === undefined || last.totalMs <= first.totalMs) return 0;
  return Math.min(1, Math.max(0, (last.busyMs - first.busyMs) / (last.totalMs - first.totalMs)));
}

function processorTimes(): ProcessorTimes {
  let busyMs = 0;
  let totalMs = 0;
  for (const { times } of os.cpus()) {
    const all = times.user + times.nice + times.sys + times.irq + times.idle;
    totalMs += all;
    busyMs += all - times.idle;
  }
  return { busyMs, totalMs };
}
