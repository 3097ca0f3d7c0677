import { useTranslation } from "react-i18next";
import { inLanguage } from "../../i18n/index.ts";
import { useTypeScale } from "../../ui/type-context.ts";
import { later } from "../later.ts";
import { type PanelProps, useTileState } from "../panel.ts";
import { GateList } from "./GateColumn.tsx";
import { figuresOfGates } from "./gates.ts";
import { columnPxIn } from "./label-column.ts";
import { headOf, MapHead } from "./MapHead.tsx";
import { worstOf } from "./place-figures.ts";
import type { MapSettings } from "./settings.ts";
import { useGates } from "./use-gates.ts";
import "./map.css";

/**
 * The map, and before it can be drawn its title and the gates' figures. Map, engine and shapes are more than a megabyte of
 * program: figures do not wait for it.
 */
export const MapTile = later(() => import("./MapPanel.tsx").then((module) => module.MapPanel), FiguresFirst);

function FiguresFirst({ settings, size, report }: PanelProps<MapSettings>) {
  const { i18n } = useTranslation("map");
  const { label, source } = useTypeScale();
  const columnPx = columnPxIn(size.width, label);
  const gates = useGates(settings.gates);
  useTileState(report, gates.length === 0 ? "empty" : worstOf(figuresOfGates(gates)));
  return (
    <div className="map">
      {columnPx > 0 && <GateList gates={gates} x={size.width - columnPx} />}
      <MapHead
        title={inLanguage(settings.title, i18n.language)}
        indicator={settings.gates?.indicator}
        figures={figuresOfGates(gates)}
        isStacked={headOf(size, source).isStacked}
      />
    </div>
  );
}
