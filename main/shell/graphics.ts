import { app } from "electron";

/** Longer than Chromium waits for a graphics process that hangs (15 s), and than one takes that dies at every start. */
const settledMs = 20_000;
const noLimit = "disable-gpu-process-crash-limit";

/**
 * Keeps the wall up through any number of deaths of Chromium's graphics process, which it starts anew by itself.
 * After some deaths in five minutes Chromium draws without the driver, then without 3D, and then ends the whole program. The
 * first of these steps is a mercy, as a driver may be broken; where drawing without the driver has gone well for a while there is
 * nothing better to fall back to, and it is kept.
 *
 * @param onLost called when it has died
 */
export function outliveGraphics(onLost: () => void): void {
  let settling: NodeJS.Timeout | undefined;
  const settle = () => {
    clearTimeout(settling);
    settling = setTimeout(() => {
      const isByDriver = app.getGPUFeatureStatus().gpu_compositing === "enabled";
      if (!isByDriver && !app.commandLine.hasSwitch(noLimit)) app.commandLine.appendSwitch(noLimit);
    }, settledMs);
  };
  app.on("child-process-gone", (_event, details) => {
    if (details.type !== "GPU") return;
    settle();
    onLost();
  });
  void app.whenReady().then(settle);
}
