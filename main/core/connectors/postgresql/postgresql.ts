import type { PostgresqlSource } from "#contract/entities/source-config.ts";
import { CodedError } from "#contract/errors.ts";
import { within } from "../../outbound/within.ts";
import { cadenceOf } from "../cadence.ts";
import type { Connector } from "../connector.ts";
import { pemOf } from "../http/login.ts";
import { createIntake } from "../intake.ts";
import { startPolling } from "../polling.ts";
import { isNothingAnAnswer } from "../taker.ts";
import { createMark } from "./mark.ts";
import { askDatabase } from "./question.ts";

const standardPort = 5432;

/**
 * Asks a PostgreSQL database. Each time by a connection of its own: a kept one that a firewall has dropped would hang
 * until the time-out, and a database's connections are dear. Account and password are looked up anew each time.
 */
export const startPostgresql: Connector<PostgresqlSource> = (config, context) => {
  const intake = createIntake(config.mapping, context);
  const mark = config.since === undefined ? undefined : createMark({ ...config, since: config.since }, context);

  return startPolling(context, cadenceOf(config, context), async (ending, at) => {
    const url = new URL(await context.resolve(config.url));
    const server = { name: url.hostname.replace(/^\[|\]$/g, ""), port: Number(url.port || standardPort) };
    const host = `${url.hostname}:${server.port}`;
    at(host);
    const password = config.password === undefined ? "" : await context.resolve(config.password);
    const [ca, cert, key] = await Promise.all(
      [config.ca, config.certificate, config.key].map((file) => pemOf(file, context)),
    );
    const since = await mark?.read();
    const rows = await within(config.timeout, ending, host, (signal) =>
      askDatabase({
        host,
        server,
        database: decodeURIComponent(url.pathname.slice(1)),
        user: config.username,
        password,
        tls: config.tls ? { ca, cert, key } : false,
        query: config.query,
        parameters: since === undefined ? [] : [since],
        timeZone: context.timeZone,
        timeoutMs: config.timeout,
        signal,
      }),
    );
    context.received(JSON.stringify(rows), url.pathname);
    // With $1 there may be nothing new; a query that never gives a row has another cause.
    if (rows.length === 0 && mark === undefined && !isNothingAnAnswer(config.gives))
      throw new CodedError("source.no-rows", { host });
    const candidates = await intake.map(rows);
    ending.throwIfAborted();
    context.report({ kind: "answering" });
    if (candidates.length === 0) {
      if (rows.length > 0) throw new CodedError("source.nothing-given");
      if (isNothingAnAnswer(config.gives)) context.emit([]);
      return "taken";
    }
    const acceptance = context.emit(candidates);
    if (acceptance.hasNoRoom) return "no-room";
    mark?.move(candidates, acceptance);
    return "taken";
  });
};
