import { useEffect, useMemo, useState } from "react";
import type { MapEngine } from "../../../map/engine.ts";
import type { Labelled } from "../label-column.ts";
import type { Spot } from "./crowd.ts";
import type { InsetGround } from "./GateInset.tsx";
import { type InsetView, insetFor } from "./inset-view.ts";
import type { Rect } from "./room.ts";

/** A map that is dragged is looked at where it is let go. */
const stillAfterMs = 200;

/** Counts how often the view has come to rest; null while it moves. */
function useStillView(engine: MapEngine): number | null {
  const [view, setView] = useState({ count: 0, isMoving: false });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const undo = engine.onMoved(() => {
      setView((now) => (now.isMoving ? now : { ...now, isMoving: true }));
      clearTimeout(timer);
      timer = setTimeout(() => setView(({ count }) => ({ count: count + 1, isMoving: false })), stillAfterMs);
    });
    return () => {
      undo();
      clearTimeout(timer);
    };
  }, [engine]);
  return view.isMoving ? null : view.count;
}

/** The inset for what crowds, looked for when the view has come to rest; undefined where there is none. */
export function useInset(
  engine: MapEngine,
  { spots, labels, columnX }: { spots: readonly Spot[]; labels: readonly Labelled[]; columnX: number },
  ground: InsetGround,
  taken: readonly Rect[],
  emPx: number,
): InsetView | undefined {
  const view = useStillView(engine);
  const { width, height } = engine.size();
  // Gates are told anew with every figure; where they stand changes with the view alone.
  const key = JSON.stringify([
    labels.map(({ id, x, y, labelY }) => [id, Math.round(x), Math.round(y), Math.round(labelY)]),
    taken.map((rect) => [rect.left, rect.top, rect.width, rect.height].map(Math.round)),
  ]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key holds what is read of gates and of what is taken
  return useMemo(
    () =>
      view === null
        ? undefined
        : insetFor(
            { size: { width, height }, spots, labels, columnX, taken, outline: ground.outline, names: ground.names },
            (position) => engine.project(position),
            emPx,
          ),
    [engine, view, key, width, height, columnX, ground.outline, ground.names, emPx],
  );
}
