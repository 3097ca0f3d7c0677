import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import fastifyWebsocket from "@fastify/websocket";
import fastify from "fastify";
import { HistoryQuery, routes } from "#contract/http.ts";
import { heartbeatEveryMs, liveProtocol } from "#contract/live.ts";
import { type StageMood, stagePast, stageSnapshot, stageWall } from "./stage-snapshot.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

export type Stage = { origin: string; close(): Promise<void>; drop(): void };

type Options = { mood: StageMood; pages?: string; viewingDistanceM?: number; port?: number; updatesPerSecond?: number };

/**
 * A small server that speaks the core's language from made-up readings and serves the built pages under the core's own
 * content security policy: to look at the pages without a core, and to take pictures of states that are rare.
 */
export async function startStage({
  mood,
  pages,
  viewingDistanceM,
  port = 0,
  updatesPerSecond = 0,
}: Options): Promise<Stage> {
  const app = fastify();
  const wall = { ...stageWall, viewingDistanceM: viewingDistanceM ?? stageWall.viewingDistanceM };
  app.addHook("onSend", async (_request, reply) => {
    reply.header(
      "content-security-policy",
      "default-src 'self'; img-src 'self' data:; connect-src 'self' ws:; object-src 'none'; base-uri 'none'",
    );
  });
  await app.register(fastifyWebsocket);
  await app.register(fastifyStatic, { root: pages ?? join(root, "dist/renderer") });
  app.get(routes.history, (request) => {
    const query = HistoryQuery.parse(request.query);
    const place = query.place ?? "lang-son";
    const nowMs = Date.now();
    const toMs = Math.min(query.toMs, nowMs);
    const stepMs = (toMs - query.fromMs) / query.points;
    const points = Array.from({ length: query.points }, (_, at) => Math.round(query.fromMs + (at + 1) * stepMs)).map(
      (ms) => [ms, stagePast(query.indicator, place, ms, nowMs)],
    );
    return { indicator: query.indicator, place, points };
  });
  app.get(routes.live, { websocket: true }, (socket) => {
    let seq = 1;
    const say = (message: unknown) => socket.send(JSON.stringify(message));
    socket.once("message", () => {
      const nowMs = Date.now();
      say({ type: "welcome", protocol: liveProtocol, version: "0", role: "viewer", session: "stage", nowMs });
      const snapshot = stageSnapshot(mood, nowMs, wall);
      say(snapshot);
      // Whatever is asked for, all is told.
      socket.on("message", (data) => {
        if (JSON.parse(data.toString()).type === "subscribe") say({ ...snapshot, seq, nowMs: Date.now() });
      });
      const beat = setInterval(() => say({ type: "heartbeat", seq, nowMs: Date.now() }), heartbeatEveryMs);
      const live = snapshot.readings.filter((reading) => reading.status === "simulated");
      let at = 0;
      const update =
        updatesPerSecond > 0
          ? setInterval(() => {
              seq += 1;
              at += 1;
              const old = live[at % live.length];
              if (old === undefined) return;
              const value = typeof old.value === "number" ? old.value + (at % 7) : old.value;
              say({
                type: "delta",
                after: seq - 1,
                seq,
                nowMs: Date.now(),
                readings: [{ ...old, value, asOfMs: Date.now() }],
              });
            }, 1_000 / updatesPerSecond)
          : undefined;
      socket.on("close", () => {
        clearInterval(beat);
        clearInterval(update);
      });
    });
  });
  const origin = await app.listen({ host: "127.0.0.1", port });
  return {
    origin,
    close: () => app.close(),
    drop: () => {
      for (const client of app.websocketServer.clients) client.terminate();
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [mood = "well", port = "0", pages, distance, rate] = process.argv.slice(2);
  const stage = await startStage({
    mood: mood === "trouble" ? "trouble" : "well",
    port: Number(port),
    ...(pages === undefined ? {} : { pages }),
    ...(distance === undefined ? {} : { viewingDistanceM: Number(distance) }),
    ...(rate === undefined ? {} : { updatesPerSecond: Number(rate) }),
  });
  process.stdout.write(`${stage.origin}\n`);
}
