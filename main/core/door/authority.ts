import { createHash, randomBytes, webcrypto, X509Certificate } from "node:crypto";
import { chmod, mkdir, open, readFile, rename } from "node:fs/promises";
import { isIP } from "node:net";
import os from "node:os";
import path from "node:path";
import { CodedError } from "#contract/errors.ts";
import { type Certificate, certificatesIn, fitted } from "./certificate.ts";

const dayMs = 86_400_000;
/** Devices are given the authority's certificate by hand: that is to be done once. */
const authorityLastsMs = 10 * 365 * dayMs;
/** What browsers still take of an authority that was installed by hand (825 days), with much to spare. */
const certificateLastsMs = 396 * dayMs;
/** Renewed by itself so long before its end that nobody is ever told of it: that is a month before. */
const renewedBeforeMs = 60 * dayMs;
/** Phones whose clock is behind take it too. */
const beginsBeforeMs = 3_600_000;

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;

export type Authority = {
  /** PEM; for devices that are to trust it. */
  readonly certificate: string;
  readonly notAfterMs: number;
  /**
   * The one that is kept while it is good for these names and far from its end; else a new one, which is kept then.
   * @param name under which it is kept
   * @throws CodedError tls.ca-damaged where a new one is needed and the authority's key is not there
   */
  certify(name: string, names: readonly string[]): Promise<Certificate>;
};

/** SHA-256 of a certificate, as browsers and `ioc door ca` show it. */
export const fingerprintOf = (pem: string): string => new X509Certificate(pem).fingerprint256;

/**
 * The site's own authority, made at the first time: `ca.key` (0600) and `ca.pem` in the folder. One that is damaged is never
 * replaced by itself, as devices trust it.
 * @throws CodedError tls.ca-damaged
 */
export async function openAuthority(options: { folder: string; now(): number }): Promise<Authority> {
  const { folder, now } = options;
  const files = { key: path.join(folder, "ca.key"), certificate: path.join(folder, "ca.pem") };
  const damaged = (error: unknown) =>
    new CodedError("tls.ca-damaged", { folder, detail: detailOf(error) }, { cause: error });
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const [key, certificate] = await Promise.all([readIfThere(files.key), readIfThere(files.certificate)]);
    if (key === undefined && certificate === undefined) await makeAuthority(files, now());
    const pem = await readFile(files.certificate, "latin1");
    if (certificatesIn(pem).length !== 1) throw new Error("ca.pem");
    const own = new X509Certificate(pem);
    // Who restored it by hand may have left it open to all.
    if ((await readIfThere(files.key)) !== undefined) await chmod(files.key, 0o600);
    return {
      certificate: pem,
      notAfterMs: own.validToDate.getTime(),
      async certify(name, names) {
        const file = path.join(folder, `${name}.pem`);
        const kept = await keptIn(file);
        const isGood =
          kept !== undefined &&
          new X509Certificate(kept.cert).checkIssued(own) &&
          kept.notAfterMs - now() > Math.min(renewedBeforeMs, (own.validToDate.getTime() - now()) / 2) &&
          kept.notBeforeMs <= now() &&
          isSameList(kept.names, names);
        if (isGood) return kept;
        try {
          const signingKey = await readFile(files.key, "latin1");
          fitted(pem, signingKey, { certificate: "ca.pem", key: "ca.key" });
          const made = await makeCertificate({ authority: pem, signingKey, names, nowMs: now() });
          await write(file, `${made.key}${made.cert}${pem}`);
          return fitted(`${made.cert}${pem}`, made.key, { certificate: file, key: file });
        } catch (error) {
          throw damaged(error);
        }
      },
    };
  } catch (error) {
    throw error instanceof CodedError ? error : damaged(error);
  }
}

const isSameList = (one: readonly string[], other: readonly string[]): boolean =>
  [...one].sort().join(" ") === [...other].sort().join(" ");

