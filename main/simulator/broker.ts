import { createServer, type Socket } from "node:net";
import { Aedes } from "aedes";
import { writeToStream } from "mqtt-packet";
import { listenLocally } from "./listening.ts";

/** An MQTT broker on a free port of this machine. */
export type Broker = {
  address: string;
  /** Retained, QoS 1. Rejects when the broker has ended. */
  publish(topic: string, payload: unknown): Promise<void>;
  stop(): Promise<void>;
};

export async function serveBroker(): Promise<Broker> {
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
  return {
    address: `mqtt://127.0.0.1:${port}`,
    publish: (topic, payload) =>
      new Promise((resolve, reject) => {
        broker.publish(
          { cmd: "publish", topic, payload: JSON.stringify(payload), qos: 1, retain: true, dup: false },
          (error) => (error ? reject(error) : resolve()),
        );
      }),
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await new Promise<void>((resolve) => broker.close(() => resolve()));
    },
  };
}
