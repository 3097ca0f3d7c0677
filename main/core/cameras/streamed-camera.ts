import type { CameraConfig } from "#contract/entities/camera-config.ts";

type Stream = Exclude<CameraConfig["stream"], { type: "test" }>;

/** A camera by what is opened for it; see `streamed`. */
export type StreamedCamera = Omit<CameraConfig, "stream"> & { stream: Stream };

/**
 * The one place that knows what a test camera is: a camera of the simulator, by RTSP as a real one, with no account. One that the
 * simulator turns (ONVIF) writes into its picture where it looks.
 */
export function streamed(config: CameraConfig): StreamedCamera {
  const { id, stream, onvif } = config;
  if (stream.type !== "test") return { ...config, stream };
  const isTurned = onvif?.url.startsWith(`\${simulator.`) === true;
  const url = `\${simulator.rtsp}/${stream.pattern}/${id}${isTurned ? "/turned" : ""}`;
  return { ...config, stream: { type: "rtsp", url } };
}
