// The first import: what it sets must stand before zod is loaded, which comes with the live part.
import "../live/strict-csp.ts";
import { createRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { findHost } from "../host/index.ts";
import { createWords } from "../i18n/index.ts";
import { WallWindow } from "../layout/WallWindow.tsx";
import { showKept } from "../state/kept.ts";
import { markPainted, whenPainted } from "../state/painted.ts";
import { siteStore } from "../state/site.ts";
import { frameSound, roomDisplays } from "../state/sound.ts";
import "../ui/fonts.css";
import "../ui/tokens.css";
import "../ui/base.css";
import "../ui/parts.css";
import { WallKeys } from "./WallKeys.tsx";
import "./wall.css";

/** A page that cannot paint for whatever reason is joined to the core all the same. */
const paintedWithinMs = 4_000;

/** Of its shell's patience of five seconds. */
const beatEveryMs = 1_000;

const host = findHost(window);
host.beat();
setInterval(host.beat, beatEveryMs);
if (host.kind === "wall") roomDisplays.setState(host.displays, true);
frameSound.setState({ of: host.frameSound }, true);
const kept = host.keptView();
if (kept === null) markPainted();
else {
  showKept(kept);
  setTimeout(markPainted, paintedWithinMs);
}
const words = createWords(kept?.site.language ?? "vi");
document.documentElement.lang = words.language;
// A wall speaks its site's language, which the first snapshot tells.
siteStore.subscribe((site) => {
  if (site === null || site.language === words.language) return;
  document.documentElement.lang = site.language;
  void words.changeLanguage(site.language);
});
// The faces that tiles will need are read while the core is waited for, not when the first figures are to be painted.
for (const weight of [400, 500, 600]) void document.fonts.load(`${weight} 1em "Be Vietnam Pro"`, "aệ");
// With nothing to show the core is waited for; else what joins the page to it is read once the figures are on the screen.
const client = whenPainted()
  .then(() => import("./live-part.ts"))
  .then(({ startLive }) => startLive(host));
const root = document.getElementById("root");
if (root !== null)
  createRoot(root).render(
    <I18nextProvider i18n={words}>
      <WallWindow host={host} client={client} />
      <WallKeys />
    </I18nextProvider>,
  );
