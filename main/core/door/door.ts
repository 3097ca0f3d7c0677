import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** One listener, as whoever looks at a request wants to know it. */
export type Door = {
  /** inner: this machine's own, and everybody's where there is no TLS · public: with TLS · outside: for those outside of the room. */
  readonly name: "inner" | "public" | "outside";
  /** People's own address of it, where something with TLS stands before it. */
  readonly publicUrl: URL | undefined;
  /** What it is called beside this machine's own names: those that its certificate is good for; "*.example.vn" is any one label. */
  names(): readonly string[];
  /**
   * Questions that are asked over a line come through the door of that line. They have no connection of their own, so they bring
   * this along, which nobody outside of this process knows.
   */
  readonly pass: string;
};

export const createDoor = (name: Door["name"], publicUrl: URL | undefined, names: () => readonly string[]): Door => ({
  ...{ name, publicUrl, names },
  pass: randomBytes(32).toString("base64url"),
});

const innerDoor = createDoor("inner", undefined, () => []);
const doors = new WeakMap<IncomingMessage, Door>();
const passHeader = "x-ioc-door";

/** Notes through which door a request has come. */
export const cameThrough = (request: IncomingMessage, door: Door): void => void doors.set(request, door);

export const doorOf = (request: IncomingMessage): Door => doors.get(request) ?? innerDoor;

/** The headers of a question that is asked for the other end of `request`. */
export const passOf = (request: IncomingMessage): Record<string, string> => ({ [passHeader]: doorOf(request).pass });

/**
 * Notes it for a request that no listener beside the first one took: that one's, or the door whose pass it brings, which is taken
 * from it.
 */
export function findDoor(request: IncomingMessage, inner: Door, all: readonly Door[]): void {
  if (doors.has(request)) return;
  const pass = request.headers[passHeader];
  delete request.headers[passHeader];
  cameThrough(request, all.find((one) => one.pass === pass) ?? inner);
}
