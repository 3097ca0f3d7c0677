import { join } from "node:path";

/** Names of what ffmpeg writes into a camera's live folder, and the only ones that are served. */
export const playlistName = "index.m3u8";
export const segmentName = /^(?:init\.mp4|s[0-9]{1,15}\.m4s)$/;

/**
 * Copies an RTSP stream without transcoding. The address comes as a concat script on standard input, so that the
 * account in it stands in no process list and in no file.
 */
export const rtspInput: readonly string[] = [
  ...["-fflags", "+nobuffer+genpts", "-flags", "low_delay", "-analyzeduration", "500000", "-probesize", "200000"],
  ...["-f", "concat", "-safe", "0", "-protocol_whitelist", "pipe,rtsp,rtp,tcp,udp,tls,crypto", "-i", "pipe:0"],
];

/**
 * The script for `rtspInput`: the same settings again, for the connection that the script opens.
 * @param address with its account. Throws where it holds a line break, which could smuggle in another line.
 */
export function rtspScript(address: string): string {
  if (/[\r\n\0]/.test(address)) throw new RangeError("a line break in a camera's address");
  return [
    "ffconcat version 1.0",
    `file '${address.replaceAll("'", "'\\''")}'`,
    "option rtsp_transport tcp",
    "option timeout 5000000",
    "option fflags nobuffer+genpts",
    "option analyzeduration 500000",
    "option probesize 200000",
    "",
  ].join("\n");
}

/**
 * HLS of one-second fragmented MP4 into `folder`. append_list and a constant init.mp4 let players go on over a restart;
 * numbers start from the time of day, so that they never run backwards even after the folder was emptied.
 *
 * The second output is a line for each picture on standard output. It tells how old the newest picture is, and
 * it ties the life of ffmpeg to ours: once nobody reads the pipe, writing fails and ffmpeg ends, however we died.
 */
export const hlsOutput = (folder: string, codec: readonly string[], map: string): string[] => [
  ...["-map", map, ...codec, "-f", "hls", "-hls_time", "1", "-hls_list_size", "6", "-hls_delete_threshold", "3"],
  ...["-hls_segment_type", "fmp4", "-hls_fmp4_init_filename", "init.mp4"],
  ...["-hls_segment_filename", join(folder, "s%d.m4s"), "-hls_start_number_source", "epoch"],
  ...["-hls_flags", "append_list+delete_segments+program_date_time+omit_endlist+temp_file"],
  join(folder, playlistName),
];

export const pictureLines = (map: string, codec = "copy"): string[] => [
  ...["-map", map, "-c", codec, "-f", "framecrc", "-flush_packets", "1", "pipe:1"],
];

export const quiet: readonly string[] = ["-hide_banner", "-nostdin", "-nostats", "-loglevel", "level+info"];
