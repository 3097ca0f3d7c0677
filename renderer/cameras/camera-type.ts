import { fitted, type TypeScale } from "../ui/type-scale.ts";

/**
 * A name, a state and its time in a line each, and something of the picture over them. No more: sixteen cameras on a monitor that is read from
 * 4 m keep nearly the whole size.
 */
const room = { widthEm: 12, heightEm: 6.5 };

/**
 * The sizes for one camera, which may be a small one of many in a tile: smaller as a whole, so that neither its name nor what its picture is
 * is cut off. @param size of its picture, CSS pixels of the monitor
 */
export const cameraType = (scale: TypeScale, size: { width: number; height: number }): TypeScale =>
  fitted(scale, size, room);
