import type { Bridge } from "#contract/bridge.ts";
import type { CodedMessage } from "#contract/errors.ts";
import { failureOf, stoppedAt } from "./failures.ts";

/** Electron's `<webview>`, as much of it as is used here. It is there in a wall's window alone. */
export type WebviewElement = HTMLElement & {
  executeJavaScript(code: string): Promise<unknown>;
  setZoomFactor(factor: number): void;
  getTitle(): string;
  getWebContentsId(): number;
};

type LoadFailure = Event & { errorCode: number; errorDescription: string; validatedURL: string; isMainFrame: boolean };

export const canEmbed = (): boolean => customElements.get("webview") !== undefined;

/** Whether a page of others could take over the machine: then none is shown. */
export const isUnprotected = (): boolean => (window as { wall?: Bridge }).wall?.isUnprotected === true;

/** A page's processes are asked whether they still live this often, and closed when they do not answer for so long. */
const heartbeatMs = 10_000;
const unansweredMs = 20_000;
/** What a load has come to is told this long after its end at the latest. */
const saidWithinMs = 500;
/** What a page calls itself is text of others. */
const longestTitle = 120;

export type Frame = {
  element: WebviewElement;
  title(): string;
  /** The number of its contents, by which what it sounds like is asked for: the shell has made it silent. */
  contents: number;
  /** Resolves when the page dies, hangs or has gone on to something that cannot be loaded; never otherwise. */
  died: Promise<CodedMessage>;
  /** Called back each time the page has loaded something else by itself. */
  onLoaded(listener: () => void): void;
  remove(): void;
};

type Asked = { address: string; partition: string; zoom: number; timeoutMs: number };

/**
 * Loads a page beneath whatever a stage shows. Resolves once it is there; rejects with a CodedMessage `web-page.*`, and leaves
 * nothing behind then.
 */
export async function openFrame(stage: HTMLElement, asked: Asked, signal: AbortSignal): Promise<Frame> {
  const { address, partition, zoom, timeoutMs } = asked;
  const { host } = new URL(address);
  const element = document.createElement("webview") as WebviewElement;
  element.setAttribute("partition", partition);
  element.setAttribute("src", address);
  element.className = "web-page-frame";
  element.tabIndex = -1;
  const end = new AbortController();
  const listen = <Kind extends Event>(name: string, heard: (event: Kind) => void) =>
    element.addEventListener(name, heard as (event: Event) => void, { signal: end.signal });
  const remove = () => {
    end.abort();
    element.remove();
  };
  let hasLoaded = false;
  listen("did-finish-load", () => {
    hasLoaded = true;
  });
  /** Where the load has been led to. */
  let target = address;
  const lead = ({ url, isMainFrame }: Event & { url: string; isMainFrame: boolean }) => {
    if (isMainFrame && !hasLoaded) target = url;
  };
  listen("did-start-navigation", lead);
  listen("did-redirect-navigation", lead);
  let isLoading = true;
  listen("did-start-loading", () => {
    isLoading = true;
  });
  listen("did-stop-loading", () => {
    isLoading = false;
  });
  const died = new Promise<CodedMessage>((resolve) => {
    const crashed: CodedMessage = { code: "web-page.crashed", params: { host } };
    listen("render-process-gone", () => resolve(crashed));
    listen("crashed", () => resolve(crashed));
    listen<LoadFailure>("did-fail-load", ({ isMainFrame, errorCode, errorDescription, validatedURL }) => {
      const failure = isMainFrame === false ? undefined : failureOf(errorCode, errorDescription, validatedURL, host);
      if (failure !== undefined) resolve(failure);
    });
    // A load that was stopped (led elsewhere, or to a download) ends without a word of what was wrong.
    listen("did-stop-loading", () =>
      setTimeout(() => {
        if (!hasLoaded) resolve(stoppedAt(target, host));
      }, saidWithinMs),
    );
    beat(
      element,
      () => isLoading,
      end.signal,
      () => resolve({ code: "web-page.hung", params: { host } }),
    );
  });
  let isReady = false;
  listen("dom-ready", () => {
    isReady = true;
    element.setZoomFactor(zoom);
  });
  const loaded = new Promise<"whole">((resolve) => listen("did-finish-load", () => resolve("whole")));
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<CodedMessage | "partly">((resolve) => {
    const silent: CodedMessage = { code: "web-page.silent", params: { host, seconds: timeoutMs / 1_000 } };
    // A part that never comes is no reason to leave out all the rest.
    timer = setTimeout(() => resolve(isReady ? "partly" : silent), timeoutMs);
  });
  const ended = new Promise<never>((_, reject) =>
    signal.addEventListener("abort", () => reject(signal.reason), { once: true }),
  );
  try {
    signal.throwIfAborted();
    stage.prepend(element);
    const came = await Promise.race([loaded, died, late, ended]);
    if (typeof came !== "string") throw came;
    // Nothing is answered while a part is still waited for.
    const status = came === "partly" ? 0 : await Promise.race([statusOf(element), died, ended]);
    if (typeof status !== "number") throw status;
    if (status >= 400) throw { code: "web-page.status", params: { host, status } } satisfies CodedMessage;
  } catch (error) {
    remove();
    throw error;
  } finally {
    clearTimeout(timer);
  }
  return {
    element,
    died,
    remove,
    contents: element.getWebContentsId(),
    title: () => element.getTitle().slice(0, longestTitle),
    onLoaded: (listener) => listen("did-finish-load", listener),
  };
}

/** What the server said of the page, 0 where it is not told. */
async function statusOf(element: WebviewElement): Promise<number> {
  const asked = "performance.getEntriesByType('navigation')[0]?.responseStatus";
  const status = await element.executeJavaScript(asked).catch(() => 0);
  return typeof status === "number" ? status : 0;
}

/** A page that is never touched is never told unresponsive by the browser: it is asked, but not while it loads. */
function beat(element: WebviewElement, isLoading: () => boolean, signal: AbortSignal, hung: () => void): void {
  let askedAt: number | null = null;
  const timer = setInterval(() => {
    if (isLoading()) {
      askedAt = null;
      return;
    }
    if (askedAt !== null) {
      if (performance.now() - askedAt >= unansweredMs) hung();
      return;
    }
    const now = performance.now();
    askedAt = now;
    void element
      .executeJavaScript("0")
      .catch(() => undefined)
      .then(() => {
        if (askedAt === now) askedAt = null;
      });
  }, heartbeatMs);
  signal.addEventListener("abort", () => clearInterval(timer), { once: true });
}
