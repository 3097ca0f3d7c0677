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

/**
 * The filter as a style. A video or a map of WebGL is on a layer of its own, of which Chromium fetches no more than it takes a filter
 * to reach for; of one that shifts it reckons with the wrong direction, and the last dots before the wall's end are missing. A shadow that
 * nobody sees, twice as far away, has it reach as far as it must (seen with Electron 25).
 */
export function cutBy(id: string, pieces: readonly Piece[]): string {
  const farthest = (shifts: number[]) => 2 * Math.max(0, ...shifts);
  const x = farthest(pieces.map(({ shiftX }) => shiftX));
  const y = farthest(pieces.map(({ shiftY }) => shiftY));
  return `url("#${id}") drop-shadow(${x}px ${y}px transparent)`;
}

const nameOf = ({ left, top }: Piece): string => `at ${left} ${top}`;
