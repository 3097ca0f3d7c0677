import { useCallback } from "react";
import { CameraTile, type CameraTileState } from "../../cameras/CameraTile.tsx";
import type { PanelProps } from "../panel.ts";
import type { CameraSettings } from "./settings.ts";

/** One camera over the whole tile. */
export function CameraPanel({ settings, size, report }: PanelProps<CameraSettings>) {
  const onState = useCallback((_camera: string, state: CameraTileState) => report(state), [report]);
  return <CameraTile key={settings.camera} camera={settings.camera} size={size} onState={onState} />;
}
