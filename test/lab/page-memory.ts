import { readFileSync } from "node:fs";

/**
 * What pages take themselves, and what Chromium has mapped beside them: its code, and what its processes share, which
 * fills up over some hundred changes of pictures and then stays. MB, shared pages by share (Linux).
 */
export function pageMemory(pids: readonly number[]): { ownMb: number; mappedMb: number } {
  const sum = { ownMb: 0, mappedMb: 0 };
  for (const pid of pids) {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
    const mb = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(text)?.[1] ?? 0) / 1_024;
    sum.ownMb += mb("Pss_Anon");
    sum.mappedMb += mb("Pss_File") + mb("Pss_Shmem");
  }
  return sum;
}
