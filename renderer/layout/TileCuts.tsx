import { reachingFor } from "../compat.ts";
import type { Piece } from "./grid.ts";

/**
 * A filter that shows of a tile what lies before the frames between monitors, and not what lies behind them: each piece is taken from
 * farther right or down than it is shown. It works on the tile as it is composed, so a map or a video is
 * drawn once and all its pieces are of the same frame.
 */
export function TileCuts({ id, pieces }: { id: string; pieces: readonly Piece[] }) {
  const left = Math.min(...pieces.map((piece) => piece.left));
  const top = Math.min(...pieces.map((piece) => piece.top));
  const right = Math.max(...pieces.map((piece) => piece.left + piece.width + piece.shiftX));
  const bottom = Math.max(...pieces.map((piece) => piece.top + piece.height + piece.shiftY));
  return (
    <svg className="tile-cuts" aria-hidden="true">
      <filter
        id={id}
        filterUnits="userSpaceOnUse"
        primitiveUnits="userSpaceOnUse"
        colorInterpolationFilters="sRGB"
        x={left}
        y={top}
        width={right - left}
        height={bottom - top}
      >
        {pieces.map((piece) => (
          <feOffset
            key={`${piece.left} ${piece.top}`}
            in="SourceGraphic"
            dx={-piece.shiftX}
            dy={-piece.shiftY}
            x={piece.left}
            y={piece.top}
            width={piece.width}
            height={piece.height}
            result={nameOf(piece)}
          />
        ))}
        <feMerge>
          {pieces.map((piece) => (
            <feMergeNode key={`${piece.left} ${piece.top}`} in={nameOf(piece)} />
          ))}
        </feMerge>
      </filter>
    </svg>
  );
}

/** The filter as a style. */
export function cutBy(id: string, pieces: readonly Piece[]): string {
  const x = Math.max(0, ...pieces.map(({ shiftX }) => shiftX));
  const y = Math.max(0, ...pieces.map(({ shiftY }) => shiftY));
  return `url("#${id}") ${reachingFor(x, y)}`;
}

const nameOf = ({ left, top }: Piece): string => `at ${left} ${top}`;
