import type { Duplex } from "node:stream";
import { CodedError } from "#contract/errors.ts";
import { within } from "../../outbound/within.ts";
import { cellOf } from "./cell.ts";
import { questionError } from "./failure.ts";

/** As many as a mapping may make readings of. */
export const maxRows = 10_000;
const maxAnswerBytes = 16_000_000;
const rowsAtOnce = 500;
const connectWithinMs = 10_000;
/** A server that does not answer our good-bye is left. */
const leaveAfterMs = 2_000;

export type Question = {
  /** host:port, for reasons. */
  host: string;
  server: { name: string; port: number };
  database: string;
  user: string;
  password: string;
  /** PEM texts; false: not encrypted. */
  tls: { ca?: string | undefined; cert?: string | undefined; key?: string | undefined } | false;
  query: string;
  parameters: readonly string[];
  /** What "today" means in the query. */
  timeZone: string;
  timeoutMs: number;
  signal: AbortSignal;
};

export type Row = Record<string, unknown>;

/** The query becomes a cursor's: so the server itself takes nothing but one query that reads. */
const ahead = "DECLARE answer NO SCROLL CURSOR FOR ";

/**
 * Connects, asks, reads the rows some at a time and leaves. Nothing can be written: the transaction is READ ONLY, a cursor
 * can be declared for a SELECT alone, and the extended protocol takes one statement alone. The limits for the server are set
 * inside the transaction and not with the login, so that they pass through poolers such as PgBouncer.
 *
 * @throws CodedError source.unreachable, source.closed, source.tls, source.no-tls, source.not-postgresql, source.refused,
 *   source.no-right, source.timeout, source.too-large, source.too-many-rows, source.query-failed, source.query-wrong,
 *   source.query-writes
 */
export async function askDatabase(question: Question): Promise<Row[]> {
  const { host, server, signal } = question;
  // A core without such a source does without the library.
  const { default: pg } = await import("pg");
  const login = {
    host: server.name,
    port: server.port,
    database: question.database,
    user: question.user,
    // As a function: given as text, an empty one would be looked for in the environment and in ~/.pgpass.
    password: () => question.password,
    ssl: question.tls === false ? false : { ...question.tls, rejectUnauthorized: true },
    application_name: "ioc-wall",
  };
  const connection = new pg.Connection(login);
  const client = new pg.Client(withConnection(login, connection));
  // Told by whatever waits for an answer; without a listener it would end the process.
  client.on("error", () => {});
  const leave = (): void => void connection.stream.destroy();
  signal.addEventListener("abort", leave);
  try {
    signal.throwIfAborted();
    await within(Math.min(connectWithinMs, question.timeoutMs), signal, host, async (ended) => {
      ended.addEventListener("abort", leave);
      const connected = client.connect();
      meter(connection.stream, host);
      connection.once("sslconnect", () => meter(connection.stream, host));
      await connected;
      ended.removeEventListener("abort", leave);
    });
    return await read(client, question);
  } catch (error) {
    throw questionError(host, error, question.query, ahead.length);
  } finally {
    signal.removeEventListener("abort", leave);
    const leaving = setTimeout(leave, leaveAfterMs);
    void client.end().finally(() => clearTimeout(leaving));
  }
}

/** The library takes a connection of ours, which its types do not say. */
const withConnection = <Login, Connection>(
  login: Login,
  connection: Connection,
): Login & { connection: Connection } => ({
  ...login,
  connection,
});

type Client = InstanceType<typeof import("pg").Client>;

async function read(client: Client, question: Question): Promise<Row[]> {
  const { host, query, timeoutMs } = question;
  const limits = [
    `statement_timeout = ${timeoutMs}`,
    `lock_timeout = ${timeoutMs}`,
    `idle_in_transaction_session_timeout = ${timeoutMs}`,
    "datestyle = 'ISO'",
    // The whole answer is wanted, not its beginning soon.
    "cursor_tuple_fraction = 1",
    `timezone = ${client.escapeLiteral(question.timeZone)}`,
  ];
  try {
    await client.query(["BEGIN READ ONLY", ...limits.map((limit) => `SET LOCAL ${limit}`)].join("; "));
    const declaration = { text: ahead + query, values: [...question.parameters], queryMode: "extended" };
    await client.query(declaration);
    const rows: Row[] = [];
    for (;;) {
      const some = await client.query<Row>({ text: `FETCH ${rowsAtOnce} FROM answer`, types: { getTypeParser } });
      rows.push(...some.rows);
      if (rows.length > maxRows) throw new CodedError("source.too-many-rows", { host, limit: maxRows });
      if (some.rows.length < rowsAtOnce) return rows;
    }
  } catch (error) {
    if ((error as { code?: unknown }).code !== "57014") throw error;
    throw new CodedError("source.timeout", { host, seconds: timeoutMs / 1_000 }, { cause: error });
  }
}

const getTypeParser = (type: number) => (text: string) => cellOf(type, text);

/** Ends a connection that sends more than may be held. */
function meter(stream: Duplex, host: string): void {
  let bytes = 0;
  stream.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > maxAnswerBytes && !stream.destroyed)
      stream.destroy(new CodedError("source.too-large", { host, limitMb: maxAnswerBytes / 1e6 }));
  });
}
