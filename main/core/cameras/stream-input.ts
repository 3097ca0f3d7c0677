import type { CameraConfig } from "#contract/entities/profile.ts";
import type { StreamMode, StreamName } from "#contract/pictures.ts";
import { type Account, withAccount } from "./account-mask.ts";
import {
  copied,
  fragmentedOutput,
  keyPicturesOnly,
  quiet,
  rtspInput,
  rtspScript,
  stills,
  transcoded,
} from "./ffmpeg-arguments.ts";
import type { CameraGatewayOptions } from "./gateway-interface.ts";
import { testInput } from "./test-pictures/input.ts";

export type StreamInput = { arguments: string[]; script: string | null };

/** The streams that a camera has, the large one first. */
export const streamsOf = ({ stream }: CameraConfig): StreamName[] =>
  stream.type === "rtsp" && stream.sub !== undefined ? ["main", "sub"] : ["main"];

/** The account of a camera with its password filled in; null when it has none. Throws CodedError `secret.missing`. */
export async function accountOf(
  { stream }: CameraConfig,
  { resolve }: Pick<CameraGatewayOptions, "resolve">,
): Promise<Account | null> {
  if (stream.type !== "rtsp" || stream.username === undefined) return null;
  return { username: stream.username, password: stream.password === undefined ? "" : await resolve(stream.password) };
}

/** The address of a stream, without an account; null for test pictures. Rejects where a reference cannot be filled in. */
export async function addressOf(
  { stream }: CameraConfig,
  name: StreamName,
  { resolve }: Pick<CameraGatewayOptions, "resolve">,
): Promise<string | null> {
  if (stream.type !== "rtsp") return null;
  return resolve(name === "sub" ? (stream.sub ?? stream.url) : stream.url);
}

/** What ffmpeg is started with and told for a stream. Throws where the address cannot be used. */
export async function inputOf(
  { stream }: CameraConfig,
  address: string | null,
  mode: StreamMode,
  account: Account | null,
  folder: string,
  options: CameraGatewayOptions,
): Promise<StreamInput> {
  if (stream.type === "test")
    return { arguments: [...quiet, ...(await testInput(stream.pattern, folder, options))], script: null };
  const codec = { copy: copied, transcode: transcoded, stills }[mode];
  const before = mode === "stills" ? keyPicturesOnly : [];
  return {
    arguments: [...quiet, ...before, ...rtspInput, ...fragmentedOutput("0:v:0", codec)],
    script: rtspScript(withAccount(address ?? "", account)),
  };
}
