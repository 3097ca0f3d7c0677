/** A segment as the playlist names it. */
export type Segment = { name: string; durationMs: number };

export type Playlist = { targetMs: number; segments: Segment[] };

/** Reads what ffmpeg's HLS writer writes; anything else gives an empty list. */
export function parsePlaylist(text: string): Playlist {
  const segments: Segment[] = [];
  let durationMs = 0;
  let targetMs = 1_000;
  for (const line of text.split("\n")) {
    if (line.startsWith("#EXTINF:")) durationMs = Math.round(Number.parseFloat(line.slice(8)) * 1_000) || 0;
    else if (line.startsWith("#EXT-X-TARGETDURATION:")) targetMs = Number.parseInt(line.slice(22), 10) * 1_000 || 1_000;
    else if (line !== "" && !line.startsWith("#")) segments.push({ name: line.trim(), durationMs });
  }
  return { targetMs, segments };
}

/**
 * The playlist as it is served: with the times at which its pictures arrived here, and without segments of an
 * earlier run, so that nobody who begins to play after an outage sees pictures from before it.
 *
 * ffmpeg itself writes the time of its start plus all durations since: after days that is off by seconds, as no camera's
 * clock runs like ours, and after an outage it is off by the outage. The delay on the tile is measured against these
 * times, so they have to be true.
 * @param endedAtMs when each segment was complete, by name, epoch ms
 * @param runStartedAtMs when this run of ffmpeg began, epoch ms
 */
export function withArrivalTimes(text: string, endedAtMs: ReadonlyMap<string, number>, runStartedAtMs: number): string {
  const head: string[] = [];
  const body: string[] = [];
  /** The lines before a segment's name that belong to it. */
  let own: string[] = [];
  let durationMs = 0;
  let dropped = 0;
  for (const line of text.split("\n")) {
    if (line === "" || line.startsWith("#EXT-X-PROGRAM-DATE-TIME:")) continue;
    if (/^#(EXTM3U|EXT-X-(VERSION|TARGETDURATION|MEDIA-SEQUENCE|MAP|INDEPENDENT-SEGMENTS))/.test(line)) head.push(line);
    else if (line.startsWith("#")) own.push(line);
    else {
      const ended = endedAtMs.get(line.trim());
      if (ended !== undefined && ended < runStartedAtMs) dropped += 1;
      else {
        if (ended !== undefined) own.push(`#EXT-X-PROGRAM-DATE-TIME:${new Date(ended - durationMs).toISOString()}`);
        body.push(...own, line);
      }
      own = [];
    }
    if (line.startsWith("#EXTINF:")) durationMs = Math.round(Number.parseFloat(line.slice(8)) * 1_000) || 0;
  }
  const shifted = head.map((line) =>
    line.replace(
      /^(#EXT-X-MEDIA-SEQUENCE:)(\d+)/,
      (_, tag: string, first: string) => tag + String(Number(first) + dropped),
    ),
  );
  return [...shifted, ...body, ""].join("\n");
}
