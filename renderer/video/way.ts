import type { StreamName } from "#contract/pictures.ts";
import type { Way } from "./feed.ts";

/** A small stream is some 360 lines high; shown much larger than this it looks poor beside the large one. */
const largeFromPx = 600;

/**
 * The way that pictures come by at first: the quick one for screens of the room, which are those of the shell and those on
 * the core's own machine; HLS for browsers elsewhere, whose lines are longer and less even.
 * @param address the core's, as the host gives it
 */
export function wayFor({ origin, token }: { origin: string; token?: string }): Way {
  const { hostname } = new URL(origin);
  const isHere = hostname === "localhost" || hostname === "[::1]" || hostname.startsWith("127.");
  return token !== undefined || isHere ? "socket" : "hls";
}

/** The stream that fits a tile. @param heightPx in the pixels of the monitor */
export const streamFor = (heightPx: number): StreamName => (heightPx >= largeFromPx ? "main" : "sub");
