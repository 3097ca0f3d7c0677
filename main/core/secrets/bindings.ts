import { CodedError } from "#contract/errors.ts";
import type { SecretUser } from "../outbound/secret-user.ts";
import type { SecretUse } from "../outbound/secret-uses.ts";
import type { SecretBindingsRepository } from "./repository.ts";

/** Which secret may be sent by whom, and where to. */
export type SecretBindings = {
  /** Binds a secret to all that refer to it now, and to nothing else: an administrator has said so. @returns those */
  bind(name: string): Promise<SecretUse[]>;
  /** Lets one more send it: an administrator has named it there himself. */
  add(name: string, user: SecretUser): Promise<void>;
  /**
   * Whether an administrator may have it sent to a camera that he names himself: what was meant for a platform, another machine or a provider
   * is meant for no camera.
   * @throws CodedError secret.bound-elsewhere
   */
  checkForCamera(name: string, user: SecretUser): Promise<void>;
  /** Binds those that are bound to nothing yet, as at the first start that knows of bindings. */
  bindUnbound(): Promise<void>;
  /** @throws CodedError secret.bound-elsewhere */
  check(name: string, user: SecretUser): Promise<void>;
  forget(name: string): Promise<void>;
};

const isCamera = (user: string) => user.startsWith("camera ");
/** Another camera behind the same recorder: the secret goes where it goes already. */
const isWithin = (hosts: string, bound: readonly SecretUser[]) => {
  const known = new Set(bound.flatMap((one) => one.hosts.split(" ")));
  return hosts !== "" && hosts.split(" ").every((host) => known.has(host));
};

/** @param options.uses what refers to secrets now */
export function createSecretBindings(options: {
  repository: SecretBindingsRepository;
  uses(): SecretUse[];
  now(): number;
}): SecretBindings {
  const { repository, uses, now } = options;
  const usesOf = (name: string) => uses().filter((use) => use.name === name);
  const bind = async (name: string): Promise<SecretUse[]> => {
    const found = usesOf(name);
    await repository.replace(name, found, now());
    return found;
  };
  return {
    bind,
    async checkForCamera(name, { user, hosts }) {
      const bound: SecretUser[] = await repository.of(name);
      const others = (bound.length === 0 ? usesOf(name) : bound).filter((one) => !isCamera(one.user));
      if (others.length === 0) return;
      const told = others.map((one) => one.user).join(", ");
      throw new CodedError("secret.bound-elsewhere", { name, user, host: hosts || "–", bound: told.slice(0, 200) });
    },
    add: (name, user) => repository.add(name, user, now()),
    async bindUnbound() {
      for (const name of new Set(uses().map((use) => use.name)))
        if ((await repository.of(name)).length === 0) await bind(name);
    },
    async check(name, { user, hosts }) {
      let bound: SecretUser[] = await repository.of(name);
      // Set before anything referred to it: the first that does are what it was set for.
      if (bound.length === 0) bound = await bind(name);
      if (bound.some((one) => one.user === user && one.hosts === hosts)) return;
      if (
        isCamera(user) &&
        isWithin(
          hosts,
          bound.filter((one) => isCamera(one.user)),
        )
      )
        return;
      const own = bound.find((one) => one.user === user)?.hosts ?? "–";
      throw new CodedError("secret.bound-elsewhere", { name, user, host: hosts || "–", bound: own || "–" });
    },
    forget: (name) => repository.replace(name, [], now()),
  };
}
