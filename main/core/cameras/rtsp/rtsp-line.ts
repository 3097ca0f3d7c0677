import { connect, type Socket } from "node:net";
import type { Account } from "../account-mask.ts";
import { authorizationFor, bytesOf, isStale, offeredIn } from "../digest.ts";

/** What a camera answered; `body` of a description, else empty. */
export type RtspAnswer = { status: number; body: string; header(name: string): string | undefined };

export type LineListener = {
  /** One packet of an interleaved channel (RFC 2326, 10.12): `bytes` from `from` to `to`, which are overwritten afterwards. */
  onPacket(channel: number, bytes: Buffer, from: number, to: number): void;
  /** Once. @param why in words for the log @param isGarbage what came was no RTSP */
  onEnd(why: string, isGarbage: boolean): void;
};

const defaultPort = 554;
const connectMs = 1_500;
const answerMs = 5_000;
/** Room for a whole packet, whose length is 16 bits, behind what is left of the one before. */
const roomBytes = 128 * 1024;
/** Of the head of an answer, and of its body: both have room. */
const longestTextBytes = 32 * 1024;
const dollar = 0x24;
const headEnd = "\r\n\r\n";
/** Some cameras end their lines with LF alone. */
const poorHeadEnd = "\n\n";

/**
 * One connection to a camera: requests and their answers, and between them the packets of its streams. It is read into one piece of
 * memory, as a buffer of its own for each read costs more than all that is done with it.
 */
export class RtspLine {
  readonly #listener: LineListener;
  readonly #account: Account | null;
  readonly #socket: Socket;
  readonly #room = Buffer.allocUnsafeSlow(roomBytes);
  #heldBytes = 0;
  #challenges: string[] = [];
  #number = 0;
  /** The number of the last reminder. */
  #reminder = 0;
  readonly #waiting = new Map<number, (answer: RtspAnswer | null) => void>();
  #hasEnded = false;

