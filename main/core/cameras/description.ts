import { connect, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import type { Account } from "./account-mask.ts";
import { authorizationFor } from "./digest.ts";

/** What a camera says of a stream when it is asked (RTSP DESCRIBE, or HTTP GET), without its pictures being taken. */
export type Description =
  | "well"
  | "wrong-password"
  | "not-found"
  /** It sends elsewhere: not followed, as the account would go there. */
  | "redirected"
  /** Its certificate is not one to trust. */
  | "untrusted"
  /** It answers with an error of its own. */
  | "failing"
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
 */
export async function askDescription(address: string, account: Account | null, withinMs: number): Promise<Description> {
  if (!URL.canParse(address)) return "not-found";
  const { answer, isConnected } = await described(address, account, withinMs);
  if (answer !== null) return meaning(answer);
  return isConnected ? "silent" : "unreachable";
}

async function described(
  address: string,
  account: Account | null,
  withinMs: number,
): Promise<{ answer: Answer | null; isConnected: boolean }> {
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
    if (first === null || first.status !== 401 || account === null) return { answer: first, isConnected };
    const authorization = authorizationFor(first.challenges, "DESCRIBE", address, account);
    // Some cameras close the line with the refusal; the password is then asked for by ffmpeg, when it is opened.
    const second = authorization === null ? first : await ask(request(address, 2, authorization));
    return { answer: second, isConnected };
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
  if (status >= 300 && status < 400) return "redirected";
  return status === 401 || status === 403 ? "wrong-password" : "not-found";
}

const request = (address: string, number: number, authorization?: string): string =>
  [
    `DESCRIBE ${address} RTSP/1.0`,
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
    socket.write(text);
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
  const end = text.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const [first = "", ...headers] = text.slice(0, end).split("\r\n");
  const status = Number(/^RTSP\/1\.\d (\d{3})/.exec(first)?.[1]);
  if (!Number.isInteger(status)) return null;
  const values = (name: string) =>
    headers
      .filter((line) => line.toLowerCase().startsWith(`${name}:`))
      .map((line) => line.slice(name.length + 1).trim());
  const body = text.slice(end + 4);
  if (body.length < (Number(values("content-length")[0]) || 0)) return undefined;
  const has = (medium: string) => body.split("\n").some((line) => line.startsWith(`m=${medium} `));
  return { status, hasVideo: has("video"), hasAudio: has("audio"), challenges: values("www-authenticate") };
}
