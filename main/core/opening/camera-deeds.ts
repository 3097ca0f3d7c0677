import { isDeepStrictEqual } from "node:util";
import type { CameraConfig } from "#contract/entities/camera-config.ts";
import { createOnvifLine, type OnvifLine } from "../cameras/onvif/onvif-line.ts";
import { createSteering, type Steering } from "../cameras/onvif/steering.ts";
import type { Addresses } from "./addresses.ts";
import type { Ground } from "./ground.ts";
import type { WallSide } from "./wall-side.ts";

/** What people do with cameras beside looking at them: move them, look for some. */
export type CameraDeeds = { steering: Steering; onvif: OnvifLine };

export function openCameraDeeds(options: Ground & { side: WallSide; resolve: Addresses["resolve"] }): CameraDeeds {
  const { side, registered, now, log } = options;
  const onvif = createOnvifLine();
  const steering = createSteering({
    cameras: registered.all(),
    line: onvif,
    resolve: options.resolve,
    now,
    onHolder: (id, who) => side.cameras.setSteeredBy(id, who),
    log,
  });
  const register = async (list: readonly CameraConfig[]): Promise<void> => {
    registered.replace(list);
    // First: what moves is stopped while the gateway still knows it.
    steering.replace(list);
    await side.cameras.replace(list);
  };
  options.site.onChange(({ after }) =>
    isDeepStrictEqual(registered.all(), after.cameras) ? undefined : register(after.cameras),
  );
  return { onvif, steering };
}
