// Tells the main process when the page has been painted: after the second animation frame, as the wall does.
const { ipcRenderer } = require("electron");

addEventListener("load", () => requestAnimationFrame(() => requestAnimationFrame(() => ipcRenderer.send("painted"))));
