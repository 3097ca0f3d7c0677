import { createCameraGateway } from "../../../../main/core/cameras/gateway.ts";

/** A process of its own with two watched cameras of MJPEG, for tests that kill it. Its arguments: the folder, and their address. */
const ignore = () => undefined;
const stream = { type: "mjpeg" as const, url: process.argv[3] ?? "" };
const gateway = createCameraGateway({
  cameras: [
    { id: "a", name: { vi: "a", en: "a" }, stream },
    { id: "b", name: { vi: "b", en: "b" }, stream },
  ],
  folder: process.argv[2] ?? "",
  ffmpegPath: "ffmpeg",
  resolve: (address) => address,
  timeZone: "Asia/Ho_Chi_Minh",
  now: Date.now,
  log: { debug: ignore, info: ignore, warn: ignore },
  onChange: ignore,
  onGone: ignore,
});
for (const id of ["a", "b"]) {
  let pictures = 0;
  gateway.watch(id, "sub", {
    onOpened: ignore,
    onGone: ignore,
    onFragment: () => {
      pictures += 1;
      if (pictures === 3) process.stdout.write(`${id}\n`);
    },
  });
}
