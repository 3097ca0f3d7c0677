import { type PictureServer, servePictures } from "../../main/simulator/pictures/rtsp-server.ts";
import { giveKeptPicturesTo } from "./kept-pictures.ts";
import { temporaryFolder } from "./temporary-folder.ts";

export type TestPictures = PictureServer &
  AsyncDisposable & {
    /** Fills in where the simulator's cameras are, as the core does. */
    resolve(address: string): string;
  };

/** The simulator's cameras alone, in this process. */
export async function startTestPictures(
  options: Partial<Parameters<typeof servePictures>[0]> = {},
): Promise<TestPictures> {
  const folder = await temporaryFolder("ioc-pictures");
  if (options.folder === undefined) await giveKeptPicturesTo(folder.path);
  const server = await servePictures({
    ...{
      folder: folder.path,
      ffmpegPath: "ffmpeg",
      timeZone: "Asia/Ho_Chi_Minh",
      place: () => ({ pan: 0, tilt: 0, zoom: 0 }),
    },
    ...options,
  });
  const stop = async () => {
    await server.stop();
    await folder.remove();
  };
  return {
    address: server.address,
    resolve: (address) => address.replace(`\${simulator.rtsp}`, server.address),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
