import { connect, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import type { Account } from "./account-mask.ts";
import { authorizationFor, bytesOf, isStale } from "./digest.ts";
import { type Refusal, refusalOf } from "./failure.ts";

/** What a camera says of a stream when it is asked (RTSP DESCRIBE, or HTTP GET), without its pictures being taken. */
export type Description =
  | "well"
  /** Among them that it sends elsewhere: not followed, as the account would go there. */
  | Refusal
  /** It wants the password in a form that others on the line can read. */
  | "basic-in-clear"
  /** Its certificate is not one to trust. */
  | "untrusted"
  /** It wants a login of a kind that is not known here: no password was refused. */
  | "login-unknown"
  /** It took the line and said nothing, or nothing that is RTSP. */
  | "silent"
  | "unreachable";

const ports: Record<string, number> = { "rtsp:": 554, "rtsps:": 322, "http:": 80, "https:": 443 };
const answerLimitBytes = 64 * 1024;
/** A machine of the own network takes a line much sooner; one that is gone never does. */
const connectMs = 1_500;

/**
 * Asks a camera for a stream: one connection, no program, no picture. Never rejects.
 * @param address rtsp:// or rtsps://, without the account
 * @param onChallenges what it offered to log in by, WWW-Authenticate as it came
 */
export async function askDescription(
  address: string,
  account: Account | null,
  withinMs: number,
  onChallenges: (headers: readonly string[]) => void = () => undefined,
): Promise<Description> {
  if (!URL.canParse(address)) return "not-found";
  const { answer, isConnected, challenges, isAnswered } = await described(address, account, withinMs);
  onChallenges(challenges);
  if (answer?.status === 401 && account !== null && !isAnswered) return "login-unknown";
  if (answer !== null) return meaning(answer);
  return isConnected ? "silent" : "unreachable";
}

async function described(
  address: string,
  account: Account | null,
  withinMs: number,
): Promise<{ answer: Answer | null; isConnected: boolean; challenges: readonly string[]; isAnswered: boolean }> {
  const socket = connectTo(address);
  const timer = setTimeout(() => socket.destroy(), withinMs);
  const connecting = setTimeout(() => socket.destroy(), Math.min(withinMs, connectMs));
  let isConnected = false;
  socket.once("connect", () => {
    isConnected = true;
    clearTimeout(connecting);
  });
  try {
    const ask = lineTo(socket);
    const first = await ask(request(address, 1));
    const challenges = first?.challenges ?? [];
    const bare = { answer: first, isConnected, challenges, isAnswered: false };
    if (first === null || first.status !== 401 || account === null) return bare;
    const authorization = authorizationFor(challenges, "DESCRIBE", address, account);
    if (authorization === null) return bare;
    // Some cameras close the line with the refusal; the password is then asked for by ffmpeg, when it is opened.
    let second = await ask(request(address, 2, authorization));
    if (second?.status === 401 && isStale(second.challenges)) {
      const anew = authorizationFor(second.challenges, "DESCRIBE", address, account);
      if (anew !== null) second = await ask(request(address, 3, anew));
    }
    return { answer: second, isConnected, challenges, isAnswered: true };
  } finally {
    clearTimeout(connecting);
    clearTimeout(timer);
    socket.destroy();
  }
}

/**
 * Whether a stream has sound, by its own description. Never rejects.
 * @param address rtsp:// or rtsps://, without the account
 * @returns null where it was not described
 */
export async function askSound(address: string, account: Account | null, withinMs: number): Promise<boolean | null> {
  const answer = URL.canParse(address) ? (await described(address, account, withinMs)).answer : null;
  return answer?.status === 200 ? answer.hasAudio : null;
}

/** Whether something listens there: less than asking for the stream, which makes a camera work for it. Never rejects. */
export function isReachable(address: string): Promise<boolean> {
  if (!URL.canParse(address)) return Promise.resolve(true);
  const socket = connectTo(address);
  return new Promise((resolve) => {
    const finish = (isThere: boolean) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(isThere);
    };
    const timer = setTimeout(() => finish(false), connectMs);
    socket.once("connect", () => finish(true));
    socket.once("error", () => finish(false));
  });
}

function connectTo(address: string): Socket {
  const { protocol, hostname, port } = new URL(address);
  const host = hostname.replace(/^\[|\]$/g, "");
  const to = { host, port: Number(port) || (ports[protocol] ?? 0) };
  return protocol === "rtsps:" ? connectTls({ ...to, servername: host }) : connect(to);
}

type Answer = { status: number; hasVideo: boolean; hasAudio: boolean; challenges: string[] };

function meaning({ status, hasVideo }: Answer): Description {
  if (status === 200) return hasVideo ? "well" : "not-found";
  return refusalOf(status);
}

const request = (address: string, number: number, authorization?: string): string =>
  [
    `DESCRIBE ${bytesOf(address)} RTSP/1.0`,
    `CSeq: ${number}`,
    "Accept: application/sdp",
    "User-Agent: ioc-wall",
    ...(authorization === undefined ? [] : [`Authorization: ${authorization}`]),
    "",
    "",
  ].join("\r\n");

/** Sends a request and reads its answer; null where the line ends or says something that is no RTSP. */
function lineTo(socket: Socket): (text: string) => Promise<Answer | null> {
  let received = "";
  let wake = (): void => {};
  let isOver = false;
  socket.setEncoding("latin1");
  socket.on("data", (chunk: string) => {
    received += chunk;
    if (received.length > answerLimitBytes) socket.destroy();
    wake();
  });
  for (const event of ["end", "close", "error"])
    socket.on(event, () => {
      isOver = true;
      wake();
    });
  return async (text) => {
    received = "";
    socket.write(text, "latin1");
    for (;;) {
      const answer = parsed(received);
      if (answer !== undefined) return answer;
      if (isOver) return null;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
}

/** undefined while the answer is not whole; null when it is none. */
function parsed(text: string): Answer | null | undefined {
  if (text.length >= 5 && !text.startsWith("RTSP/")) return null;
  // Some end their lines with LF alone.
  const head = /\r?\n\r?\n/.exec(text);
  if (head === null) return undefined;
  const [first = "", ...headers] = text.slice(0, head.index).split(/\r?\n/);
  const status = Number(/^RTSP\/1\.\d (\d{3})/.exec(first)?.[1]);
  if (!Number.isInteger(status)) return null;
  const values = (name: string) =>
    headers
      .filter((line) => line.toLowerCase().startsWith(`${name}:`))
      .map((line) => line.slice(name.length + 1).trim());
  const body = text.slice(head.index + head[0].length);
  if (body.length < (Number(values("content-length")[0]) || 0)) return undefined;
  const has = (medium: string) => body.split("\n").some((line) => line.startsWith(`m=${medium} `));
  return { status, hasVideo: has("video"), hasAudio: has("audio"), challenges: values("www-authenticate") };
}
