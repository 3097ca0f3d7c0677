import type { Profile } from "#contract/entities/profile.ts";
import type { RestSource, SourceConfig } from "#contract/entities/source-config.ts";
import { CodedError } from "#contract/errors.ts";
import type { SimulatorReady, SimulatorTold } from "#contract/supervision.ts";
import { filledIn } from "./address-host.ts";
import type { SecretUser } from "./secret-user.ts";

/** ${data}, ${profile}, ${simulator.mqtt|http|rtsp|folder|secret}, ${secret.NAME}: see contract/entities/address.ts. */
const reference = /\$\{([^}]*)\}/g;
const known = /^(?:data|profile|simulator\.(?:mqtt|http|rtsp|folder|secret)|secret\.[a-z0-9]+(?:[.-][a-z0-9]+)*)$/;

/** The names between ${ and }, in the order they stand. */
export function referencesIn(text: string): string[] {
  return [...text.matchAll(reference)].map((match) => match[1] ?? "");
}

export const isKnownReference = (name: string): boolean => known.test(name);

/** Every address of a source that may hold references. */
export function addressesOf(source: SourceConfig): string[] {
  switch (source.type) {
    case "mqtt":
      return present(source.url, source.password, source.ca, source.certificate, source.key);
    case "rest":
    case "events":
      return [source.url, ...loginOf(source)];
    case "postgresql":
      return present(source.url, source.password, source.ca, source.certificate, source.key);
    case "websocket":
      return [source.url, ...source.first, ...loginOf(source)];
    case "webhook":
    case "camera-events":
      return present(source.secret);
    case "folder":
      return [source.path];
    case "centre":
      return present(source.url, source.token, source.ca);
    case "published":
    case "entered":
      return [];
  }
}

const present = (...addresses: (string | undefined)[]): string[] =>
  addresses.filter((address): address is string => address !== undefined);

const loginOf = (source: Pick<RestSource, "headers" | "bearer" | "basic" | "oauth" | "ca">): string[] => {
  const { headers, bearer, basic, oauth, ca } = source;
  const { token, client, secret, ca: tokenCa } = oauth ?? {};
  return present(...Object.values(headers), bearer, basic?.password, token, client, secret, tokenCa, ca);
};

/** Whatever refers to the simulator is simulated, always: its readings cannot be given another status. */
export function isSimulated(source: SourceConfig): boolean {
  return addressesOf(source).some((address) => referencesIn(address).some((name) => name.startsWith("simulator.")));
}

/** Whether the profile needs the simulator to be started for its sources. For a camera it is started when one is opened. */
export const usesSimulator = (profile: Profile): boolean => profile.sources.some(isSimulated);

/** Of which cameras each simulated platform may tell events: those whose pictures are drawn, never a real one. */
export function simulatedEventsOf({
  sources,
  cameras,
}: Pick<Profile, "sources" | "cameras">): SimulatorTold["cameraEvents"] {
  const drawn = cameras.filter(({ stream }) => stream.type === "test").map(({ id }) => id);
  return sources
    .filter((source) => source.type === "camera-events" && isSimulated(source))
    .slice(0, 50)
    .map(({ id }) => ({ source: id, cameras: drawn }));
}

export type ResolverOptions = {
  dataFolder: string;
  profileFolder: string;
  /** Waits until the simulator serves; rejects with CodedError `simulator.failed`. Absent: this profile starts none. */
  simulator?: () => Promise<SimulatorReady>;
  /** The clear text of a secret, undefined when it is not set. Rejects with CodedError where it is not for this user. */
  secret(name: string, user: SecretUser | undefined): Promise<string | undefined>;
};

/**
 * @returns a function that fills in the references of an address at the moment of use, so that a secret set later or a
 *   simulator restarted at another port is found. Rejects with CodedError `secret.missing`, `secret.bound-elsewhere` or
 *   `simulator.failed`.
 */
export function createResolver(options: ResolverOptions): (address: string, user?: SecretUser) => Promise<string> {
  const fill = async (name: string, user: SecretUser | undefined): Promise<string> => {
    if (name === "data") return options.dataFolder;
    if (name === "profile") return options.profileFolder;
    if (name.startsWith("simulator.")) {
      if (options.simulator === undefined) throw new CodedError("simulator.failed", { detail: "not started" });
      const ready = await options.simulator();
      return ready[name.slice("simulator.".length) as "mqtt" | "http" | "rtsp" | "folder" | "secret"];
    }
    const secretName = name.slice("secret.".length);
    const value = await options.secret(secretName, user);
    if (value === undefined) throw new CodedError("secret.missing", { name: secretName });
    return value;
  };
  return async (address, user) => {
    const values = new Map<string, string>();
    for (const name of referencesIn(address)) values.set(name, await fill(name, user));
    return filledIn(address, values);
  };
}
