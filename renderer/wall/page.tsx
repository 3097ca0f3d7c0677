import { createRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { findHost } from "../host/index.ts";
import { createWords } from "../i18n/index.ts";
import { topicsOn } from "../layout/topics.ts";
import { WallWindow } from "../layout/WallWindow.tsx";
import { startSession } from "../state/session.ts";
import { siteStore } from "../state/site.ts";
import "../ui/fonts.css";
import "../ui/tokens.css";
import "../ui/base.css";
import "../ui/parts.css";
import "./wall.css";

const host = findHost(window);
const session = startSession(host, { topicsOf: (site) => topicsOn(site, [host.display ?? 1]), network: window });
const words = createWords("vi");
// A wall speaks its site's language, which the first snapshot tells.
siteStore.subscribe((site) => {
  if (site === null || site.language === words.language) return;
  document.documentElement.lang = site.language;
  void words.changeLanguage(site.language);
});
// The faces that tiles will need are read while the core is waited for, not when the first figures are to be painted.
for (const weight of [400, 500, 600]) void document.fonts.load(`${weight} 1em "Be Vietnam Pro"`, "aệ");
const root = document.getElementById("root");
if (root !== null)
  createRoot(root).render(
    <I18nextProvider i18n={words}>
      <WallWindow host={host} client={session.client} />
    </I18nextProvider>,
  );
