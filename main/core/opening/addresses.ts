import path from "node:path";
import { CodedError } from "#contract/errors.ts";
import { createResolver, simulatedEventsOf, usesSimulator } from "../outbound/references.ts";
import { usesOfSecrets } from "../outbound/secret-uses.ts";
import { ownProgram } from "../run/programs.ts";
import { createSecretBindings, type SecretBindings } from "../secrets/bindings.ts";
import type { Secrets } from "../secrets/secrets.ts";
import { type SimulatorSupervisor, superviseSimulator } from "../supervision/simulator-process.ts";
import type { Ground } from "./ground.ts";

export type Addresses = {
  /** Fills in what an address of the profile refers to; see `createResolver`. */
  resolve: ReturnType<typeof createResolver>;
  bindings: SecretBindings;
  /** Starts the simulator where the profile has one, and tells it where the core listens. */
  tellSimulator(origin: string): void;
  /** Ends the simulator where it was started. */
  stopSimulator(): Promise<void> | undefined;
};

/** What addresses in the profile refer to: folders, secrets, each for those alone that it is bound to, and the simulator. */
export async function openAddresses(
  ground: Ground & { secrets: Pick<Secrets, "get">; ffmpegPath: string | null; assetsFolder: string },
): Promise<Addresses> {
  const { profile, site, registered, dataFolder, profileFolder, secrets, ffmpegPath, assetsFolder, now, log } = ground;
  const bindings = createSecretBindings({
    repository: ground.store.secretBindings,
    uses: () => usesOfSecrets(site.current(), registered.all()),
    now,
  });
  await bindings.bindUnbound();
  let simulator: SimulatorSupervisor | undefined;
  const simulatorOf = (): SimulatorSupervisor => {
    simulator ??= superviseSimulator({
      ...{ entry: ownProgram("simulator"), folder: path.join(dataFolder, "simulator"), ffmpegPath },
      ...{ packsFolder: path.join(assetsFolder, "packs"), timeZone: profile.timeZone, log },
    });
    return simulator;
  };
  const resolve = createResolver({
    dataFolder,
    profileFolder,
    async secret(name, user) {
      // Without anything stored under its name there is nothing to be sent anywhere.
      const value = await secrets.get(name);
      if (value === undefined) return undefined;
      if (user === undefined)
        throw new CodedError("secret.bound-elsewhere", { name, user: "?", host: "?", bound: "?" });
      await bindings.check(name, user);
      return value;
    },
    simulator: () => simulatorOf().ready(),
  });
  let toldOrigin: string | undefined;
  const tellSimulator = (origin: string): void => {
    toldOrigin = origin;
    const now = site.current();
    if (usesSimulator(now)) simulatorOf().tell({ type: "core-listens", origin, cameraEvents: simulatedEventsOf(now) });
  };
  // Before any source looks for what it needs.
  site.onChange(async () => {
    await bindings.bindUnbound();
    if (toldOrigin !== undefined) tellSimulator(toldOrigin);
  });
  return {
    resolve,
    bindings,
    tellSimulator,
    stopSimulator: () => simulator?.stop(),
  };
}
