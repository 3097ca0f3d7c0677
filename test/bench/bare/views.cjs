// A wall as a grid of web views, each of which loads a page when the scene changes.
const { app, BrowserView, BrowserWindow, ipcMain, screen } = require("electron");
const path = require("node:path");
const { WebSocket } = require("ws");

app.setPath("userData", process.env.BARE_DATA);
app.commandLine.appendSwitch("disable-backgrounding-occluded-windows");
const preload = path.join(__dirname, "views-preload.cjs");

app.whenReady().then(() => {
  const windows = screen.getAllDisplays().map(({ bounds }) => {
    const window = new BrowserWindow({ ...bounds, show: false, frame: false, kiosk: true, backgroundColor: "#0B1016" });
    window.loadFile(path.join(__dirname, "empty.html"));
    window.showInactive();
    return window;
  });
  let missing = 0;
  let former = [];
  let views = [];
  const socket = new WebSocket(`ws://127.0.0.1:${process.env.BARE_PORT}`);
  ipcMain.on("painted", (_event, atMs) => {
    missing -= 1;
    if (missing > 0) return;
    socket.send(String(atMs));
    for (const [window, view] of former) {
      window.removeBrowserView(view);
      view.webContents.destroy();
    }
    former = [];
  });
  socket.on("message", (data) => {
    const [name, count] = String(data).split("-");
    const each = Number(count) / windows.length;
    const columns = Math.ceil(Math.sqrt(each));
    former = views;
    views = [];
    missing = each * windows.length;
    for (const window of windows) {
      const { width, height } = window.getContentBounds();
      const [w, h] = [Math.floor(width / columns), Math.floor(height / Math.ceil(each / columns))];
      for (let at = 0; at < each; at += 1) {
        const view = new BrowserView({ webPreferences: { preload, sandbox: true, backgroundThrottling: false } });
        window.addBrowserView(view);
        view.setBounds({ x: (at % columns) * w, y: Math.floor(at / columns) * h, width: w, height: h });
        view.webContents.loadFile(path.join(__dirname, "tile.html"), { query: { text: `${name} ${1_000_000 + at}` } });
        views.push([window, view]);
      }
    }
  });
});
