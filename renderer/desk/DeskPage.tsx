import { useEffect, useLayoutEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { sentence } from "#contract/errors.ts";
import { useReason } from "../i18n/use-reason.ts";
import { later } from "../panels/later.ts";
import { useConnection } from "../state/connection.ts";
import { useSite } from "../state/site.ts";
import { makeStore, useStoreValue } from "../state/store.ts";
import { useWall } from "../state/wall.ts";
import { StandIn, standIn } from "../ui/StandIn.tsx";
import { ownAccountHandlers } from "./accounts/own-commands.ts";
import { DeskHead } from "./DeskHead.tsx";
import { KeysDialog } from "./KeysDialog.tsx";
import { deskCommands, openingOf } from "./registry/commands.ts";
import { followAddress, openView, useWantedView } from "./registry/navigation.ts";
import { useRights } from "./registry/rights.ts";
import { expectKeysOf, hearKey, useCommands } from "./registry/use-commands.ts";
import { views } from "./registry/views.ts";
import { Said } from "./Said.tsx";
import { DeskSearch } from "./search/DeskSearch.tsx";
import { openSearch, searchStore } from "./search/opening.ts";
import { useKeyListener } from "./use-key-listener.ts";
import { FollowedWall } from "./wall/FollowedWall.tsx";

/** What a page is drawn by, read when it is first opened, or ahead. */
const pages = new Map(views.map(({ id, load }) => [id, later(load, PageComing)]));
/** The page that opens is read and drawn by then. */
const readAheadAfterMs = 500;
/** As long as a question to the core is waited for. */
const lateAfterMs = 10_000;

const hasKeysStore = makeStore(false);
const toggleKeys = () => hasKeysStore.setState((isOpen) => !isOpen, true);

/** The operator's desk: one page of several views, each a key away. Which there are stands in registry/views.ts. */
export function DeskPage() {
  const { t, i18n } = useTranslation("desk");
  const { t: wall } = useTranslation("wall");
  const site = useSite();
  const connection = useConnection();
  const following = useWall()?.following;
  const standInVersion = standIn();
  const rights = useRights();
  const wanted = useWantedView();
  const hasKeys = useStoreValue(hasKeysStore);
  const hasSearch = useStoreValue(searchStore);
  const shown = views.filter(({ right }) => rights.has(right));
  const view = shown.find(({ id }) => id === wanted) ?? shown[0];

  useEffect(() => {
    document.title = t("title");
  }, [t]);
  useEffect(followAddress, []);
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const { load, isLarge } of views) if (isLarge !== true) void load().catch(() => undefined);
    }, readAheadAfterMs);
    return () => clearTimeout(timer);
  }, []);
  useLayoutEffect(() => expectKeysOf(view?.id, view?.commands ?? []), [view]);
  useKeyListener((event) => hearKey(event, true), true);
  useKeyListener((event) => hearKey(event, false));
  const ids = shown.map(({ id }) => id).join();
  const commands = useMemo(
    () => [...deskCommands, ...views.filter(({ id }) => ids.split(",").includes(id)).map(openingOf)],
    [ids],
  );
  useCommands(undefined, commands, {
    ...ownAccountHandlers,
    "desk.help": toggleKeys,
    "desk.search": openSearch,
    "desk.searchTyping": openSearch,
    ...Object.fromEntries(shown.map(({ id }) => [`open.${id}`, () => openView(id)])),
  });

  if (connection.phase === "refused") {
    const reason = sentence(connection.reason, i18n.language === "en" ? "en" : "vi");
    return <p className="desk-waiting">{wall("connection.refused", { reason })}</p>;
  }
  const Page = view === undefined ? undefined : pages.get(view.id);
  return (
    <div className="desk">
      <DeskHead shown={shown} open={view?.id} onKeys={toggleKeys} />
      <main className="desk-main">
        {site === null ? (
          <p className="desk-waiting">{wall("connection.connecting")}</p>
        ) : following !== undefined && view?.isDriving === true ? (
          <FollowedWall site={site} following={following} />
        ) : (
          Page !== undefined && <Page site={site} />
        )}
      </main>
      {standInVersion !== null && <StandIn version={standInVersion} />}
      <Said />
      {hasKeys && <KeysDialog shown={shown} open={view?.id} rights={rights} onClose={toggleKeys} />}
      {hasSearch && site !== null && <DeskSearch site={site} shown={shown} rights={rights} />}
    </div>
  );
}

/** A page that is read from the core by a browser, over whatever line there is. */
function PageComing() {
  const { t } = useTranslation("desk");
  const reasonOf = useReason();
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), lateAfterMs);
    return () => clearTimeout(timer);
  }, []);
  if (!isLate) return <p className="desk-waiting">{t("ask.loading")}</p>;
  return (
    <p className="desk-waiting tone-attention" role="alert">
      {reasonOf({ why: "silent", coded: null, next: "again", waitedMs: lateAfterMs })}
    </p>
  );
}
