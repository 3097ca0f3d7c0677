import { createRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { SessionCover } from "../../account/SessionCover.tsx";
import { sessionStore } from "../../account/session-store.ts";
import { watchSession } from "../../account/session-watch.ts";
import { createAppWords, loadAppWords } from "../../i18n/app-words.ts";
import { addressStore } from "../../state/connection.ts";
import { holdBuild } from "../offline/own-build.ts";
import { Frame } from "./Frame.tsx";
import { keepInstallOffer } from "./install.ts";
import { keepLine } from "./keep-line.ts";
import { firstLanguage } from "./language.ts";
import { pages } from "./registry.ts";
import { startRouter } from "./router.ts";
import { askKeptBy, askWho } from "./who.ts";
import "../../ui/fonts.css";
import "../../ui/tokens.css";
import "../../ui/base.css";
import "./app.css";

const language = firstLanguage(window.location.search);
document.documentElement.lang = language;
addressStore.setState({ origin: window.location.origin }, true);
holdBuild();
startRouter();
keepInstallOffer();
askKeptBy(async () => (await import("../offline/open-kept.ts")).openKept());
void askWho();
// Who had left the page and comes back may do something again.
sessionStore.subscribe(({ phase }, before) => phase === "open" && before.phase !== "open" && void askWho());
watchSession();
keepLine();
const root = document.getElementById("root");
const words = createAppWords(language);
const paint = () => {
  if (root !== null)
    createRoot(root).render(
      <I18nextProvider i18n={words}>
        <SessionCover>
          <Frame pages={pages} />
        </SessionCover>
      </I18nextProvider>,
    );
};
void loadAppWords(language).then(paint, paint);
// What is for times without a network waits until the page has all that it needs now.
const prepare = () =>
  void import("../offline/start.ts").then(({ startOffline }) => startOffline()).catch(() => undefined);
if (document.readyState === "complete") prepare();
else window.addEventListener("load", prepare, { once: true });
