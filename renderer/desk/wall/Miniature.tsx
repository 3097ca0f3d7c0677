import { type CSSProperties, type ReactNode, useContext, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Area, areaOf } from "#contract/entities/area.ts";
import type { Surface, Surfaces } from "#contract/entities/surface.ts";
import type { Tile } from "#contract/entities/wall.ts";
import { Monitor } from "../../layout/Monitor.tsx";
import type { Site } from "../../state/site.ts";
import { useSpanned } from "../../state/spanned.ts";
import { CameraStill } from "./CameraStill.tsx";
import { HeldPicture } from "./held-picture.ts";

const gapPx = 4;
/** Above every row of monitors, for their numbers and what is told of them: over a picture they would cover what it says. */
const bandPx = 20;
const nothingToReport = () => undefined;
const still = ({ panel, settings }: Tile) =>
  panel === "camera" && typeof settings.camera === "string" ? <CameraStill id={settings.camera} /> : undefined;

type Props = {
  site: Site;
  /** Whether it shows what operators put over the tiles, as the room sees it. */
  isOnAir: boolean;
  /** The number by which its only monitor is told, where it is one of a wall of several. */
  single?: number;
  /** What is told of a monitor, beside its number. */
  about?: (display: number) => ReactNode;
  selected?: number;
  onSelect?: (display: number) => void;
  /** Lies over all of it. @param cell a monitor's size here, CSS pixels. @param gap what is between two of them */
  over?: (cell: { width: number; height: number }, gap: { x: number; y: number }) => ReactNode;
};

/**
 * The wall as it hangs, small and live: the same panels with the same figures; of cameras the last picture. Monitors that one
 * window spans are one picture.
 */
export function Miniature({ site, isOnAir, single, about, selected, onSelect, over }: Props) {
  const { t } = useTranslation("desk");
  const heldPicture = useContext(HeldPicture);
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    setWidth(element.clientWidth);
    return () => observer.disconnect();
  }, []);
  const { columns, rows, resolution } = site.wall;
  const scale = Math.max(0.01, (width - (columns - 1) * gapPx) / (columns * resolution.width));
  const cell = { width: resolution.width * scale, height: resolution.height * scale };
  const spanned = useSpanned();
  const panes = useMemo(() => panesOf({ columns, rows }, spanned), [columns, rows, spanned]);
  return (
    <div
      ref={frame}
      className="miniature"
      style={{
        gridTemplateColumns: `repeat(${columns}, ${cell.width}px)`,
        ...{ columnGap: gapPx, rowGap: bandPx, paddingTop: bandPx },
        minHeight: rows * (cell.height + bandPx),
        ...({
          "--aspect": (columns * resolution.width) / (rows * resolution.height),
          "--bands": `${rows * bandPx}px`,
        } as CSSProperties),
      }}
    >
      {width > 0 &&
        panes.map(({ displays, area }) => {
          // Over the gaps too, so that all monitors stay where they are.
          const wide = area.columns * cell.width + (area.columns - 1) * gapPx;
          const high = area.rows * cell.height + (area.rows - 1) * bandPx;
          const toFit = `scale(${wide / (area.columns * resolution.width)}, ${high / (area.rows * resolution.height)})`;
          return (
            <div
              key={displays.join("+")}
              className="miniature-cell"
              data-miniature={displays.join("+")}
              style={{
                width: wide,
                height: high,
                gridColumn: `${area.column + 1} / span ${area.columns}`,
                gridRow: `${area.row + 1} / span ${area.rows}`,
              }}
            >
              <div className="miniature-picture">
                <div className="miniature-scaled" style={{ transform: toFit }}>
                  <Monitor
                    site={site}
                    displays={displays}
                    size={resolution}
                    report={nothingToReport}
                    insteadOf={still}
                    {...(isOnAir ? { cover: "told" as const, takePicture: heldPicture } : {})}
                  />
                </div>
              </div>
              {displays.map((display, at) => (
                <div
                  key={display}
                  className="miniature-slot"
                  style={{
                    left: (at % area.columns) * (cell.width + gapPx),
                    top: Math.floor(at / area.columns) * (cell.height + bandPx),
                    ...cell,
                  }}
                >
                  {onSelect !== undefined && (
                    <button
                      type="button"
                      className="miniature-button"
                      aria-label={t("wall.display", { display })}
                      aria-pressed={display === selected}
                      onClick={() => onSelect(display)}
                    />
                  )}
                  <div className="miniature-about" style={{ top: -bandPx, minHeight: bandPx }}>
                    <b>{single ?? display}</b>
                    {about?.(display)}
                  </div>
                </div>
              ))}
            </div>
          );
        })}
      {width > 0 && over !== undefined && (
        <div className="miniature-over" style={{ top: bandPx }}>
          {over(cell, { x: gapPx, y: bandPx })}
        </div>
      )}
    </div>
  );
}

/** The whole of a wall as large as the room that there is lets it be, with the bands above its rows. */
export function FittedMiniature(props: Props) {
  const { columns, rows, resolution } = props.site.wall;
  const aspect = (columns * resolution.width) / (rows * resolution.height);
  const fit = { "--aspect": aspect, "--bands": `${rows * bandPx}px` } as CSSProperties;
  return (
    <div className="miniature-stage">
      <div className="miniature-fit" style={fit}>
        <Miniature {...props} />
      </div>
    </div>
  );
}

/** Each surface of the plan once, and every other monitor, in the order of their first numbers. */
function panesOf(plan: { columns: number; rows: number }, spanned: Surfaces): { displays: Surface; area: Area }[] {
  const surfaces = spanned.filter((surface) => areaOf(plan, surface) !== undefined);
  const all = Array.from({ length: plan.columns * plan.rows }, (_, at) => at + 1);
  return all.flatMap((display) => {
    const displays = surfaces.find((surface) => surface.includes(display)) ?? [display];
    const area = areaOf(plan, displays);
    return area === undefined || displays[0] !== display ? [] : [{ displays, area }];
  });
}
