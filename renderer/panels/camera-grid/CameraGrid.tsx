import { CameraWall } from "../../cameras/CameraWall.tsx";
import type { PanelProps } from "../panel.ts";
import type { CameraGridSettings } from "./settings.ts";

export function CameraGrid({ settings, size, report }: PanelProps<CameraGridSettings>) {
  return <CameraWall cameras={settings.cameras} focus={settings.focus} size={size} report={report} />;
}
