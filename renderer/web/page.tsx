import { createRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { findHost } from "../host/index.ts";
import { createWords } from "../i18n/index.ts";
import { openedOn, topicsOn } from "../layout/topics.ts";
import { markPainted } from "../state/painted.ts";
import { startSession } from "../state/session.ts";
import "../takeaway/words.ts";
import { WebPage } from "./WebPage.tsx";
import "../ui/fonts.css";
import "../ui/tokens.css";
import "../ui/base.css";
import "../ui/parts.css";

/** More often than this nobody reads a figure, and a phone's battery and line are spared. */
const maxRateHz = 10;
const language = new URLSearchParams(window.location.search).get("lang") === "en" ? "en" : "vi";
document.documentElement.lang = language;
const host = findHost(window);
const displays = host.displays ?? "all";
startSession(host, {
  topicsOf: (site) => topicsOn(site, displays),
  open: (site) => openedOn(site, displays),
  maxRateHz,
  network: window,
});
// A browser comes to a core that runs: there is nothing to paint before it has told what.
markPainted();
const root = document.getElementById("root");
if (root !== null)
  createRoot(root).render(
    <I18nextProvider i18n={createWords(language)}>
      <WebPage displays={host.displays} />
    </I18nextProvider>,
  );
