import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { createSocket } from "node:dgram";
import { createServer, type Socket } from "node:net";

/** How a camera of another maker speaks RTSP. All absent: as it should be. */
export type Oddness = {
  /** Answers this method with that status, and nothing else. */
  refuses?: { method: string; status: number };
  /** Headers of WWW-Authenticate; the account is then checked by the digest (or Basic) of `checks`. */
  challenges?: readonly string[];
  checks?: { hash: string; isSession?: boolean; username: string; password: string; realm: string };
  /** Lines end with LF alone. */
  hasBareLines?: boolean;
  /** It takes no TCP for its pictures (461). */
  isUdpOnly?: boolean;
  /** A session that was asked for nothing for so long is ended, seconds. */
  sessionS?: number;
  /** After so many pictures of each connection it sends what is no RTSP. */
  garbageAfter?: number;
  /** Pictures mend themselves bit by bit, and whoever comes later finds no key picture. */
  hasIntraRefresh?: boolean;
};

export type OddCamera = AsyncDisposable & {
  address: string;
  /** The user agents that asked with an account, one for each time. */
  logins(): string[];
  /** How many lines were opened, by user agent of their first request. */
  lines(): string[];
  /** Ends all lines, as it does when it is switched off and on. */
  drop(): void;
};

const rate = 90_000;
const framesASecond = 10;
const [width, height] = [160, 96];

/** NAL units of the pictures of some seconds, picture by picture, encoded once a kind. */
const encoded = new Map<boolean, Buffer[][]>();
function picturesOf(hasIntraRefresh: boolean): Buffer[][] {
  const known = encoded.get(hasIntraRefresh);
  if (known !== undefined) return known;
  const keys = hasIntraRefresh ? ["-intra-refresh", "1", "-g", "10"] : ["-g", "10", "-keyint_min", "10"];
  const made = execFileSync(
    "ffmpeg",
    [
      ...["-v", "error", "-f", "lavfi", "-i", `testsrc=size=${width}x${height}:rate=${framesASecond}`, "-t", "10"],
      ...["-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", ...keys],
      ...["-x264-params", "slices=1:aud=1:repeat-headers=1", "-pix_fmt", "yuv420p", "-f", "h264", "-"],
    ],
    { maxBuffer: 50_000_000 },
  );
  // What lies between two starts (Annex B of H.264), of which the longer has a zero more before it.
  const start = Buffer.from([0, 0, 1]);
  const units: Buffer[] = [];
  for (let at = made.indexOf(start); at >= 0; ) {
    const next = made.indexOf(start, at + 3);
    const end = next < 0 ? made.length : made[next - 1] === 0 ? next - 1 : next;
    units.push(made.subarray(at + 3, end));
    at = next;
  }
  const pictures: Buffer[][] = [];
  for (const unit of units)
    if (((unit[0] ?? 0) & 0x1f) === 9) pictures.push([]);
    else pictures.at(-1)?.push(unit);
  encoded.set(hasIntraRefresh, pictures);
  return pictures;
}

/** RTP packets (RFC 3550, RFC 6184) of one picture. */
function packetsOf(units: readonly Buffer[], time: number, next: () => number): Buffer[] {
  const payloads = units.flatMap((unit) => {
    if (unit.length <= 1_200) return [unit];
    const [head = 0] = unit;
    const parts: Buffer[] = [];
    for (let at = 1; at < unit.length; at += 1_200) {
      const edges = (at === 1 ? 0x80 : 0) | (at + 1_200 >= unit.length ? 0x40 : 0);
      parts.push(
        Buffer.concat([Buffer.from([(head & 0xe0) | 28, edges | (head & 0x1f)]), unit.subarray(at, at + 1_200)]),
      );
    }
    return parts;
  });
  return payloads.map((payload, at) => {
    const head = Buffer.alloc(12);
    head[0] = 0x80;
    head[1] = 96 | (at === payloads.length - 1 ? 0x80 : 0);
    head.writeUInt16BE(next() & 0xffff, 2);
    head.writeUInt32BE(time >>> 0, 4);
    head.writeUInt32BE(7, 8);
    return Buffer.concat([head, payload]);
  });
}

