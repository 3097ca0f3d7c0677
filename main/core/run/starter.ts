import { FromCore, type StartCore, ToCore } from "#contract/supervision.ts";

/** Whoever started this process: the shell, or nobody who speaks. */
export type Starter = {
  /** The tokens it gives for this run; undefined at once when there is nobody to give any. */
  tokens: Promise<StartCore | undefined>;
  /** Resolves when the message has left. */
  tell(message: FromCore): Promise<void>;
};

/** Electron's side of a utility process (MessagePortMain); Node's types know nothing of it. */
type ParentPort = {
  on(event: "message", listener: (event: { data: unknown }) => void): void;
  postMessage(message: unknown): void;
};

/** @param onStop called when it asks the core to end, or is gone */
export function meetStarter(onStop: () => void): Starter {
  const { promise: tokens, resolve } = Promise.withResolvers<StartCore | undefined>();
  const receive = (raw: unknown) => {
    const message = ToCore.safeParse(raw);
    if (!message.success) return;
    if (message.data.type === "start") resolve(message.data);
    else onStop();
  };
  const port = (process as { parentPort?: ParentPort }).parentPort;
  if (port !== undefined) {
    port.on("message", (event) => receive(event.data));
    return {
      tokens,
      // The port has no callback; a tick of the event loop hands the message to the other process.
      tell: async (message) => {
        port.postMessage(FromCore.parse(message));
        await new Promise((done) => setTimeout(done, 50));
      },
    };
  }
  if (process.send === undefined) {
    resolve(undefined);
    return { tokens, tell: async () => {} };
  }
  process.on("message", receive);
  process.on("disconnect", onStop);
  return {
    tokens,
    tell: (message) =>
      new Promise((done) => {
        if (process.connected) process.send?.(FromCore.parse(message), () => done());
        else done();
      }),
  };
}
