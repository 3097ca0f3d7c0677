import type { Host } from "../host/host.ts";
import { openedOn, topicsOn } from "../layout/topics.ts";
import { turnTo } from "../layout/turning.ts";
import type { LiveClient } from "../live/client.ts";
import { startKeeping } from "../state/kept.ts";
import { startSession } from "../state/session.ts";

/** Joins a wall window to the core for the life of its page. Read after the first painting, since it brings all schemas. */
export function startLive(host: Host): LiveClient {
  const displays = host.displays ?? [1];
  const session = startSession(host, {
    topicsOf: (site) => topicsOn(site, displays),
    open: (site) => openedOn(site, displays),
    turn: turnTo,
    network: window,
  });
  startKeeping(host);
  return session.client;
}