/** A small camera that speaks RTSP (RFC 2326) by hand: H.264, ten pictures a second, by TCP or by UDP. */
export async function startOddCamera(oddness: Oddness = {}): Promise<OddCamera> {
  const pictures = picturesOf(oddness.hasIntraRefresh === true);
  const logins: string[] = [];
  const lines: string[] = [];
  const sockets = new Set<Socket>();
  const udp = createSocket("udp4");
  const startedMs = performance.now();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    const ends: (() => void)[] = [() => void sockets.delete(socket)];
    socket.on("close", () => {
      for (const end of ends) end();
    });
    let text = "";
    let isFirst = true;
    let heardAtMs = performance.now();
    let send: (channel: number, packet: Buffer) => void = () => undefined;
    const answer = (question: Map<string, string>, status: string, headers: readonly string[] = [], body = "") => {
      const all = [`RTSP/1.0 ${status}`, `CSeq: ${question.get("cseq")}`, ...headers];
      if (body !== "") all.push("Content-Type: application/sdp", `Content-Length: ${body.length}`);
      const end = oddness.hasBareLines ? "\n" : "\r\n";
      socket.write([...all, "", body].join(end), "latin1");
    };
    const play = () => {
      let sequence = 0;
      let sent = 0;
      const next = () => sequence++;
      const timer = setInterval(() => {
        const dueUntil = Math.floor(((performance.now() - startedMs) / 1_000) * framesASecond);
        const picture = pictures[dueUntil % pictures.length] ?? [];
        // The first of all is a key picture also where the others mend themselves: nobody who comes later finds it.
        const units = oddness.hasIntraRefresh ? picture.filter((unit) => ((unit[0] ?? 0) & 0x1f) !== 5) : picture;
        if (oddness.garbageAfter !== undefined && sent === oddness.garbageAfter) socket.write(Buffer.alloc(64, 0x01));
        sent += 1;
        for (const packet of packetsOf(units, (dueUntil * rate) / framesASecond, next)) send(0, packet);
        const isForgotten = performance.now() - heardAtMs > (oddness.sessionS ?? 60) * 1_000;
        if (isForgotten) socket.destroy();
      }, 1_000 / framesASecond);
      ends.push(() => clearInterval(timer));
    };
    const take = (method: string, target: string, question: Map<string, string>) => {
      heardAtMs = performance.now();
      const agent = question.get("user-agent") ?? "?";
      if (isFirst) lines.push(agent);
      isFirst = false;
      const { refuses, challenges } = oddness;
      if (method === "OPTIONS" && !question.has("session"))
        return answer(question, "200 OK", ["Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN, GET_PARAMETER"]);
      if (challenges !== undefined) {
        const given = question.get("authorization");
        if (given !== undefined) logins.push(agent);
        if (given === undefined || !isGood(given, method, oddness.checks))
          return answer(
            question,
            "401 Unauthorized",
            challenges.map((one) => `WWW-Authenticate: ${one}`),
          );
      }
      if (refuses?.method === method) return answer(question, `${refuses.status} No`);
      const session = `Session: 12345678;timeout=${oddness.sessionS ?? 60}`;
      if (method === "DESCRIBE")
        return answer(
          question,
          "200 OK",
          [`Content-Base: ${target}/`],
          [
            ...["v=0", "o=- 1 1 IN IP4 127.0.0.1", "s=odd", "c=IN IP4 0.0.0.0", "t=0 0", "a=control:*"],
            ...[
              "m=video 0 RTP/AVP 96",
              "a=rtpmap:96 H264/90000",
              "a=fmtp:96 packetization-mode=1",
              "a=control:track1",
              "",
            ],
          ].join("\r\n"),
        );
      if (method === "SETUP") {
        const transport = question.get("transport") ?? "";
        const isTcp = /TCP/i.test(transport);
        if (isTcp && oddness.isUdpOnly) return answer(question, "461 Unsupported Transport");
        const [, first = "0"] = /client_port=(\d+)/.exec(transport) ?? [];
        send = isTcp
          ? (channel, packet) => {
              const head = Buffer.from([0x24, channel, 0, 0]);
              head.writeUInt16BE(packet.length, 2);
              socket.write(Buffer.concat([head, packet]));
            }
          : (_channel, packet) => udp.send(packet, Number(first), "127.0.0.1");
        const { port } = udp.address();
        const told = isTcp ? "RTP/AVP/TCP;unicast;interleaved=0-1" : `${transport};server_port=${port}-${port + 1}`;
        return answer(question, "200 OK", [`Transport: ${told}`, session]);
      }
      answer(question, "200 OK", [session]);
      if (method === "PLAY") play();
    };
    socket.on("data", (chunk: Buffer) => {
      text += chunk.toString("latin1");
      for (;;) {
        // Reports of a receiver (RTCP) come between the questions.
        while (text.startsWith("$") && text.length >= 4) {
          const bytes = 4 + text.charCodeAt(2) * 256 + text.charCodeAt(3);
          if (text.length < bytes) return;
          text = text.slice(bytes);
        }
        const end = text.indexOf("\r\n\r\n");
        if (end < 0 || text.startsWith("$")) return;
        const [first = "", ...rest] = text.slice(0, end).split("\r\n");
        text = text.slice(end + 4);
        const [method = "", target = ""] = first.split(" ");
        take(
          method,
          target,
          new Map(
            rest.map((line) => [line.split(":", 1)[0]?.toLowerCase() ?? "", line.slice(line.indexOf(":") + 1).trim()]),
          ),
        );
      }
    });
  });
  await new Promise<void>((resolve) => udp.bind(0, "127.0.0.1", resolve));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  return {
    address: `rtsp://127.0.0.1:${port}/live`,
    logins: () => [...logins],
    lines: () => [...lines],
    drop() {
      for (const socket of sockets) socket.destroy();
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      udp.close();
      await new Promise<void>((resolve) => void server.close(() => resolve()));
    },
  };
}

/** Whether an Authorization header is what the account gives (RFC 7616, 3.4.1), reckoned here anew. */
function isGood(header: string, method: string, account: Oddness["checks"]): boolean {
  if (account === undefined) return false;
  const { hash, username, password, realm } = account;
  const h = (text: string) => createHash(hash).update(text, "latin1").digest("hex");
  const part = (name: string) => new RegExp(`[ ,]${name}="?((?:[^",]|(?<=")[^"])*)`).exec(header)?.[1] ?? "";
  const [nonce, own, qop, count] = [part("nonce"), part("cnonce"), part("qop"), part("nc")];
  if (!header.includes(`realm="${realm}"`)) return false;
  const base = h(`${username}:${realm}:${password}`);
  const secret = account.isSession ? h(`${base}:${nonce}:${own}`) : base;
  const what = h(`${method}:${part("uri")}`);
  return (
    part("response") ===
    h(qop === "" ? `${secret}:${nonce}:${what}` : `${secret}:${nonce}:${count}:${own}:${qop}:${what}`)
  );
}
