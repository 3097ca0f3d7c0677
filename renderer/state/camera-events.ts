import { singleStore } from "./kinds.ts";

/** The last event of a camera that the core has told of; null before there was one. What it says is asked for over HTTP. */
export const cameraEventStore = singleStore("cameraEvent");
