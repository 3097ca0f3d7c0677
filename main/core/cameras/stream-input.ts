import type { CameraConfig } from "#contract/entities/profile.ts";
import { type Account, withAccount } from "./account-mask.ts";
import { hlsOutput, pictureLines, quiet, rtspInput, rtspScript } from "./ffmpeg-arguments.ts";
import type { CameraGatewayOptions } from "./gateway-interface.ts";
import { testInput } from "./test-pictures/input.ts";

export type StreamInput = { arguments: string[]; script: string | null };

/** The account of a camera with its password filled in; null when it has none. Throws CodedError `secret.missing`. */
export async function accountOf(
  { stream }: CameraConfig,
  { resolve }: Pick<CameraGatewayOptions, "resolve">,
): Promise<Account | null> {
  if (stream.type !== "rtsp" || stream.username === undefined) return null;
  return { username: stream.username, password: stream.password === undefined ? "" : await resolve(stream.password) };
}

/** What ffmpeg is started with and told for a camera. Throws where the address cannot be used. */
export async function inputOf(
  { stream }: CameraConfig,
  account: Account | null,
  liveFolder: string,
  options: CameraGatewayOptions,
): Promise<StreamInput> {
  if (stream.type === "rtsp") {
    const address = withAccount(await options.resolve(stream.url), account);
    const copy = ["-c", "copy"];
    return {
      arguments: [...quiet, ...rtspInput, ...hlsOutput(liveFolder, copy, "0:v:0"), ...pictureLines("0:v:0")],
      script: rtspScript(address),
    };
  }
  return { arguments: [...quiet, ...(await testInput(stream.pattern, liveFolder, options))], script: null };
}
