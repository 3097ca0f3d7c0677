import { type CSSProperties, useMemo } from "react";
import { TileView } from "../../renderer/layout/TileView.tsx";
import { TypeContext } from "../../renderer/ui/type-context.ts";
import { typeScaleFor } from "../../renderer/ui/type-scale.ts";
import { type Case, sizes } from "./cases.ts";
import { tileOf } from "./tile.ts";

type Variables = CSSProperties & Record<`--${string}`, string>;

/** One panel in one tile, as the wall draws it, in type that can be read from 5 m. */
export function Exhibit(shown: Case) {
  const { width, height, density } = sizes[shown.size];
  const tile = useMemo(() => tileOf(shown), [shown]);
  const scale = useMemo(
    () => typeScaleFor({ diagonalInch: 55, viewingDistanceM: 5, width: 1_920 * density, height: 1_080 * density }),
    [density],
  );
  const style: Variables = {
    width,
    height,
    "--type-value": `${scale.value}px`,
    "--type-label": `${scale.label}px`,
    "--type-source": `${scale.source}px`,
    "--gap": `${20 * density}px`,
  };
  return (
    <TypeContext value={scale}>
      <div className="monitor" style={style}>
        <TileView tile={tile} box={{ left: 0, top: 0, width, height }} report={() => undefined} />
      </div>
    </TypeContext>
  );
}
