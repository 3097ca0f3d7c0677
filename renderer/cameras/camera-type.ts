import { fitted, type TypeScale } from "../ui/type-scale.ts";

/** A state with its time in one line, and as much of the picture over the strip as the strip takes. */
const room = { widthEm: 14, heightEm: 7 };

/**
 * The sizes for one camera, which may be a small one of many in a tile: smaller as a whole, so that neither its name nor what its picture is
 * is cut off. @param size of its picture, CSS pixels of the monitor
 */
export const cameraType = (scale: TypeScale, size: { width: number; height: number }): TypeScale =>
  fitted(scale, size, room);
