import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from "node:crypto";
import { readFile } from "node:fs/promises";
import { Agent, createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { makeCertificate } from "./certificate.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/**
 * A push service as RFC 8030 describes it, for one core: it takes what is signed by the key that a subscription was made for (RFC 8292), and reads
 * it as the browser would (RFC 8291, RFC 8188), by other code than that which wrote it.
 */
export interface PushService extends AsyncDisposable {
  /** With its port, as the core knows services. */
  readonly host: string;
  /** Trusts it. */
  readonly agent: Agent;
  /** A browser's subscription, as it is given to the core. */
  subscribe(name: string): { endpoint: string; p256dh: string; auth: string; language: "vi" | "en" };
  /** What arrived and was taken. */
  readonly taken: { name: string; message: unknown; ttlS: number; topic: string; subject: string }[];
  /** The answers to the next requests, in their order; 201 when there are none. */
  readonly answers: number[];
  /** Requests, taken or not. */
  asked(): number;
}

type Device = { ecdh: ReturnType<typeof createECDH>; auth: Buffer };

export async function startPushService(): Promise<PushService> {
  const folder = await temporaryFolder("push-service");
  const { certificateFile, keyFile } = await makeCertificate(folder.path);
  const [cert, key] = await Promise.all([readFile(certificateFile), readFile(keyFile)]);
  const devices = new Map<string, Device>();
  const taken: PushService["taken"] = [];
  const answers: number[] = [];
  let asked = 0;

  const server = createServer({ cert, key }, async (request, response) => {
    asked += 1;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const status = answers.shift() ?? 201;
    const name = request.url?.split("/").at(-1) ?? "";
    const device = devices.get(name);
    const end = (code: number, headers: Record<string, string> = {}) => response.writeHead(code, headers).end();
    if (status !== 201) return end(status, status === 429 ? { "retry-after": "0" } : {});
    if (request.method !== "POST" || device === undefined) return end(404);
    try {
      const subject = checkVapid(request.headers.authorization ?? "", `https://${request.headers.host}`);
      if (request.headers["content-encoding"] !== "aes128gcm") return end(415);
      const message = JSON.parse(decrypt(Buffer.concat(chunks), device));
      const ttlS = Number(request.headers.ttl);
      // Without it a service must not take it.
      if (!Number.isInteger(ttlS)) return end(400);
      taken.push({ name, message, ttlS, topic: String(request.headers.topic), subject });
      return end(201, { location: `/message/${taken.length}` });
    } catch {
      return end(403);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ...{ host, taken, answers, agent: new Agent({ ca: cert }), asked: () => asked },
    subscribe(name) {
      const ecdh = createECDH("prime256v1");
      const p256dh = ecdh.generateKeys().toString("base64url");
      const auth = randomBytes(16);
      devices.set(name, { ecdh, auth });
      return { endpoint: `https://${host}/push/${name}`, p256dh, auth: auth.toString("base64url"), language: "vi" };
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await folder.remove();
    },
  };
}

/** @returns whom the sender names @throws where the signature, the audience or the time is not right */
function checkVapid(header: string, audience: string): string {
  const [, token = "", raw = ""] = /^vapid t=([^,]+), ?k=([\w-]+)$/.exec(header) ?? [];
  const [head = "", body = "", signature = ""] = token.split(".");
  const point = Buffer.from(raw, "base64url");
  const jwk = {
    ...{ kty: "EC", crv: "P-256" },
    ...{ x: point.subarray(1, 33).toString("base64url"), y: point.subarray(33).toString("base64url") },
  };
  const isSigned = verify(
    "sha256",
    Buffer.from(`${head}.${body}`),
    { key: createPublicKey({ key: jwk, format: "jwk" }), dsaEncoding: "ieee-p1363" },
    Buffer.from(signature, "base64url"),
  );
  const claims = JSON.parse(Buffer.from(body, "base64url").toString()) as { aud: string; exp: number; sub: string };
  const leftS = claims.exp - Date.now() / 1_000;
  if (!isSigned || claims.aud !== audience || leftS <= 0 || leftS > 86_400) throw new Error("not the core's");
  return claims.sub;
}

/** One record of aes128gcm, whose key comes of the browser's and the sender's points and the shared secret. */
function decrypt(body: Buffer, { ecdh, auth }: Device): string {
  const salt = body.subarray(0, 16);
  const length = body.readUInt8(20);
  const theirs = body.subarray(21, 21 + length);
  const sealed = body.subarray(21 + length);
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), ecdh.getPublicKey(), theirs]);
  const input = Buffer.from(hkdfSync("sha256", ecdh.computeSecret(theirs), auth, info, 32));
  const keyOf = (name: string, bytes: number) =>
    Buffer.from(hkdfSync("sha256", input, salt, Buffer.from(`Content-Encoding: ${name}\0`), bytes));
  const cipher = createDecipheriv("aes-128-gcm", keyOf("aes128gcm", 16), keyOf("nonce", 12));
  cipher.setAuthTag(sealed.subarray(-16));
  const plain = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]);
  // What fills it up stands behind a 2.
  return plain.subarray(0, plain.lastIndexOf(2)).toString();
}