  /** @param address rtsp://, without the account */
  constructor(address: string, account: Account | null, listener: LineListener) {
    const { hostname, port } = new URL(address);
    this.#listener = listener;
    this.#account = account;
    this.#socket = connect({
      host: hostname.replace(/^\[|\]$/g, ""),
      port: Number(port) || defaultPort,
      noDelay: true,
      onread: {
        buffer: () => (this.#heldBytes === 0 ? this.#room : this.#room.subarray(this.#heldBytes)),
        callback: (bytes: number) => {
          this.#take(this.#heldBytes + bytes);
          return true;
        },
      },
    });
    const connecting = setTimeout(() => this.#end("no connection in time"), connectMs);
    this.#socket.once("connect", () => clearTimeout(connecting));
    this.#socket.on("error", ({ message }) => this.#end(message));
    for (const event of ["end", "close"])
      this.#socket.on(event, () => {
        clearTimeout(connecting);
        this.#end("closed by the camera");
      });
  }

  /** Whether the camera asked for an account. */
  get isGuarded(): boolean {
    return this.#challenges.length > 0;
  }

  /** What it offered to log in by, where none of it is known here, for people; else null. */
  get unknownLogin(): string | null {
    if (this.#account === null || !this.isGuarded) return null;
    return authorizationFor(this.#challenges, "", "", this.#account) === null ? offeredIn(this.#challenges) : null;
  }

  /** Asks, with the account where the camera wants it. @returns null where no answer came: then the line is over, or about to be */
  async ask(
    method: string,
    target: string,
    headers: readonly string[] = [],
    withinMs: number | null = answerMs,
  ): Promise<RtspAnswer | null> {
    const answer = await this.#askOnce(method, target, headers, withinMs);
    const challenge = answer?.header("www-authenticate");
    if (answer?.status !== 401 || this.#account === null || challenge === undefined) return answer;
    this.#challenges = challenge.split("\n");
    if (this.unknownLogin !== null) return answer;
    const second = await this.#askOnce(method, target, headers, withinMs);
    const anew = second?.header("www-authenticate")?.split("\n") ?? [];
    if (second?.status !== 401 || !isStale(anew)) return second;
    this.#challenges = anew;
    return this.#askOnce(method, target, headers, withinMs);
  }

  /** Keeps a session alive. Cameras that do not answer it go on sending all the same, and are not held to it. */
  remind(target: string, session: string): void {
    // One that was not answered is waited for no longer: nothing would be asked after it, and the camera end the session.
    const former = this.#waiting.get(this.#reminder);
    this.#waiting.delete(this.#reminder);
    former?.(null);
    void this.ask("OPTIONS", target, [`Session: ${session}`], null);
    this.#reminder = this.#number;
  }

  /** Ends it without a word to the listener. */
  close(): void {
    this.#hasEnded = true;
    this.#socket.destroy();
    for (const answer of this.#waiting.values()) answer(null);
    this.#waiting.clear();
  }

  #askOnce(
    method: string,
    target: string,
    headers: readonly string[],
    withinMs: number | null,
  ): Promise<RtspAnswer | null> {
    if (this.#hasEnded) return Promise.resolve(null);
    this.#number += 1;
    const number = this.#number;
    const authorization =
      this.#account === null ? null : authorizationFor(this.#challenges, method, target, this.#account);
    const lines = [
      `${method} ${bytesOf(target)} RTSP/1.0`,
      `CSeq: ${number}`,
      "User-Agent: ioc-wall",
      ...headers,
      ...(authorization === null ? [] : [`Authorization: ${authorization}`]),
    ];
    return new Promise((resolve) => {
      const timer = withinMs === null ? undefined : setTimeout(() => this.#end(`no answer to ${method}`), withinMs);
      this.#waiting.set(number, (answer) => {
        clearTimeout(timer);
        resolve(answer);
      });
      this.#socket.write(lines.join("\r\n") + headEnd, "latin1");
    });
  }

  #end(why: string, isGarbage = false): void {
    if (this.#hasEnded) return;
    this.close();
    this.#listener.onEnd(why, isGarbage);
  }

  #take(end: number): void {
    const room = this.#room;
    let at = 0;
    while (end - at >= 4 && !this.#hasEnded) {
      if (room[at] === dollar) {
        const next = at + 4 + room.readUInt16BE(at + 2);
        if (next > end) break;
        this.#listener.onPacket(room[at + 1] ?? 0, room, at + 4, next);
        at = next;
      } else {
        const bytes = this.#takeText(room.subarray(at, end));
        if (bytes === 0) break;
        at += bytes;
      }
    }
    if (this.#hasEnded) return;
    if (at > 0) room.copyWithin(0, at, end);
    this.#heldBytes = end - at;
  }

  /** An answer, or a request of the camera's, which nobody has to follow. @returns how many bytes it is; 0 while it is not whole */
  #takeText(bytes: Buffer): number {
    const first = bytes[0] ?? 0;
    const isWord = first >= 0x41 && first <= 0x5a;
    const [end, from] = headOf(bytes);
    if (!isWord || (end < 0 && bytes.length > longestTextBytes)) {
      this.#end("no RTSP", true);
      return 0;
    }
    if (end < 0) return 0;
    const [status = "", ...lines] = bytes.toString("latin1", 0, end).split(/\r?\n/);
    const header = (name: string): string | undefined => {
      const values = lines
        .filter((line) => line.toLowerCase().startsWith(`${name}:`))
        .map((line) => line.slice(name.length + 1).trim());
      return values.length === 0 ? undefined : values.join("\n");
    };
    const bodyBytes = Number(header("content-length") ?? 0);
    if (!(bodyBytes >= 0 && bodyBytes <= longestTextBytes)) {
      this.#end("no RTSP", true);
      return 0;
    }
    if (bytes.length < from + bodyBytes) return 0;
    const code = Number(/^RTSP\/[12]\.\d (\d{3})/.exec(status)?.[1]);
    if (Number.isInteger(code)) {
      const number = Number(header("cseq") ?? this.#waiting.keys().next().value);
      const answered = this.#waiting.get(number);
      this.#waiting.delete(number);
      answered?.({ status: code, header, body: bytes.toString("utf8", from, from + bodyBytes) });
    }
    return from + bodyBytes;
  }
}

/** Where the head of an answer ends, and what follows it begins; -1 while it is not whole. */
function headOf(bytes: Buffer): [end: number, next: number] {
  const [usual, poor] = [bytes.indexOf(headEnd), bytes.indexOf(poorHeadEnd)];
  if (usual >= 0 && (poor < 0 || usual < poor)) return [usual, usual + headEnd.length];
  return [poor, poor + poorHeadEnd.length];
}
