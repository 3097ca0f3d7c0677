/** A device that is spoken to. The account is in it: it goes to the worker and nowhere else. */
export type Device = {
  hostname: string;
  port: number;
  path: string;
  isSecure: boolean;
  /** PEM of the only authorities to trust; null: those the system trusts. */
  ca: string | null;
  username: string;
  password: string;
  /** Token of the profile to move; null: the first that can be moved. */
  profile: string | null;
};

/** Where a device service is. @param address http or https */
export function placeOf(address: string): Pick<Device, "hostname" | "port" | "path" | "isSecure"> {
  const url = new URL(address);
  const isSecure = url.protocol === "https:";
  return {
    hostname: url.hostname,
    port: Number(url.port) || (isSecure ? 443 : 80),
    path: url.pathname + url.search,
    isSecure,
  };
}

export type Deed =
  | { type: "move"; pan: number; tilt: number; zoom: number; lastsMs: number }
  | { type: "stop" }
  | { type: "preset"; token: string }
  | { type: "presets" }
  | { type: "streams" };

/** As a device tells them: what the library made of its answer. */
export type ToldStreams = {
  streams: { uri: unknown; width: unknown; height: unknown; codec: unknown }[];
  isMovable: boolean;
};

export type Task =
  | { number: number; type: "deed"; device: Device; deed: Deed; withinMs: number }
  | { number: number; type: "search"; withinMs: number; interfaces: string[] };

/** What the worker says: found devices as they come, and how each task ended. Nothing in it is to be trusted as it is. */
export type Told =
  | { number: number; type: "found"; from: string; addresses: string; scopes: string }
  | { number: number; type: "unreadable" }
  | { number: number; type: "done"; result: unknown }
  | { number: number; type: "failed"; code: TaskFailure; detail: string };

export type TaskFailure = "unreachable" | "wrong-password" | "redirected" | "not-movable" | "refused";
