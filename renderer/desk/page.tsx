import { createRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { everyTopic } from "#contract/told.ts";
import { SessionCover } from "../account/SessionCover.tsx";
import { watchSession } from "../account/session-watch.ts";
import { findHost } from "../host/index.ts";
import { openTiles } from "../panels/rules.ts";
import { markPainted } from "../state/painted.ts";
import { startSession } from "../state/session.ts";
import { DeskPage } from "./DeskPage.tsx";
import { HeldPicture, heldPictureOf } from "./wall/held-picture.ts";
import { createDeskWords } from "./words.ts";
import "../ui/fonts.css";
import "../ui/tokens.css";
import "../ui/base.css";
import "../ui/parts.css";
import "./desk.css";

/** The desk looks at states and counts; more often than this nobody reads them, and the wall needs the machine more. */
const maxRateHz = 4;
const language = new URLSearchParams(window.location.search).get("lang") === "en" ? "en" : "vi";
document.documentElement.lang = language;
const host = findHost(window);
const heldPicture = heldPictureOf(host);
startSession(host, {
  first: everyTopic,
  topicsOf: () => everyTopic,
  open: (site) => openTiles(site.scene.tiles),
  maxRateHz,
  network: window,
});
// In the room's own window there is nobody who has signed in: the shell holds its token.
if (window.wall === undefined) watchSession();
// A desk is opened beside a core that runs: its miniature draws chart and map at once.
markPainted();
const root = document.getElementById("root");
if (root !== null)
  createRoot(root).render(
    <I18nextProvider i18n={createDeskWords(language)}>
      <HeldPicture value={heldPicture}>
        <SessionCover>
          <DeskPage />
        </SessionCover>
      </HeldPicture>
    </I18nextProvider>,
  );
