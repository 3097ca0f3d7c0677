import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { CertificateView } from "#contract/door/view.ts";
import { CodedError } from "#contract/errors.ts";

/** A certificate with its key that fit one another. */
export type Certificate = {
  /** PEM, with the chain. */
  cert: string;
  key: string;
  names: readonly string[];
  notBeforeMs: number;
  notAfterMs: number;
  fingerprint: string;
};

const block = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;
const mostBytes = 1_000_000;

export const certificatesIn = (pem: string): string[] => pem.match(block) ?? [];

/** @throws CodedError tls.not-readable */
export async function readPem(file: string): Promise<string> {
  try {
    const bytes = await readFile(file);
    if (bytes.length > mostBytes) throw Object.assign(new Error("too large"), { code: "EFBIG" });
    return bytes.toString("latin1");
  } catch (error) {
    const detail = error instanceof Error && "code" in error ? String(error.code) : "?";
    throw new CodedError("tls.not-readable", { file, detail }, { cause: error });
  }
}

/**
 * @param from the files, for what is said of them
 * @throws CodedError tls.no-certificate, tls.no-key, tls.other-key
 */
export function fitted(cert: string, key: string, from: { certificate: string; key: string }): Certificate {
  let own: X509Certificate;
  try {
    // All of the chain, so that a damaged one below the first is told too.
    const [first] = certificatesIn(cert).map((one) => new X509Certificate(one));
    if (first === undefined) throw new Error("none");
    own = first;
  } catch (error) {
    throw new CodedError("tls.no-certificate", { file: from.certificate }, { cause: error });
  }
  let privateKey: ReturnType<typeof createPrivateKey>;
  try {
    privateKey = createPrivateKey(key);
  } catch {
    // The library's words may hold some of the key.
    throw new CodedError("tls.no-key", { file: from.key });
  }
  if (!own.checkPrivateKey(privateKey))
    throw new CodedError("tls.other-key", { file: from.certificate, key: from.key });
  return {
    ...{ cert, key, names: namesOf(own), fingerprint: own.fingerprint256 },
    notBeforeMs: own.validFromDate.getTime(),
    notAfterMs: own.validToDate.getTime(),
  };
}

/** Names and addresses that it is good for; its common name only where it has none, as browsers no longer look at it. */
function namesOf({ subjectAltName = "" }: X509Certificate): string[] {
  return subjectAltName
    .split(", ")
    .map((one) => /^(?:DNS|IP Address):(.+)$/.exec(one)?.[1]?.toLowerCase())
    .filter((one): one is string => one !== undefined)
    .map(shortAddress);
}

/** Node writes addresses by IPv6 in full and upper case; requests have them as short as can be. */
const shortAddress = (name: string): string =>
  name.includes(":") && URL.canParse(`http://[${name}]`)
    ? new URL(`http://[${name}]`).hostname.replace(/^\[|\]$/g, "")
    : name;

export const certificateView = (certificate: Certificate, by: CertificateView["by"]): CertificateView => ({
  by,
  names: certificate.names.slice(0, 100),
  notAfterMs: certificate.notAfterMs,
  fingerprint: certificate.fingerprint,
});
