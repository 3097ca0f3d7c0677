import { X509Certificate } from "node:crypto";
import { writeFileSync } from "node:fs";
import path from "node:path";
import type { DoorsView, DoorView } from "#contract/door/view.ts";
import { CodedError } from "#contract/errors.ts";
import { routes } from "#contract/routes.ts";
import { Status } from "#contract/status/http.ts";
import { ask, fetchBytes } from "./core-client.ts";
import { findRunning, type Which } from "./running.ts";
import { columns, type Screen } from "./screen.ts";

/** Where the core listens, and what is to be known of that. */
export async function showDoors(which: Which, screen: Screen): Promise<number> {
  const { door } = await ask(await findRunning(which), routes.status, Status);
  const notes = door.notes.map(({ reason, isFault }) => [
    screen.mark(isFault ? "attention" : "quiet"),
    screen.reason(reason),
  ]);
  screen.show(door, [
    ...columns(
      door.doors.map((one) => rowOf(one, screen)),
      "",
    ),
    ...columns(notes, ""),
  ]);
  return 0;
}

/** By which addresses people open the wall, where it has such: its public one, else those of its certificate. */
export function peoplesOrigins({ doors }: DoorsView): string[] {
  const open = doors.find(({ name }) => name === "public") ?? doors.find(({ name }) => name === "inner");
  if (open?.publicUrl !== undefined) return [open.publicUrl];
  if (open?.certificate === undefined) return [];
  const { port } = new URL(open.origin);
  const names = open.certificate.names.filter((name) => !/^(?:\*\.|localhost$|127\.)/.test(name));
  return names.map((name) => `https://${name.includes(":") ? `[${name}]` : name}:${port}`);
}

function rowOf({ name, origin, publicUrl, certificate }: DoorView, { say, time }: Screen): string[] {
  const isShut = certificate === undefined && origin.startsWith("https:");
  return [
    say(`door.${name}`),
    origin,
    isShut ? say("door.shut") : "",
    publicUrl === undefined ? "" : say("door.by", { url: publicUrl }),
    certificate === undefined
      ? isShut
        ? ""
        : say("door.plain")
      : `${say("door.certificate", { until: time(certificate.notAfterMs) })}, ${say(`door.${certificate.by}`)}: ${certificate.names.join(", ")}`,
  ].filter((one) => one !== "");
}

/**
 * The certificate of the site's own authority, with its fingerprint: to a new file, or printed.
 * @throws CodedError tls.no-ca, options.invalid where there is such a file already
 */
export async function showAuthority(which: Which, file: string | undefined, screen: Screen): Promise<number> {
  const pem = (await fetchBytes(await findRunning(which), routes.doorAuthority)).toString("latin1");
  const fingerprint = new X509Certificate(pem).fingerprint256;
  const line = screen.say("door.fingerprint", { fingerprint });
  if (file === undefined) {
    screen.show({ pem, fingerprint }, [pem.trim(), line]);
    return 0;
  }
  const to = path.resolve(file);
  try {
    writeFileSync(to, pem, { flag: "wx", mode: 0o644 });
  } catch (error) {
    const detail = error instanceof Error && "code" in error ? String(error.code) : "?";
    throw new CodedError("options.invalid", { detail: `${to}: ${detail}` }, { cause: error });
  }
  screen.show({ file: to, fingerprint }, [screen.say("door.ca-written", { file: to }), line]);
  return 0;
}
