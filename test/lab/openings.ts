/** One opening of a camera's stream: CAMERA/STREAM, who reads it, and whether it was not ended yet. */
export type Opening = { stream: string; by: "core" | "ffmpeg"; isOpen: boolean };

/** What a log line of the core says of its streams, as far as it says anything. */
export type StreamLine = { word: string; camera: string; stream: string; by?: Opening["by"] };

/** All openings that a log tells of, oldest first. */
export function openingsOf(lines: readonly StreamLine[]): Opening[] {
  const found: Opening[] = [];
  for (const { word, camera, stream, by = "core" } of lines) {
    const name = `${camera}/${stream}`;
    if (word === "camera stream opened") found.push({ stream: name, by, isOpen: true });
    const ended = word === "camera stream ended" && found.find((one) => one.isOpen && one.stream === name);
    if (ended) ended.isOpen = false;
  }
  return found;
}

/** @param log the core's log file, a JSON line each */
export function openingsIn(log: string): Opening[] {
  const lines = log.split("\n").filter((line) => line.includes("camera stream "));
  return openingsOf(
    lines.map((line) => {
      const { msg, ...rest } = JSON.parse(line) as Omit<StreamLine, "word"> & { msg: string };
      return { word: msg, ...rest };
    }),
  );
}
