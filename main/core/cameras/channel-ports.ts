import type { CameraGatewayOptions } from "./gateway-interface.ts";
import type { Clip } from "./picture-buffer.ts";

/** What a stream of a camera needs of the gateway around it. */
export type ChannelPorts = {
  options: CameraGatewayOptions;
  /** Of the camera. */
  folder: string;
  /** False until what an earlier run left is cleaned up. */
  isReady(): boolean;
  /** Whether one more ffmpeg may run now. */
  mayOpen(): boolean;
  /** Whether one more of them may decode and encode. */
  mayTranscode(): boolean;
  /** State, reason or codec changed. */
  onChange(): void;
  /** A clip of the last moments before an outage, to cut the last picture from. */
  onEnded(clip: Clip): void;
};
