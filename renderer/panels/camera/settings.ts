import { z } from "zod";
import { Id } from "#contract/entities/text.ts";

export const CameraSettings = z.strictObject({ camera: Id });
export type CameraSettings = z.output<typeof CameraSettings>;
