import type { Tile } from "#contract/entities/wall.ts";
import type { Case } from "./cases.ts";

/** The tile that a picture shows. */
export const tileOf = ({ kind, settings }: Pick<Case, "kind" | "settings">): Tile => ({
  ...{ id: "exhibit", panel: kind, settings },
  ...{ x: 0, y: 0, width: 24, height: 24 },
});
