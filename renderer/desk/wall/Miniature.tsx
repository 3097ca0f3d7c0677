import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Tile } from "#contract/entities/wall.ts";
import { Monitor } from "../../layout/Monitor.tsx";
import type { Site } from "../../state/site.ts";
import { CameraStill } from "./CameraStill.tsx";

const gapPx = 4;
const nothingToReport = () => undefined;
const still = ({ panel, settings }: Tile) =>
  panel === "camera" && typeof settings.camera === "string" ? <CameraStill id={settings.camera} /> : undefined;

type Props = {
  site: Site;
  /** Whether it shows what operators put over the tiles, as the room sees it. */
  isOnAir: boolean;
  /** What is told of a monitor, over its corner. */
  about?: (display: number) => ReactNode;
  selected?: number;
  onSelect?: (display: number) => void;
  /** Lies over all of it. @param cell a monitor's size here, CSS pixels; between two of them is `gapPx` */
  over?: (cell: { width: number; height: number }, gapPx: number) => ReactNode;
};

/** The wall as it hangs, small and live: the same panels with the same figures; of cameras the last picture. */
export function Miniature({ site, isOnAir, about, selected, onSelect, over }: Props) {
  const { t } = useTranslation("desk");
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
  const displays = Array.from({ length: columns * rows }, (_, at) => at + 1);
  return (
    <div
      ref={frame}
      className="miniature"
      style={{ gridTemplateColumns: `repeat(${columns}, ${cell.width}px)`, gap: gapPx, minHeight: rows * cell.height }}
    >
      {width > 0 &&
        displays.map((display) => (
          <div key={display} className="miniature-cell" style={cell} data-miniature={display}>
            <div className="miniature-scaled" style={{ transform: `scale(${scale})` }}>
              <Monitor
                site={site}
                display={display}
                size={resolution}
                report={nothingToReport}
                insteadOf={still}
                {...(isOnAir ? { cover: "told" as const } : {})}
              />
            </div>
            {onSelect !== undefined && (
              <button
                type="button"
                className="miniature-button"
                aria-label={t("wall.display", { display })}
                aria-pressed={display === selected}
                onClick={() => onSelect(display)}
              />
            )}
            <div className="miniature-about">
              <b>{display}</b>
              {about?.(display)}
            </div>
          </div>
        ))}
      {width > 0 && over?.(cell, gapPx)}
    </div>
  );
}