async function keptIn(file: string): Promise<Certificate | undefined> {
  const text = await readIfThere(file);
  if (text === undefined) return undefined;
  try {
    const key = /-----BEGIN PRIVATE KEY-----[\s\S]+?-----END PRIVATE KEY-----\n/.exec(text)?.[0] ?? "";
    return fitted(text.replace(key, ""), key, { certificate: file, key: file });
  } catch {
    return undefined;
  }
}

/** Loaded when something is made, which is seldom: the library is large. */
async function library() {
  // It asks for it, and does not bring it along.
  await import("reflect-metadata");
  const x509 = await import("@peculiar/x509");
  // Its types know fewer uses of a key than Node's.
  x509.cryptoProvider.set(webcrypto as never);
  return x509;
}

/** As the library's types have them, which know fewer uses of a key than Node's. */
type Keys = Parameters<Awaited<ReturnType<typeof library>>["X509CertificateGenerator"]["createSelfSigned"]>[0]["keys"];

const makeKeys = async (): Promise<Keys> =>
  (await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"])) as unknown as Keys;

async function pemOfKey(key: Keys["privateKey"]): Promise<string> {
  const bytes = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", key));
  const lines = bytes.toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN PRIVATE KEY-----\n${lines.join("\n")}\n-----END PRIVATE KEY-----\n`;
}

const serialNumber = (): string => {
  const bytes = randomBytes(16);
  // Positive, and as long as it is.
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString("hex");
};

const withEnd = (pem: string): string => `${pem.trim()}\n`;

async function makeAuthority(files: { key: string; certificate: string }, nowMs: number): Promise<void> {
  const x509 = await library();
  const keys = await makeKeys();
  // Two sites' authorities on one device are told apart.
  const mark = createHash("sha256").update(randomBytes(16)).digest("hex").slice(0, 6).toUpperCase();
  const made = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: [{ CN: [`IOC ${os.hostname()} ${mark}`.slice(0, 64)] }, { O: ["IOC wall"] }],
    notBefore: new Date(nowMs - beginsBeforeMs),
    notAfter: new Date(nowMs + authorityLastsMs),
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  // The key first: a certificate without its key would be a damaged authority.
  await write(files.key, await pemOfKey(keys.privateKey));
  await write(files.certificate, withEnd(made.toString("pem")));
}

async function makeCertificate(options: {
  authority: string;
  signingKey: string;
  names: readonly string[];
  nowMs: number;
}): Promise<{ cert: string; key: string }> {
  const { authority, names, nowMs } = options;
  const x509 = await library();
  const issuer = new x509.X509Certificate(authority);
  const der = Buffer.from(options.signingKey.replace(/-----[^-]+-----|\s/g, ""), "base64");
  const signingKey = await webcrypto.subtle.importKey("pkcs8", der, algorithm, false, ["sign"]);
  const keys = await makeKeys();
  const made = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: [{ CN: [(names[0] ?? os.hostname()).slice(0, 64)] }],
    issuer: issuer.subject,
    notBefore: new Date(nowMs - beginsBeforeMs),
    notAfter: new Date(Math.min(nowMs + certificateLastsMs, issuer.notAfter.getTime())),
    publicKey: keys.publicKey,
    signingKey: signingKey as unknown as Keys["privateKey"],
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(
        names.map((value) => ({ type: isIP(value) === 0 ? ("dns" as const) : ("ip" as const), value })),
      ),
      await x509.AuthorityKeyIdentifierExtension.create(issuer),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { cert: withEnd(made.toString("pem")), key: await pemOfKey(keys.privateKey) };
}

/** Whole or not there, also when the power goes; nobody else may read it. */
async function write(file: string, text: string): Promise<void> {
  const part = `${file}.part`;
  const handle = await open(part, "w", 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(part, file);
}

async function readIfThere(file: string): Promise<string | undefined> {
  return readFile(file, "latin1").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
}

/** The system's code or the error's kind: a library's words may hold some of a key. */
function detailOf(error: unknown): string {
  if (error instanceof CodedError) return error.code;
  if (error instanceof Error && "code" in error) return String(error.code);
  return error instanceof Error ? error.name : "?";
}
