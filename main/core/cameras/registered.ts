import type { CameraConfig } from "#contract/entities/camera-config.ts";

/** The cameras that the site has at this moment, in the order of its profile. At most `mostCameras`. */
export type RegisteredCameras = {
  all(): readonly CameraConfig[];
  has(id: string): boolean;
  get(id: string): CameraConfig | undefined;
  /** Whoever asks from then on is told of these. */
  replace(cameras: readonly CameraConfig[]): void;
};

export function registerCameras(cameras: readonly CameraConfig[]): RegisteredCameras {
  const byIdOf = (list: readonly CameraConfig[]) => new Map(list.map((camera) => [camera.id, camera]));
  let all = cameras;
  let byId = byIdOf(cameras);
  return {
    all: () => all,
    has: (id) => byId.has(id),
    get: (id) => byId.get(id),
    replace(list) {
      all = list;
      byId = byIdOf(list);
    },
  };
}
