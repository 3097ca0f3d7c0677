/**
 * What the development Electron runs when it is started by itself: does what Electron's own default app does, as far as
 * development and tests need it. Takes -r/--require FILE, and as the app the first argument that is no switch.
 */
const { app } = require("electron");
const fs = require("node:fs");
const Module = require("node:module");
const path = require("node:path");

const required = [];
let appArgument = null;
const argv = process.argv.slice(1);
for (let index = 0; index < argv.length; index += 1) {
  const argument = argv[index];
  if (argument === "-r" || argument === "--require") {
    index += 1;
    required.push(argv[index]);
  } else if (argument.startsWith("--require=")) {
    required.push(argument.slice("--require=".length));
  } else if (!argument.startsWith("-")) {
    appArgument = argument;
    break;
  }
}

Object.defineProperty(process, "defaultApp", { configurable: false, enumerable: true, value: true });
if (required.length > 0) Module._preloadModules(required);

if (appArgument === null) {
  process.stderr.write("electron: name the folder of an app\n");
  process.exit(64);
}

const target = path.resolve(appArgument);
const description = path.join(target, "package.json");
if (fs.existsSync(description)) {
  const { name, productName, version } = JSON.parse(fs.readFileSync(description, "utf8"));
  if (version) app.setVersion(version);
  if (productName || name) app.name = productName || name;
  app.setDesktopName(`${app.name}.desktop`);
}

let entry = null;
try {
  entry = Module._resolveFilename(target, null, true);
} catch (error) {
  process.stderr.write(`electron: ${error.message}\n`);
  process.exit(66);
}
app.setAppPath(fs.existsSync(description) ? target : path.dirname(entry));
Module._load(entry, Module, true);
