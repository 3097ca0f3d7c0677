import { CameraSearchAnswer, type FoundCamera } from "#contract/entities/steering.ts";
import { routes } from "#contract/http.ts";
import { ask } from "./core-client.ts";
import { findRunning, type Which } from "./running.ts";
import { columns, type Screen } from "./screen.ts";

/** @returns 0 when a camera answered, 1 when none did */
export async function discoverCameras(
  which: Which,
  seconds: number,
  interfaces: readonly string[] | undefined,
  screen: Screen,
): Promise<number> {
  const answer = await ask(await findRunning(which), routes.cameraSearch, CameraSearchAnswer, {
    method: "POST",
    body: { withinMs: seconds * 1_000, ...(interfaces === undefined ? {} : { interfaces }) },
  });
  const { found, refused, isCut } = answer;
  screen.show(answer, [
    ...(found.length === 0
      ? [refused > 0 ? screen.say("camera.none-usable") : screen.say("camera.none")]
      : [screen.say("camera.found", { count: screen.number(found.length) }), ...columns(found.map(rowOf(screen)))]),
    ...(refused > 0 ? [screen.say("camera.refused", { count: screen.number(refused) })] : []),
    ...(isCut ? [screen.say("camera.cut")] : []),
    ...(found.some(({ camera }) => camera === null) ? ["", screen.say("camera.next")] : []),
  ]);
  return found.length > 0 ? 0 : 1;
}

const rowOf =
  (screen: Screen) =>
  ({ name, hardware, address, camera, scopes }: FoundCamera): string[] => [
    screen.mark(camera === null ? "quiet" : "ok"),
    name === "" ? screen.say("camera.nameless") : name,
    hardware,
    address,
    camera === null ? screen.say("camera.new") : screen.say("camera.known", { id: camera }),
    // Those that name and hardware do not tell already.
    scopes
      .filter((one) => !/\/(?:name|hardware)\//i.test(one))
      .map((one) => readable(one.replace(/^onvif:\/\/www\.onvif\.org\//i, "")))
      .join(" ")
      .replace(/\p{Cc}/gu, "·"),
  ];

function readable(scope: string): string {
  try {
    return decodeURIComponent(scope);
  } catch {
    return scope;
  }
}
