import type { CameraState } from "#contract/entities/camera.ts";
import { CodedError, type ErrorCode, type ErrorParams } from "#contract/errors.ts";

/** What an end of ffmpeg means for people: the state it leads to and the sentence that explains it. */
export type Failure = { state: CameraState; code: ErrorCode; params: ErrorParams };

const names: Record<string, string> = { hevc: "H.265", mjpeg: "MJPEG", mpeg4: "MPEG-4", av1: "AV1", vp8: "VP8" };

/** H.264 is what every screen decodes; all else has to be made H.264 first. */
export const isShowable = (codec: string): boolean => codec === "h264";

const unsupported = (codec: string): Failure => ({
  state: "unsupported",
  code: "camera.unsupported",
  params: { codec: names[codec] ?? codec.toUpperCase() },
});

/** This ffmpeg can't read what the camera sends, or can't make H.264 of it. */
const cannotTranscode = /unknown encoder|encoder not found|unknown decoder|decoder \(codec \w+\) not found|no decoder/i;

export const unreachable: Failure = { state: "no-signal", code: "camera.unreachable", params: {} };
export const notFound: Failure = { state: "no-signal", code: "camera.not-found", params: {} };
export const wrongPassword: Failure = { state: "wrong-password", code: "camera.wrong-password", params: {} };
export const redirected: Failure = { state: "no-signal", code: "camera.redirected", params: {} };

const bandwidth: Failure = { state: "no-signal", code: "camera.no-bandwidth", params: {} };
const session: Failure = { state: "no-signal", code: "camera.no-session", params: {} };
const transport: Failure = { state: "no-signal", code: "camera.no-transport", params: {} };
const busy: Failure = { state: "no-signal", code: "camera.busy", params: {} };
const failing: Failure = { state: "no-signal", code: "camera.failing", params: {} };

/** How a camera says no, by an answer of RTSP. */
export const refusals = {
  "wrong-password": wrongPassword,
  "not-found": notFound,
  redirected,
  "no-bandwidth": bandwidth,
  "no-session": session,
  "no-transport": transport,
  busy,
  failing,
} as const satisfies Record<string, Failure>;
export type Refusal = keyof typeof refusals;

const statuses: Record<number, Refusal> = {
  ...{ 401: "wrong-password", 403: "wrong-password", 404: "not-found", 410: "not-found" },
  ...{ 453: "no-bandwidth", 454: "no-session", 461: "no-transport", 503: "busy" },
};

/** What an answer of RTSP means that is not 200 (RFC 2326, 11.1). */
export const refusalOf = (status: number): Refusal =>
  status >= 300 && status < 400 ? "redirected" : (statuses[status] ?? "failing");

/** A way to log in that nothing here can answer: no password was refused. @param offered for people */
export const loginUnknown = (offered: string): Failure => ({
  state: "unsupported",
  code: "camera.login-unknown",
  params: { offered },
});

/** ffmpeg's words and what they mean, the first that fits counts. Exit codes tell nothing: a dead server gives 0, 401 and 404 both 8. */
const meanings: [RegExp, Failure][] = [
  [/\b40[13] ?(Unauthorized|Forbidden)|authorization failed|access denied/i, wrongPassword],
  [/\b453 ?Not Enough Bandwidth|failed: 453/i, bandwidth],
  [/\b454 ?Session Not Found|failed: 454/i, session],
  [/\b461 ?Unsupported Transport|failed: 461/i, transport],
  [/\b503 ?Service Unavailable|failed: 503/i, busy],
  [/\b404 ?Not Found|returned 404|matches no streams|does not contain any stream/i, notFound],
  [
    /refused|timed out|unreachable|no route|reset by peer|broken pipe|failed to resolve|name or service|end of file|input\/output error/i,
    unreachable,
  ],
  [/invalid data found|could not find codec parameters|5XX Server Error|method \w+ failed/i, notFound],
];

/**
 * @param lines what ffmpeg said, the newest last
 * @param exit its exit code; null when it was ended by a signal
 * @param hadPictures whether pictures came before the end: then an end without a word means that the camera went away
 * @param codec what the camera was seen to send; empty when that is not known
 */
export function classify(lines: readonly string[], exit: number | null, hadPictures: boolean, codec = ""): Failure {
  const text = lines.filter((line) => /\[(error|fatal|warning)\]/.test(line)).join("\n");
  if (cannotTranscode.test(text)) return unsupported(codec);
  const found = meanings.find(([pattern]) => pattern.test(text));
  if (found !== undefined) return found[1];
  if (hadPictures || exit === 0) return unreachable;
  return { state: "no-signal", code: "camera.gateway-failed", params: { exit: exit ?? -1 } };
}

/** What a feed says of a stream that it cannot bring. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof CodedError))
    return { state: "no-signal", code: "camera.gateway-failed", params: { exit: -1 } };
  const { code, params } = error;
  const states: Partial<Record<ErrorCode, CameraState>> = {
    "camera.wrong-password": "wrong-password",
    "camera.encrypted": "unsupported",
    "camera.login-unknown": "unsupported",
  };
  return { state: states[code] ?? "no-signal", code, params };
}

/** @param hasAnswered the camera took the question and said what it sends */
export const noFirstPicture = (hasAnswered: boolean): Failure => ({
  state: "no-signal",
  code: hasAnswered ? "camera.no-first-picture" : "camera.unreachable",
  params: {},
});

/** ffmpeg is not there, or can't be run: told with the command that installs it. */
export function gatewayMissing(): Failure {
  const commands: Partial<Record<NodeJS.Platform, string>> = {
    darwin: "brew install ffmpeg",
    win32: "winget install ffmpeg",
  };
  const command = commands[process.platform] ?? "sudo apt-get install ffmpeg";
  return { state: "gateway-missing", code: "camera.gateway-missing", params: { command } };
}

/**
 * No picture came, or always the same one.
 * @param sinceMs of the last that was new, epoch ms @param timeZone IANA name
 */
export function stoodStill(
  state: CameraState,
  code: "camera.no-pictures" | "camera.repeats",
  sinceMs: number,
  timeZone: string,
): Failure {
  const shown = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat("en-GB", { ...options, timeZone }).format(sinceMs);
  // It is read on other days too.
  const time = `${shown({ timeStyle: "medium" })} ${shown({ day: "2-digit", month: "2-digit" })}`;
  return { state, code, params: { time } };
}
