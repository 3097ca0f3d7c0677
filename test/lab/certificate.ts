import { join } from "node:path";
import { runProcess } from "./process.ts";

/** A certificate for `localhost` and 127.0.0.1 that vouches for itself, and its key: PEM files in the folder, good for two days. */
export async function makeCertificate(folder: string): Promise<{ certificateFile: string; keyFile: string }> {
  const certificateFile = join(folder, "certificate.pem");
  const keyFile = join(folder, "key.pem");
  const made = await runProcess("openssl", [
    ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"],
    ...["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"],
    ...["-keyout", keyFile, "-out", certificateFile],
  ]);
  if (made.code !== 0) throw new Error(`openssl ended with ${made.code}: ${made.stderr}`);
  return { certificateFile, keyFile };
}
