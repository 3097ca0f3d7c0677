import { writeFileSync } from "node:fs";
import { CodedError } from "#contract/errors.ts";
import { createArrivals } from "./arrivals.ts";
import { listBackups, takeBackup } from "./backups.ts";
import { createCameraEventsRepository } from "./camera-events.ts";
import { createCheckpoints } from "./checkpoints.ts";
import { createCitizenReportsRepository } from "./citizen-reports.ts";
import { createCondensing } from "./condensing.ts";
import { writeFailure, writesTo } from "./failures.ts";
import { openFeatures } from "./features.ts";
import { createFeed } from "./feed.ts";
import { createInbox } from "./inbox.ts";
import { createKnownThen } from "./known-then.ts";
import { createMachinesRepository } from "./machines.ts";
import { openAgain, storeFile, suspectMark } from "./opening.ts";
import { createOutagesRepository } from "./outages.ts";
import { createOutbox } from "./outbox.ts";
import { createPast } from "./past.ts";
import { createReadings } from "./readings.ts";
import { openOrRecover, setAsideIn } from "./recovery.ts";
import type { SqliteStore } from "./repositories.ts";
import { createSecretBindingsRepository } from "./secret-bindings.ts";
import { createSecretsRepository } from "./secrets.ts";
import { createSourceMemory } from "./source-memory.ts";
import { createTokens } from "./tokens.ts";
import { createWallRepository } from "./wall.ts";

/**
 * Two connections, because `synchronous` belongs to a connection. Readings are written with NORMAL: a commit is safe
 * against the death of this program (the kernel has it) and never damages the file; only a power cut can take the last
 * moments, and platforms send those again or newer ones. What people entered nobody sends again, so tokens and secrets
 * are written with FULL: on the disk itself before they are acknowledged. What the core counts by itself of all that goes with the readings.
 *
 * On a full disk what is stored is read, by one connection for both; it goes on writing once there is room.
 *
 * @param folder the data folder; made when absent
 * @param options dayOffsetMs: of the site's standard time from UTC, by which days of history are made; recoverWith: the program
 *   `sqlite3`, null for none
 * @throws CodedError store.locked, store.foreign, store.newer, data.not-writable, store.full where there is no room even to
 *   read (a database that is to be made or brought up to this version); a damaged one is set aside and
 *   the newest good backup taken, which `upkeep.recovery()` then tells
 */
export async function openStore(
  folder: string,
  options: { dayOffsetMs?: number; recoverWith?: string | null } = {},
): Promise<SqliteStore> {
  const { recoverWith = "sqlite3", ...days } = options;
  const { database: received, isAlone } = openOrRecover(folder, Date.now(), recoverWith);
  const entered = isAlone ? received : openAgain(folder);
  entered.pragma("synchronous = FULL");
  const condensedUntil = new Map<number, number>();
  const condense = createCondensing(received, folder, condensedUntil);
  const arrivals = createArrivals(received);
  // Nothing else may open the database then: SQLite copies its log itself.
  const checkpoints = isAlone ? undefined : createCheckpoints([received, entered], storeFile(folder));
  const outbox = createOutbox(entered, folder);
  // A row that stays as it is would not be written; the header's page is, whatever is set in it.
  const version = Number(received.pragma("user_version", { simple: true }));
  const tidy = (nowMs: number): boolean => {
    try {
      return arrivals.tidy(nowMs);
    } catch (error) {
      throw writeFailure(error, folder);
    }
  };
  return {
    async condense(rule, nowMs) {
      const isTidy = tidy(nowMs);
      const { rows, isRoundDone } = await condense(rule, nowMs);
      checkpoints?.wrote(rows);
      return { rows, isRoundDone: isRoundDone && isTidy };
    },
    upkeep: {
      recovery: () => setAsideIn(folder)?.reason ?? null,
      setAside: () => setAsideIn(folder),
      lastBackupAtMs: () => listBackups(folder)[0]?.atMs ?? null,
      async backUp(nowMs) {
        const damage = await takeBackup(received, folder, nowMs);
        if (damage === null) return;
        // A copy is as sound as what it was made of.
        writeFileSync(suspectMark(folder), "");
        throw new CodedError("store.damaged", { file: storeFile(folder), detail: damage });
      },
      tryWriting: () => writesTo(folder)(() => void received.pragma(`user_version = ${version}`)),
    },
    readings: createReadings(received, {
      ...{ folder, condensedUntil, arrivals, ...days },
      ...(checkpoints === undefined ? {} : { checkpoints }),
    }),
    feed: createFeed(received, arrivals),
    past: createPast(received),
    wall: createWallRepository(entered, folder),
    machines: createMachinesRepository(entered, folder),
    tokens: createTokens(entered, folder),
    secrets: createSecretsRepository(entered, folder),
    secretBindings: createSecretBindingsRepository(entered, folder),
    cameraEvents: createCameraEventsRepository(entered, folder),
    citizenReports: createCitizenReportsRepository(entered, folder),
    sourceMemory: createSourceMemory(received, folder),
    outages: createOutagesRepository(entered, received, folder, outbox),
    ...openFeatures({ entered, received }, folder),
    knownThen: createKnownThen(received, folder),
    outbox: outbox.repository,
    inbox: createInbox(entered, folder),
    async close() {
      await checkpoints?.stop();
      if (entered !== received) entered.close();
      received.close();
    },
  };
}
