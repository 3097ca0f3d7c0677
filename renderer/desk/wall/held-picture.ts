import { createContext } from "react";
import type { Host } from "../../host/host.ts";
import type { TakePicture } from "../../layout/FrozenPicture.tsx";

/** The picture that a monitor of the room holds, where the desk can have it: in a window of the program that owns the monitor. */
export const HeldPicture = createContext<TakePicture>(() => Promise.resolve(null));

/** The desk looks at it; that it is held no longer is for the monitor's own window to say. */
export const heldPictureOf =
  (host: Pick<Host, "frozenPicture">): TakePicture =>
  (display, sinceMs) =>
    sinceMs === null ? Promise.resolve(null) : host.frozenPicture(display, sinceMs);
