import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto";
import { isoCBOR } from "@simplewebauthn/server/helpers";

const sha256 = (data: Uint8Array | string) => createHash("sha256").update(data).digest();
const base64url = (data: Uint8Array) => Buffer.from(data).toString("base64url");

type Options = { rp?: { id?: string }; rpId?: string; challenge?: string; user?: { id: string } };
type Given = { options: Record<string, unknown> };
type How = {
  origin: string;
  /** Absent: whoever holds it was looked at. */
  isUnverified?: boolean;
  /** Absent: one more than before. */
  counter?: number;
};

/** An authenticator of one passkey (ES256), as a telephone is to a browser. */
export function createAuthenticator() {
  const id = randomBytes(32);
  let keys: { publicKey: KeyObject; privateKey: KeyObject } | undefined;
  let handle = "";
  let counter = 0;

  const clientData = (type: string, challenge: string | undefined, origin: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  /** Flags: present 1, verified 4, with a credential 64. */
  const authenticatorData = (rpId: string, flags: number, count: number, credential = Buffer.alloc(0)) => {
    const counted = Buffer.alloc(4);
    counted.writeUInt32BE(count);
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), counted, credential]);
  };

  return {
    id: base64url(id),
    make({ options }: Given, { origin, isUnverified = false }: How) {
      const { rp, challenge, user } = options as Options;
      keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
      handle = user?.id ?? "";
      const { x = "", y = "" } = keys.publicKey.export({ format: "jwk" });
      const cose = new Map<number, number | Uint8Array>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, new Uint8Array(Buffer.from(x, "base64url"))],
        [-3, new Uint8Array(Buffer.from(y, "base64url"))],
      ]);
      const length = Buffer.alloc(2);
      length.writeUInt16BE(id.length);
      const credential = Buffer.concat([Buffer.alloc(16), length, id, isoCBOR.encode(cose)]);
      const data = authenticatorData(rp?.id ?? "", 64 | 1 | (isUnverified ? 0 : 4), counter, credential);
      const attestation = new Map<string, unknown>([
        ["fmt", "none"],
        ["attStmt", new Map()],
        ["authData", new Uint8Array(data)],
      ]);
      return {
        ...{ id: base64url(id), rawId: base64url(id), type: "public-key", clientExtensionResults: {} },
        response: {
          clientDataJSON: base64url(clientData("webauthn.create", challenge, origin)),
          attestationObject: base64url(isoCBOR.encode(attestation as never)),
          transports: ["internal", "hybrid"],
        },
      };
    },
    use({ options }: Given, { origin, isUnverified = false, counter: count = counter + 1 }: How) {
      if (keys === undefined) throw new Error("it has no passkey yet");
      counter = count;
      const { rpId = "", challenge } = options as Options;
      const data = authenticatorData(rpId, 1 | (isUnverified ? 0 : 4), count);
      const client = clientData("webauthn.get", challenge, origin);
      const signature = createSign("sha256")
        .update(Buffer.concat([data, sha256(client)]))
        .sign(keys.privateKey);
      return {
        ...{ id: base64url(id), rawId: base64url(id), type: "public-key", clientExtensionResults: {} },
        response: {
          ...{ clientDataJSON: base64url(client), authenticatorData: base64url(data) },
          ...{ signature: base64url(signature), userHandle: handle },
        },
      };
    },
  };
}
