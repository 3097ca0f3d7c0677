import { X509Certificate } from "node:crypto";
import { mkdir, open, readFile, rename } from "node:fs/promises";
import https from "node:https";
import path from "node:path";
import tls from "node:tls";
import { CodedError } from "#contract/errors.ts";
import { routes } from "#contract/routes.ts";
import { unreachable } from "./asking.ts";

const withinMs = 15_000;
const mostBytes = 100_000;
const pinned = /^sha256:((?:[0-9a-f]{2}:?){31}[0-9a-f]{2})$/i;

/**
 * Has this process trust the authority of the first machine's site, beside those the system trusts: for all that it asks, as a
 * machine that has joined asks nobody but the first one. What was trusted once is kept in `joined/ca.pem`.
 * @param given a PEM file, or `sha256:` with the fingerprint that the first machine's `ioc door ca` shows; absent: what is kept
 * @throws CodedError tls.bad-ca, tls.not-readable, tls.other-ca, join.unreachable, join.not-a-wall
 */
export async function trustFirst(first: URL, given: string | undefined, dataFolder: string): Promise<void> {
  if (first.protocol !== "https:") return;
  const file = path.join(dataFolder, "joined", "ca.pem");
  const kept = await readFile(file, "latin1").catch(() => undefined);
  const fingerprint = given === undefined ? undefined : pinned.exec(given)?.[1];
  let pem = kept;
  if (fingerprint !== undefined) {
    const expected = plain(fingerprint);
    if (kept === undefined || fingerprintOf(kept) !== expected) {
      pem = await askForAuthority(first);
      const found = fingerprintOf(pem);
      if (found !== expected) throw new CodedError("tls.other-ca", { host: first.host, found: found ?? "?", expected });
    }
  } else if (given !== undefined) {
    if (!path.isAbsolute(given)) throw new CodedError("tls.bad-ca", { found: given.slice(0, 80) });
    pem = await readFile(given, "latin1").catch((error: NodeJS.ErrnoException) => {
      throw new CodedError("tls.not-readable", { file: given, detail: error.code ?? "?" }, { cause: error });
    });
    if (fingerprintOf(pem) === undefined) throw new CodedError("tls.bad-ca", { found: given.slice(0, 80) });
  }
  if (pem === undefined) return;
  tls.setDefaultCACertificates([...tls.getCACertificates("default"), pem]);
  if (pem !== kept) await keep(file, pem);
}

const plain = (fingerprint: string): string => fingerprint.replaceAll(":", "").toUpperCase();

/** In hexadecimal digits; undefined where it is no certificate. */
function fingerprintOf(pem: string): string | undefined {
  try {
    return plain(new X509Certificate(pem).fingerprint256);
  } catch {
    return undefined;
  }
}

/** Whoever answers is not known yet, so nothing of ours is sent; only the fingerprint tells whether the answer is the right one. */
function askForAuthority(first: URL): Promise<string> {
  const { host } = first;
  return new Promise((resolve, reject) => {
    const asked = https.get(
      new URL(routes.doorAuthority, first),
      { rejectUnauthorized: false, agent: false, signal: AbortSignal.timeout(withinMs) },
      (answer) => {
        let text = "";
        answer.setEncoding("latin1").on("data", (part: string) => {
          text += part;
          if (text.length > mostBytes) answer.destroy(new Error("too long"));
        });
        answer.on("error", (error) => reject(unreachable(host, error)));
        answer.on("end", () => {
          if (answer.statusCode === 200) resolve(text);
          else reject(new CodedError("join.not-a-wall", { host, detail: `HTTP ${answer.statusCode}` }));
        });
      },
    );
    asked.on("error", (error) => reject(unreachable(host, error)));
  });
}

async function keep(file: string, pem: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const part = `${file}.part`;
  const handle = await open(part, "w", 0o600);
  try {
    await handle.writeFile(pem);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(part, file);
}
