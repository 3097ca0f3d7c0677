// Tells the main process when the view was painted, by the wall clock: after the second animation frame, as all benches do.
const { ipcRenderer } = require("electron");

addEventListener("load", () =>
  requestAnimationFrame(() =>
    requestAnimationFrame(() => ipcRenderer.send("painted", performance.timeOrigin + performance.now())),
  ),
);
