/**
 * ffmpeg looks at a stream for no longer than it takes to know its codec, not for half a second to guess its rate. Without
 * `nobuffer`, which throws away what was looked at, and with it the key picture: the next one is a second away.
 */
const probing: readonly (readonly [option: string, value: string])[] = [
  ["fflags", "genpts"],
  ["analyzeduration", "1"],
  ["probesize", "1000000"],
  ["fpsprobesize", "0"],
];

/**
 * Reads an RTSP stream. The address comes as a concat script on standard input, so that the account in it stands in no
 * process list and in no file.
 */
export const rtspInput: readonly string[] = [
  ...["-flags", "low_delay", ...probing.flatMap(([option, value]) => [`-${option}`, value])],
  ...["-f", "concat", "-safe", "0", "-protocol_whitelist", "pipe,rtsp,rtp,tcp,udp,tls,crypto", "-i", "pipe:0"],
];

/**
 * The script for `rtspInput`: the same settings again, for the connection that the script opens.
 * @param address with its account. Throws where it holds a line break, which could smuggle in another line.
 * @param medium what is asked for of the stream, and nothing else: with a sound beside it the short look at a stream ends before
 *   the pictures' size is known, and ffmpeg gives up
 */
export function rtspScript(address: string, medium: "video" | "audio"): string {
  if (/[\r\n\0]/.test(address)) throw new RangeError("a line break in a camera's address");
  return [
    "ffconcat version 1.0",
    `file '${address.replaceAll("'", "'\\''")}'`,
    // TCP first; what takes none (461), such as VLC's server, is asked by UDP.
    "option rtsp_transport tcp+udp",
    "option rtsp_flags prefer_tcp",
    "option timeout 5000000",
    `option allowed_media_types ${medium}`,
    ...probing.map(([option, value]) => `option ${option} ${value}`),
    "",
  ].join("\n");
}

/** Reads HLS segments, one after the other, from standard input; at the pace of their own clock, as a segment comes all at once. */
export const segmentsInput: readonly string[] = [
  ...["-re", "-fflags", "+genpts", "-analyzeduration", "1000000", "-probesize", "1000000"],
  ...["-format_whitelist", "mpegts,mov", "-protocol_whitelist", "pipe", "-i", "pipe:0"],
];

/** Reads JPEG pictures from standard input; their time is when they come. A picture of 8K has as many points as this. */
export const picturesInput: readonly string[] = [
  ...["-fflags", "+nobuffer", "-flags", "low_delay", "-analyzeduration", "0", "-probesize", "32", "-fpsprobesize", "0"],
  ...["-max_pixels", "33177600", "-use_wallclock_as_timestamps", "1", "-protocol_whitelist", "pipe"],
  ...["-f", "mpjpeg", "-i", "pipe:0"],
];

/** Each picture as it comes, none repeated to fill a gap. */
export const asTheyCome: readonly string[] = ["-fps_mode", "vfr"];

/** Pictures that come one a second or two: each is whole in itself. */
export const eachWhole: readonly string[] = [
  ...["-vf", "scale='min(1920,iw)':-2", "-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency"],
  ...["-threads", "1", "-pix_fmt", "yuv420p", "-g", "1", "-crf", "24"],
];

/**
 * Fragmented MP4 on standard output, each picture a fragment of its own: whoever watches has it as soon as the next one
 * came. It ties the life of ffmpeg to ours: once nobody reads the pipe, writing fails and ffmpeg ends.
 */
export const fragmentedOutput = (map: string, codec: readonly string[]): string[] => [
  ...["-map", map, ...codec, "-map_metadata", "-1", "-f", "mp4"],
  ...["-movflags", "+frag_every_frame+empty_moov+default_base_moof", "-flush_packets", "1", "pipe:1"],
];

export const copied: readonly string[] = ["-c", "copy"];

/** H.264 of another codec, as cheap as it gets, a key picture a second. */
export const transcoded: readonly string[] = [
  ...["-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-threads", "1", "-pix_fmt", "yuv420p"],
  ...["-force_key_frames", "expr:gte(t,n_forced*1)", "-crf", "26", "-maxrate", "2500k", "-bufsize", "2500k"],
];

/** One picture a second, no larger than a tile of a grid. */
export const stills: readonly string[] = [
  ...["-vf", "fps=1,scale='min(640,iw)':-2", "-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency"],
  ...["-threads", "1", "-pix_fmt", "yuv420p", "-g", "1", "-crf", "26"],
];

/** Stands before the input: only key pictures are decoded, which is what stills can afford. */
export const keyPicturesOnly: readonly string[] = ["-skip_frame", "nokey"];

export const quiet: readonly string[] = ["-hide_banner", "-nostdin", "-nostats", "-loglevel", "level+info"];
