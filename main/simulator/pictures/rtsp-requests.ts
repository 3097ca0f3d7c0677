/** What came over a line of RTSP (RFC 2326) from a client; `headers` by their names in small letters. */
export type RtspRequest = { method: string; target: string; headers: ReadonlyMap<string, string> };

const longestBytes = 16 * 1024;
const dollar = 0x24;

/**
 * Takes requests out of what a client sends; the packets between them, in which it says how it fares, are left out.
 * @returns what takes the next bytes and gives whole requests. Throws RangeError where they are no RTSP
 */
export function requestReader(): (bytes: Buffer) => RtspRequest[] {
  let held = Buffer.alloc(0);
  return (bytes) => {
    held = Buffer.concat([held, bytes]);
    const requests: RtspRequest[] = [];
    for (;;) {
      if (held[0] === dollar) {
        if (held.length < 4 || held.length < 4 + held.readUInt16BE(2)) break;
        held = held.subarray(4 + held.readUInt16BE(2));
        continue;
      }
      const end = held.indexOf("\r\n\r\n");
      if (end < 0) break;
      const [first = "", ...lines] = held.toString("latin1", 0, end).split("\r\n");
      const [, method, target] = /^([A-Z_]+) (\S+) RTSP\/1\.0$/.exec(first) ?? [];
      if (method === undefined || target === undefined) throw new RangeError("no RTSP");
      const headers = new Map(
        lines.map((line): [string, string] => {
          const colon = line.indexOf(":");
          return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
        }),
      );
      const body = Number(headers.get("content-length") ?? 0);
      if (!(body >= 0 && body <= longestBytes)) throw new RangeError("no RTSP");
      if (held.length < end + 4 + body) break;
      held = held.subarray(end + 4 + body);
      requests.push({ method, target, headers });
    }
    if (held.length > 2 * longestBytes + 64 * 1024) throw new RangeError("no RTSP");
    return requests;
  };
}
