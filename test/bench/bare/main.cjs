// The barest Electron application that shows windows over monitors: the measure the wall is compared with.
const { app, BrowserWindow, ipcMain, screen } = require("electron");
const path = require("node:path");

const page = process.env.BARE_PAGE;
app.setPath("userData", process.env.BARE_DATA);
app.commandLine.appendSwitch("disable-background-timer-throttling");
app.commandLine.appendSwitch("disable-renderer-backgrounding");
app.commandLine.appendSwitch("disable-backgrounding-occluded-windows");

app.whenReady().then(() => {
  const displays = screen.getAllDisplays();
  let painted = 0;
  ipcMain.on("painted", () => {
    painted += 1;
    if (painted === displays.length) process.stdout.write("painted\n");
  });
  for (const { bounds } of displays) {
    const window = new BrowserWindow({
      ...bounds,
      show: false,
      frame: false,
      kiosk: true,
      backgroundColor: "#0B1016",
      webPreferences: { preload: path.join(__dirname, "preload.cjs"), sandbox: true, backgroundThrottling: false },
    });
    window.loadFile(path.join(__dirname, page), {
      query: {
        port: process.env.BARE_PORT ?? "",
        dense: process.env.BARE_DENSE ?? "",
        count: process.env.BARE_COUNT ?? "",
      },
    });
    window.showInactive();
  }
});
