import { createRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { SessionCover } from "../../account/SessionCover.tsx";
import { sessionStore } from "../../account/session-store.ts";
import { watchSession } from "../../account/session-watch.ts";
import { createAppWords, loadAppWords } from "../../i18n/app-words.ts";
import { addressStore } from "../../state/connection.ts";
import { holdBuild } from "../offline/own-build.ts";
import { Frame } from "./Frame.tsx";
import { afterFirst, firstLook } from "./first-look.ts";
import { keepInstallOffer } from "./install.ts";
import { keepLine } from "./keep-line.ts";
import { firstLanguage } from "./language.ts";
import { pages } from "./registry.ts";
import { startRouter } from "./router.ts";
import { askKeptBy, askWho, whoStore } from "./who.ts";
import "../../ui/fonts.css";
import "../../ui/tokens.css";
import "../../ui/base.css";
import "../../ui/parts.css";
import "./app.css";

const language = firstLanguage(window.location.search);
document.documentElement.lang = language;
// Over a slow line what is there to be read is read in another face at first; a wall waits for its own.
for (const face of document.fonts) face.display = "swap";
addressStore.setState({ origin: window.location.origin }, true);
holdBuild();
startRouter();
keepInstallOffer();
askKeptBy(async () => (await import("../offline/open-kept.ts")).openKept());
void askWho();
// Who had left the page and comes back may do something again; so may who has signed in beside it.
sessionStore.subscribe(({ phase }, before) => {
  const wasAway = before.phase === "locked" || before.phase === "ended";
  const isUnknown = whoStore.getState().phase === "nobody" || whoStore.getState().phase === "unknown";
  if (phase === "open" && before.phase !== "open" && (wasAway || isUnknown)) void askWho();
});
watchSession();
keepLine();
const root = document.getElementById("root");
const words = createAppWords(language);
const paint = () => {
  if (root !== null)
    createRoot(root).render(
      <I18nextProvider i18n={words}>
        <SessionCover after={firstLook}>
          <Frame pages={pages} />
        </SessionCover>
      </I18nextProvider>,
    );
};
void loadAppWords(language).then(paint, paint);
// What is for times without a network waits until the page has all that it needs now.
void afterFirst(() => import("../offline/start.ts"))
  .then(({ startOffline }) => startOffline())
  .catch(() => undefined);
