import type { OriginView } from "#contract/entities/source.ts";
import type { CentreSource } from "#contract/entities/source-config.ts";
import { noTopics, type Topics } from "#contract/told.ts";
import { connectionError } from "../../outbound/network-failure.ts";
import type { Connector, ConnectorContext } from "../connector.ts";
import { keepLine } from "../steady-line.ts";
import { addressOf } from "./address.ts";
import { createCatchUp } from "./catch-up.ts";
import { type Held, openLiveLine } from "./live-line.ts";
import { createTakeover } from "./takeover.ts";

/** A wall that waits for its centre is tried again at least so often, however long it was gone. */
const restMs = 10_000;
/** So many are handed on at once; others get their turn in between. */
const readingsAtOnce = 1_000;
/** More names than that are not told apart; all is asked for then, and what is not wanted passed over. */
const maxNamed = 1_000;

/**
 * Mirrors another core. Its live line gives the newest values at once; its feed gives every reading in the order it was
 * stored there, so that nothing is missing after a cut, whatever came meanwhile. Both end in the same readings here: what
 * comes twice is one.
 */
export const startCentre: Connector<CentreSource> = (config, context) => {
  const takeOver = createTakeover(context.site);
  const catchUp = createCatchUp(context, { historyMs: config.history, takeOver });
  const topics = topicsOf(context.site);
  const tell = createOrigins(context);
  let held: Held | undefined;

  const show = async (readings: readonly unknown[]): Promise<void> => {
    for (let from = 0; from < readings.length; from += readingsAtOnce) {
      const taken = readings.slice(from, from + readingsAtOnce).map(takeOver);
      const candidates = [];
      for (const one of taken) {
        if (typeof one === "string") continue;
        // The revisions before it may not be here yet; the feed brings them in their order.
        if (one.revision > 0) catchUp.askSoon();
        else candidates.push(one.candidate);
      }
      // A full store takes none; the feed brings them again.
      if (candidates.length > 0) await context.emit(candidates).outcome;
    }
  };

  return keepLine(
    context,
    async (attempt) => {
      const address = await addressOf(config, context);
      attempt.at(address.host);
      if (attempt.signal.aborted) return;
      const line = openLiveLine({
        ...{ address, attempt, topics, held },
        received: context.received,
        async take({ readings, sources, isWhole }) {
          tell(sources, isWhole);
          await show(readings);
        },
        onHeld(now) {
          held = now;
        },
        onUp(signal) {
          catchUp.run(address, signal).catch((error: unknown) => {
            if (!signal.aborted) line.fail(connectionError(address.host, error));
          });
        },
      });
      await line.end;
    },
    restMs,
  );
};

/** Cameras and monitors of a centre are its own: a wall machine reaches cameras itself. */
function topicsOf({ indicators }: ConnectorContext["site"]): Topics {
  const readings = indicators.size > maxNamed ? "all" : { indicators: [...indicators] };
  return { ...noTopics, readings, sources: "all" };
}

/** Tells what a centre says of its own sources when their states change; their counts move all the time. */
function createOrigins(context: Pick<ConnectorContext, "tellOrigins">) {
  const known = new Map<string, OriginView>();
  let told = "";
  return (sources: readonly OriginView[], isWhole: boolean): void => {
    if (isWhole) known.clear();
    for (const one of sources) known.set(one.id, one);
    const states = JSON.stringify(
      [...known.values()].map(({ id, name, state, reason, maintenance }) => [
        ...[id, name, state, reason, maintenance],
      ]),
    );
    if (states === told) return;
    told = states;
    context.tellOrigins([...known.values()].slice(0, 500));
  };
}
