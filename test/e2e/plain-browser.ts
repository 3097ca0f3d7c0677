import { existsSync } from "node:fs";
import { z } from "zod";
import { startProcess } from "../lab/process.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";

/**
 * A Chromium whose pages are driven and whose service workers are left alone. A driver of browsers has a debugger at each worker; with one there
 * Chromium 150 ends a worker whose successor waits although a request is on its way to it, and that page may then hang for five minutes
 * (docs/performance.md, `app-updates`). Besides, workers fall asleep here as they do with people.
 */
export interface PlainBrowser extends AsyncDisposable {
  open(address: string): Promise<PlainPage>;
}
/** Each of these fails after `withinMs` of the browser. */
export interface PlainPage {
  goto(address: string): Promise<void>;
  reload(): Promise<void>;
  /** @param what becomes text, and runs in the page: it sees nothing of here but its argument */
  evaluate<Argument, Result>(what: (argument: Argument) => Result, argument?: Argument): Promise<Awaited<Result>>;
  /** Fulfilled with the next loading of a document that came to its end. */
  loaded(): Promise<void>;
  /** Of the protocol of Chromium's DevTools. */
  command(method: string, params: object): Promise<unknown>;
  close(): Promise<void>;
}

const Message = z.object({
  id: z.number().optional(),
  sessionId: z.string().optional(),
  method: z.string().optional(),
  params: z.unknown().optional(),
  result: z.unknown().optional(),
  error: z.object({ message: z.string() }).optional(),
});
type Message = z.infer<typeof Message>;
const Navigated = z.object({
  frame: z.object({ parentId: z.string().optional(), unreachableUrl: z.string().optional() }),
});
const Attached = z.object({ sessionId: z.string() });
const Created = z.object({ targetId: z.string() });
const Evaluated = z.object({
  result: z.object({ value: z.unknown().optional() }),
  exceptionDetails: z
    .object({ text: z.string(), exception: z.object({ description: z.string().optional() }).optional() })
    .optional(),
});

/** @param withinMs so long anybody waits for a page, or for an answer of it */
export async function startPlainBrowser(withinMs: number): Promise<PlainBrowser> {
  const folder = await temporaryFolder("ioc-plain-browser");
  const program = ["/usr/bin/chromium", "/usr/bin/google-chrome"].find(existsSync) ?? "chromium";
  const chromium = await startProcess(program, [
    ...["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
    ...["--disable-component-update", "--remote-debugging-port=0", `--user-data-dir=${folder.path}`, "about:blank"],
  ]);
  const [, address = ""] = await chromium.waitForOutput(/DevTools listening on (ws:\S+)/, 30_000);
  const line = new WebSocket(address);
  await new Promise((resolve, reject) => {
    line.addEventListener("open", resolve, { once: true });
    line.addEventListener("error", reject, { once: true });
  });
  let last = 0;
  const asked = new Map<number, (answer: Message) => void>();
  const listeners = new Set<(message: Message) => void>();
  line.addEventListener("message", ({ data }) => {
    const message = Message.parse(JSON.parse(String(data)));
    if (message.id === undefined) for (const listener of listeners) listener(message);
    else asked.get(message.id)?.(message);
  });
  const timed = <Value>(
    what: string,
    begin: (resolve: (value: Value) => void, reject: (why: Error) => void) => void,
  ) => {
    let timer: NodeJS.Timeout;
    return new Promise<Value>((resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`${what}: nothing after ${withinMs} ms`)), withinMs);
      begin(resolve, reject);
    }).finally(() => clearTimeout(timer));
  };
  const ask = (method: string, params: object, sessionId?: string): Promise<unknown> =>
    timed(method, (resolve, reject) => {
      last += 1;
      const id = last;
      asked.set(id, ({ result, error }) => {
        asked.delete(id);
        if (error === undefined) resolve(result);
        else reject(new Error(`${method}: ${error.message}`));
      });
      line.send(JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) }));
    });

  async function open(first: string): Promise<PlainPage> {
    const { targetId } = Created.parse(await ask("Target.createTarget", { url: "about:blank" }));
    const { sessionId } = Attached.parse(await ask("Target.attachToTarget", { targetId, flatten: true }));
    for (const domain of ["Page", "Runtime"]) await ask(`${domain}.enable`, {}, sessionId);
    const loadedBy = (what: string, begin: () => Promise<unknown>): Promise<void> => {
      let listener: ((message: Message) => void) | undefined;
      const loading = timed<void>(what, (resolve, reject) => {
        let isNew = false;
        listener = ({ sessionId: of, method, params }) => {
          if (of !== sessionId) return;
          if (method === "Page.loadEventFired" && isNew) resolve();
          if (method !== "Page.frameNavigated") return;
          const { frame } = Navigated.parse(params);
          isNew ||= frame.parentId === undefined;
          if (frame.unreachableUrl !== undefined) reject(new Error(`${what}: ${frame.unreachableUrl} did not come`));
        };
        listeners.add(listener);
        begin().catch(reject);
      });
      return loading.finally(() => listener !== undefined && listeners.delete(listener));
    };
    const page: PlainPage = {
      goto: (to) => loadedBy("goto", () => ask("Page.navigate", { url: to }, sessionId)),
      reload: () => loadedBy("reload", () => ask("Page.reload", {}, sessionId)),
      loaded: () => loadedBy("loading", async () => undefined),
      async evaluate(what, argument) {
        const expression = `(${what})(${JSON.stringify(argument)})`;
        const options = { expression, awaitPromise: true, returnByValue: true };
        const { result, exceptionDetails } = Evaluated.parse(await ask("Runtime.evaluate", options, sessionId));
        if (exceptionDetails !== undefined)
          throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
        // What a page says of itself is typed by whoever asks.
        return result.value as never;
      },
      command: (method, params) => ask(method, params, sessionId),
      close: async () => void (await ask("Target.closeTarget", { targetId })),
    };
    await page.goto(first);
    return page;
  }
  return {
    open,
    async [Symbol.asyncDispose]() {
      line.close();
      await chromium.stop();
      await folder.remove();
    },
  };
}
