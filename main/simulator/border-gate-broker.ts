import { createServer, type Socket } from "node:net";
import { Aedes } from "aedes";
import { writeToStream } from "mqtt-packet";
import { type GateCount, gateCounts } from "./border-gates.ts";
import { listenLocally } from "./listening.ts";

/** The platform counts by the minute; it tells its count this often, so that a screen is seen to live. */
const publishEveryMs = 5_000;
const historySpanMs = 12 * 3_600_000;
const historyStepMs = 5 * 60_000;

export type Served = { address: string; stop(): Promise<void> };

/**
 * The border-gate platform: an MQTT broker on a free port of this machine. Topics, all retained:
 * cua-khau/GATE/phut the counts of now, cua-khau/GATE/lich-su those of the last 12 hours, every five minutes, told once at
 * the start.
 */
export async function serveBorderGates(): Promise<Served> {
  // A buffer for each number of two bytes, 65,536 of them, for a broker that sends some twenty messages a second at most.
  writeToStream.cacheNumbers = false;
  const broker = await Aedes.createBroker();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    broker.handle(socket);
  });
  const port = await listenLocally(server);

  const publish = (topic: string, payload: unknown): Promise<void> =>
    new Promise((resolve, reject) => {
      broker.publish(
        { cmd: "publish", topic, payload: JSON.stringify(payload), qos: 1, retain: true, dup: false },
        (error) => (error ? reject(error) : resolve()),
      );
    });

  const publishNow = async (): Promise<void> => {
    const atMs = Math.floor(Date.now() / 1_000) * 1_000;
    for (const count of gateCounts(atMs)) await publish(`cua-khau/${count.ma}/phut`, count);
  };

  await publishHistory(publish);
  await publishNow();
  const timer = setInterval(() => void publishNow(), publishEveryMs);

  return {
    address: `mqtt://127.0.0.1:${port}`,
    async stop() {
      clearInterval(timer);
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await new Promise<void>((resolve) => broker.close(() => resolve()));
    },
  };
}

async function publishHistory(publish: (topic: string, payload: unknown) => Promise<void>): Promise<void> {
  // At whole steps of the clock: a simulator started again tells the very same readings.
  const lastMs = Math.floor(Date.now() / historyStepMs) * historyStepMs;
  const byGate = new Map<string, GateCount[]>();
  for (let atMs = lastMs - historySpanMs; atMs <= lastMs; atMs += historyStepMs) {
    for (const count of gateCounts(atMs)) byGate.set(count.ma, [...(byGate.get(count.ma) ?? []), count]);
  }
  for (const [gate, moc] of byGate) await publish(`cua-khau/${gate}/lich-su`, { ma: gate, moc });
}
