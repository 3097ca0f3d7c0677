import { type Session, session, type WebContents, type WebPreferences, webContents } from "electron";
import { type AllowedPage, partitionOf } from "#contract/entities/web-page.ts";
import { isAllowed, isSameAddress } from "./allowed-request.ts";

/** What a page of the net may do in a tile: run its own scripts. No window, download, dialog, print or full screen of its own. */
const sandbox = "sandbox allow-scripts allow-same-origin allow-forms";

/** Pages of the net in tiles: which, and under what lock. */
export type WebPages = {
  /** The profile's pages, told at every start of the core; before that there are none. */
  follow(pages: readonly AllowedPage[]): void;
  /**
   * Locks down the frame that a tile asks for.
   * @param preferences changed in place, whatever the tile's markup said
   * @returns whether it may be made at all: of a page that the profile names, at that page's own address
   */
  prepare(preferences: WebPreferences, params: Record<string, string>): boolean;
  /** Called with the contents of every frame that is made. */
  guard(contents: WebContents): void;
  /**
   * A frame is muted for good; what it sounds like goes to the page that it stands in, which plays it as loud as the wall is to be.
   * @param frame the number of its contents
   * @returns what that page's `getUserMedia` takes, once and for ten seconds; null where the frame does not stand in it
   */
  soundOf(frame: number, page: WebContents): string | null;
  /** Whether what contents sound like was just given to the page that they stand in: Chromium asks for that in the name of those who are heard. */
  mayBeHeard(contents: WebContents | null): boolean;
};

/** As long as Chromium itself holds to what it gave. */
const hearWithinMs = 10_000;

/** @param isUnprotected no frame is made: what breaks out of one would have the whole machine, with root's rights */
export function createWebPages(isUnprotected: boolean): WebPages {
  let pages = new Map<string, AllowedPage>();
  const pageOfSession = new Map<Session, string>();
  const heardUntilMs = new WeakMap<WebContents, number>();

  const lock = (id: string, own: Session) => {
    pageOfSession.set(own, id);
    own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
    own.setPermissionCheckHandler(() => false);
    own.setDevicePermissionHandler(() => false);
    own.on("will-download", (event) => event.preventDefault());
    // Chromium would fetch dictionaries for it.
    own.setSpellCheckerLanguages([]);
    // Every request there is, of the page and all its parts: what the profile does not name is never asked, not even its name.
    own.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !isAllowed(pages.get(id), url) }));
    own.webRequest.onHeadersReceived(({ responseHeaders = {} }, answer) => {
      const policies = Object.keys(responseHeaders).filter((name) => /^content-security-policy$/i.test(name));
      const given = policies.flatMap((name) => responseHeaders[name] ?? []);
      const kept = Object.entries(responseHeaders).filter(([name]) => !policies.includes(name));
      answer({ responseHeaders: { ...Object.fromEntries(kept), "Content-Security-Policy": [...given, sandbox] } });
    });
  };

  return {
    follow(told) {
      pages = new Map(told.map((page) => [page.id, page]));
    },
    prepare(preferences, params) {
      if (isUnprotected) return false;
      const page = [...pages.values()].find(({ id }) => partitionOf(id) === params.partition);
      if (page === undefined || params.src === undefined || !isSameAddress(params.src, page.url)) return false;
      // In memory, since its name does not begin with "persist:". What is loaded anew is really loaded anew.
      const own = session.fromPartition(partitionOf(page.id), { cache: false });
      if (!pageOfSession.has(own)) lock(page.id, own);
      delete preferences.preload;
      Object.assign(preferences, {
        session: own,
        partition: partitionOf(page.id),
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInSubFrames: false,
        nodeIntegrationInWorker: false,
        webSecurity: true,
        allowRunningInsecureContent: false,
        webviewTag: false,
        plugins: false,
        spellcheck: false,
        disableDialogs: true,
        navigateOnDragDrop: false,
        enableBlinkFeatures: "",
      } satisfies WebPreferences);
      return true;
    },
    soundOf(frame, page) {
      const contents = webContents.fromId(frame);
      if (contents === undefined || contents.hostWebContents !== page || !pageOfSession.has(contents.session))
        return null;
      heardUntilMs.set(contents, performance.now() + hearWithinMs);
      return contents.getMediaSourceId(page);
    },
    mayBeHeard: (contents) => contents !== null && performance.now() < (heardUntilMs.get(contents) ?? 0),
    guard(contents) {
      contents.setAudioMuted(true);
      // Requests outside the session's sight: none over UDP.
      contents.setWebRTCIPHandlingPolicy("disable_non_proxied_udp");
      const id = pageOfSession.get(contents.session);
      const page = () => (id === undefined ? undefined : pages.get(id));
      // A link or script that leads elsewhere leaves the page as it is.
      contents.on("will-navigate", (event, address) => {
        if (!isAllowed(page(), address)) event.preventDefault();
      });
    },
  };
}
