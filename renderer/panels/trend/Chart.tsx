import { CustomChart, LineChart } from "echarts/charts";
import { GridComponent, MarkLineComponent } from "echarts/components";
import { type EChartsType, init, setPlatformAPI, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import type { ChartOption } from "./chart-option.ts";
import { measureText } from "./text-measure.ts";

use([CustomChart, LineChart, GridComponent, MarkLineComponent, CanvasRenderer]);
setPlatformAPI({ measureText });

/** Draws an option, whole, on a canvas of its own; drawn again only when the option or the size is another. */
export function Chart({ option, width, height }: { option: ChartOption; width: number; height: number }) {
  const element = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | undefined>(undefined);
  useEffect(() => {
    const made = init(element.current, null, { renderer: "canvas", width: 1, height: 1 });
    chart.current = made;
    return () => made.dispose();
  }, []);
  useEffect(() => chart.current?.resize({ width, height }), [width, height]);
  useEffect(() => {
    chart.current?.setOption(option, { notMerge: true });
  }, [option]);
  return <div ref={element} style={{ width, height }} />;
}
