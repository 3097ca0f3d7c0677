import { useCallback, useEffect, useRef, useState } from "react";
import { useCamera } from "../state/cameras.ts";
import { typeStyle, useTypeScale } from "../ui/type-context.ts";
import { type Box, focusedOf, gridOf } from "./arrangement.ts";
import { CameraTile, type CameraTileState } from "./CameraTile.tsx";
import { cameraType } from "./camera-type.ts";
import { worstOf } from "./worst-state.ts";

type Props = {
  cameras: readonly string[];
  /** The one that is large; absent: all are of one size. */
  focus?: string | undefined;
  size: { width: number; height: number };
  /** What stands over the first of them, in type of its size. */
  title?: string;
  report: (state: CameraTileState) => void;
};

/** Several cameras in one tile. What it reports is the worst that any of them shows. */
export function CameraWall({ cameras, focus, size, title, report }: Props) {
  const tileScale = useTypeScale();
  const states = useRef(new Map<string, CameraTileState>());
  const [worst, setWorst] = useState<CameraTileState>("connecting");
  const onState = useCallback((camera: string, state: CameraTileState) => {
    states.current.set(camera, state);
    setWorst(worstOf(states.current.values()));
  }, []);
  useEffect(() => {
    for (const known of [...states.current.keys()]) if (!cameras.includes(known)) states.current.delete(known);
    setWorst(worstOf(states.current.values()));
  }, [cameras]);
  useEffect(() => report(worst), [report, worst]);

  const gap = Math.round(Math.min(size.width, size.height) / 150);
  const isFocused = focus !== undefined && cameras.includes(focus);
  const boxes = (isFocused ? focusedOf : gridOf)(cameras.length, size.width, size.height, gap);
  const first = boxes[0] ?? size;
  const order = isFocused ? [focus, ...cameras.filter((camera) => camera !== focus)] : cameras;
  const isTagged = useCamera(order[0] ?? "")?.isSimulated === true;
  const boxOf = new Map<string, Box | undefined>(order.map((camera, index) => [camera, boxes[index]]));
  return (
    <div className="camera-wall">
      {/* In the order of the list, whatever their places: a tile that moves goes on playing. */}
      {cameras.map((camera) => {
        const box = boxOf.get(camera);
        return box === undefined ? null : (
          <div key={camera} className="camera-cell" style={box}>
            <CameraTile camera={camera} size={box} isFocused={isFocused && camera === focus} onState={onState} />
          </div>
        );
      })}
      {title !== undefined && (
        <span
          className={isTagged ? "camera-place camera-place-below one-line" : "camera-place one-line"}
          style={{ ...typeStyle(cameraType(tileScale, first), tileScale), maxWidth: first.width * 0.9 }}
        >
          {title}
        </span>
      )}
    </div>
  );
}
