import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { sentence } from "#contract/errors.ts";
import { later } from "../panels/later.ts";
import { useConnection } from "../state/connection.ts";
import { useSite } from "../state/site.ts";
import { useWall } from "../state/wall.ts";
import { StandIn, standIn } from "../ui/StandIn.tsx";
import { AutomationView } from "./automation/AutomationView.tsx";
import { DeskHead } from "./DeskHead.tsx";
import { EditorView } from "./editor/EditorView.tsx";
import { EventsView } from "./events/EventsView.tsx";
import { useUnreadEvents } from "./events/unread.ts";
import { KeysDialog } from "./KeysDialog.tsx";
import { OutagesView } from "./outages/OutagesView.tsx";
import { unreadIn, useOutages } from "./outages/use-outages.ts";
import { StatusView } from "./status/StatusView.tsx";
import { TrialView } from "./trial/TrialView.tsx";
import { useKeyListener } from "./use-key-listener.ts";
import { type View, viewKeys } from "./view.ts";
import { useHand } from "./wall/at-hand.ts";
import { FollowedWall } from "./wall/FollowedWall.tsx";
import { WallView } from "./wall/WallView.tsx";

/** Map, engine and geometry are more than a megabyte of program: the desk does not wait for it. */
const MapView = later(() => import("./map/MapView.tsx").then((module) => module.MapView), MapComing);

/** The views that change the wall, which is done at the machine that has it. */
const driving: readonly View[] = ["wall", "editor", "automation"];

/** The operator's desk: one page of several views, each a key away. */
export function DeskPage() {
  const { t, i18n } = useTranslation("desk");
  const { t: wall } = useTranslation("wall");
  const site = useSite();
  const connection = useConnection();
  const following = useWall()?.following;
  const [view, setView] = useState<View>("wall");
  const [source, setSource] = useState<string>();
  const [edited, setEdited] = useState<{ scene: string }>();
  const hand = useHand();
  const standInVersion = standIn();
  const [hasKeys, setHasKeys] = useState(false);
  const outages = useOutages(view === "outages");
  const unreadEvents = useUnreadEvents(view === "events");

  useEffect(() => {
    document.title = t("title");
  }, [t]);
  useKeyListener((event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const wanted = viewKeys.find(({ key }) => key === event.key)?.view;
    if (wanted !== undefined) setView(wanted);
    else if (event.key === "F1") setHasKeys((isOpen) => !isOpen);
    else return;
    event.preventDefault();
  });

  if (connection.phase === "refused") {
    const reason = sentence(connection.reason, i18n.language === "en" ? "en" : "vi");
    return <p className="desk-waiting">{wall("connection.refused", { reason })}</p>;
  }
  return (
    <div className="desk">
      <DeskHead
        view={view}
        unread={{ outages: unreadIn(outages.value), events: unreadEvents }}
        onView={setView}
        onKeys={() => setHasKeys(true)}
      />
      <main className="desk-main">
        {site === null ? (
          <p className="desk-waiting">{wall("connection.connecting")}</p>
        ) : following !== undefined && driving.includes(view) ? (
          <FollowedWall site={site} following={following} />
        ) : view === "wall" ? (
          <WallView
            site={site}
            hand={hand}
            onEdit={(scene) => {
              setEdited({ scene });
              setView("editor");
            }}
          />
        ) : view === "editor" ? (
          <EditorView
            site={site}
            wanted={edited}
            onPrepare={(scene) => {
              hand.put({ preparation: { kind: "scene", scene } });
              setView("wall");
            }}
          />
        ) : view === "automation" ? (
          <AutomationView site={site} />
        ) : view === "status" ? (
          <StatusView
            onTry={(id) => {
              setSource(id);
              setView("trial");
            }}
          />
        ) : view === "trial" ? (
          <TrialView chosen={source} onChoose={setSource} />
        ) : view === "map" ? (
          <MapView site={site} />
        ) : view === "events" ? (
          <EventsView />
        ) : (
          <OutagesView told={outages} />
        )}
      </main>
      {standInVersion !== null && <StandIn version={standInVersion} />}
      {hasKeys && <KeysDialog onClose={() => setHasKeys(false)} />}
    </div>
  );
}

function MapComing() {
  const { t } = useTranslation("desk");
  return <p className="desk-waiting">{t("ask.loading")}</p>;
}
