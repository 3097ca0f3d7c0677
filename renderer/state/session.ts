import type { Host } from "../host/host.ts";
import { createLiveClient, type LiveClient } from "../live/client.ts";
import { cameras } from "./cameras.ts";
import { startClock } from "./clock.ts";
import { addressStore, connectionStore, snapshotCount } from "./connection.ts";
import { displays } from "./displays.ts";
import { putReadings, replaceReadings } from "./readings.ts";
import { setSite } from "./site.ts";
import { sources } from "./sources.ts";

export type Session = { client: LiveClient; stop(): void };

/** Joins the line to the stores for the life of a page. */
export function startSession(host: Host, network?: EventTarget): Session {
  const client = createLiveClient({
    kind: host.kind,
    ...(host.kind === "wall" && host.display !== null ? { display: host.display } : {}),
    ...(network === undefined ? {} : { network }),
  });
  client.subscribe({
    onState: (state) => connectionStore.setState(state, true),
    onSnapshot: (snapshot) => {
      sources.replace(snapshot.sources);
      cameras.replace(snapshot.cameras);
      displays.replace(snapshot.displays);
      replaceReadings(snapshot.readings);
      setSite(snapshot.site);
      snapshotCount.setState((count) => count + 1, true);
    },
    onDelta: (delta) => {
      if (delta.readings !== undefined) putReadings(delta.readings);
      if (delta.sources !== undefined) sources.merge(delta.sources);
      if (delta.cameras !== undefined) cameras.merge(delta.cameras);
      if (delta.displays !== undefined) displays.replace(delta.displays);
    },
  });
  const stopClock = startClock(client.clock);
  const goTo = (address: { origin: string; token?: string }) => {
    addressStore.setState(address, true);
    client.connect(address);
  };
  const undoAddress = host.onAddress(goTo);
  void host.getAddress().then((address) => address !== null && goTo(address));
  return {
    client,
    stop: () => {
      undoAddress();
      stopClock();
      client.stop();
    },
  };
}
