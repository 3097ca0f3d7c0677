/** Entry of the desktop program: the shell that turns the monitors of the room into screens. */
import { app } from "electron";
import { declareScheme } from "./shell/app-scheme.ts";
import { guardContents } from "./shell/content-guard.ts";
import { readOptions } from "./shell/options.ts";
import { startShell } from "./shell/shell.ts";
import { createWebPages } from "./shell/web-pages.ts";

const options = readOptions(process.env, app);
app.setPath("userData", options.userDataFolder);
// A wall that is looked at but never touched must not be slowed down because another window covers it.
app.commandLine.appendSwitch("disable-background-timer-throttling");
app.commandLine.appendSwitch("disable-renderer-backgrounding");
app.commandLine.appendSwitch("disable-backgrounding-occluded-windows");
app.commandLine.appendSwitch("autoplay-policy", "no-user-gesture-required");
// A graphics process that ended is no page's fault, and a map that may not draw until the next start is none.
app.disableDomainBlockingFor3DAPIs();
declareScheme();
const webPages = createWebPages(options.isUnprotected);
guardContents(app, webPages);
void startShell(options, webPages);
