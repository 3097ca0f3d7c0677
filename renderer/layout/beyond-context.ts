import { createContext } from "react";
import type { Tile } from "#contract/entities/wall.ts";

/**
 * Whether all that a tile shows is others' than whoever looks may see. Pages of people say it (renderer/web/beyond); a window of the wall sees all,
 * and need not know what each kind of panel asks for before it paints.
 */
export const BeyondContext = createContext<(tile: Pick<Tile, "panel" | "settings">) => boolean>(() => false);
