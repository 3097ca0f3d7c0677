import type { StreamMode, StreamName } from "#contract/pictures.ts";
import { userOfCamera } from "../outbound/secret-uses.ts";
import { type Account, withAccount } from "./account-mask.ts";
import {
  asTheyCome,
  copied,
  eachWhole,
  fragmentedOutput,
  keyPicturesOnly,
  picturesInput,
  quiet,
  rtspInput,
  rtspScript,
  segmentsInput,
  stills,
  transcoded,
} from "./ffmpeg-arguments.ts";
import type { CameraGatewayOptions } from "./gateway-interface.ts";
import type { HttpPeer } from "./http/asking.ts";
import type { Feed } from "./http/feed.ts";
import { hlsFeed } from "./http/hls-feed.ts";
import { jpegFeed } from "./http/jpeg-feed.ts";
import { mjpegFeed } from "./http/mjpeg-feed.ts";
import type { StreamedCamera } from "./streamed-camera.ts";

/** Standard input is given the script, or what the feed brings, or nothing. */
export type StreamInput = { arguments: string[]; script: string | null; feed: Feed | null };

/** What is known of a stream before it is opened. */
export type Way = { address: string; account: Account | null; caFile: string | null; mayBasicInClear?: boolean };

const stillEveryMs = 950;

/** The streams that a camera has, the large one first. */
export const streamsOf = ({ stream }: StreamedCamera): StreamName[] =>
  "sub" in stream && stream.sub !== undefined ? ["main", "sub"] : ["main"];

/** The codec of a stream that needs not be opened to know it; null for all others. */
export const codecOf = ({ stream }: StreamedCamera): string | null =>
  stream.type === "jpeg" || stream.type === "mjpeg" ? "mjpeg" : null;

/** The account of a camera with its password filled in; null when it has none. Throws CodedError `secret.missing`. */
export async function accountOf(
  config: StreamedCamera,
  { resolve }: Pick<CameraGatewayOptions, "resolve">,
): Promise<Account | null> {
  const { stream } = config;
  if (stream.username === undefined) return null;
  return {
    username: stream.username,
    password: stream.password === undefined ? "" : await resolve(stream.password, userOfCamera(config)),
  };
}

/** The way to a stream. Rejects where a reference cannot be filled in, such as with `secret.missing`. */
export async function wayTo(
  config: StreamedCamera,
  name: StreamName,
  options: Pick<CameraGatewayOptions, "resolve">,
): Promise<Way> {
  const { stream } = config;
  const url = name === "sub" && "sub" in stream ? (stream.sub ?? stream.url) : stream.url;
  return {
    address: await options.resolve(url, userOfCamera(config)),
    account: await accountOf(config, options),
    mayBasicInClear: "basicOverPlainHttp" in stream && stream.basicOverPlainHttp === true,
    caFile: "ca" in stream && stream.ca !== undefined ? await options.resolve(stream.ca, userOfCamera(config)) : null,
  };
}

/** What ffmpeg is started with and told for a stream. Throws where the address cannot be used. */
export function inputOf(
  { stream }: StreamedCamera,
  name: StreamName,
  way: Way,
  mode: StreamMode,
  hasNoKeys = false,
): StreamInput {
  const codec = { copy: copied, transcode: transcoded, stills }[mode];
  const out = (...parts: (readonly string[])[]) => [...quiet, ...parts.flat()];
  const before = mode === "stills" && !hasNoKeys ? keyPicturesOnly : [];
  const peer: HttpPeer = way;
  switch (stream.type) {
    case "rtsp":
      return {
        arguments: out(before, rtspInput, fragmentedOutput("0:v:0", codec)),
        script: rtspScript(withAccount(way.address, way.account), "video"),
        feed: null,
      };
    case "hls":
      return {
        arguments: out(before, segmentsInput, fragmentedOutput("0:v:0", codec)),
        script: null,
        feed: hlsFeed(peer, name),
      };
    case "mjpeg":
      return {
        arguments: out(
          picturesInput,
          fragmentedOutput("0:v:0", [...asTheyCome, ...(mode === "stills" ? eachWhole : codec)]),
        ),
        script: null,
        feed: mjpegFeed(peer, mode === "stills" ? stillEveryMs : 0),
      };
    case "jpeg":
      return {
        arguments: out(picturesInput, fragmentedOutput("0:v:0", [...asTheyCome, ...eachWhole])),
        script: null,
        feed: jpegFeed(peer, stream.every),
      };
  }
}
