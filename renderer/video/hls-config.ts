import type { HlsConfig, LoadPolicy, RetryConfig } from "hls.js";

/** The gateway answers 503 while there are no pictures; asking again soon is what brings them back soon. */
const retry: RetryConfig = { maxNumRetry: Number.POSITIVE_INFINITY, retryDelayMs: 500, maxRetryDelayMs: 1_000 };

const patient: LoadPolicy = {
  default: { maxTimeToFirstByteMs: 6_000, maxLoadTimeMs: 10_000, timeoutRetry: retry, errorRetry: retry },
};

/**
 * hls.js for live cameras of one-second segments: near the live edge, small buffers, never giving up. The worker is
 * off, as it would need a blob: script, which the page's policy forbids.
 * @param headers sent along with each request; empty in a browser, where the session's cookie goes along
 */
export const hlsConfig = (headers: Readonly<Record<string, string>>): Partial<HlsConfig> => ({
  enableWorker: false,
  lowLatencyMode: false,
  liveSyncDuration: 1.5,
  liveMaxLatencyDuration: 6,
  maxLiveSyncPlaybackRate: 1.1,
  maxBufferLength: 6,
  maxMaxBufferLength: 8,
  backBufferLength: 4,
  manifestLoadPolicy: patient,
  playlistLoadPolicy: patient,
  fragLoadPolicy: patient,
  xhrSetup: (xhr) => {
    for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value);
  },
});
