import type { CameraEventNotice } from "#contract/entities/camera-event.ts";
import { makeStore, useStoreValue } from "./store.ts";

/** The last event of a camera that the core has told of; null before there was one. What it says is asked for over HTTP. */
export const cameraEventStore = makeStore<CameraEventNotice | null>(null);

export const useCameraEvent = (): CameraEventNotice | null => useStoreValue(cameraEventStore);
