import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { allowedPage, WebPage } from "#contract/entities/web-page.ts";
import type { CodedMessage } from "#contract/errors.ts";
import { openTile } from "../../../renderer/panels/rules.ts";
import { failureOf, stoppedAt } from "../../../renderer/panels/web-page/failures.ts";
import { againAfterMs, keepShowing, type Showing } from "../../../renderer/panels/web-page/showing.ts";

const silent: CodedMessage = { code: "web-page.silent", params: { host: "a", seconds: 30 } };
const crashed: CodedMessage = { code: "web-page.crashed", params: { host: "a" } };

/** Pages that open or fail as the list says, one attempt after another; later ones open. */
function pages(outcomes: (CodedMessage | "opens")[]) {
  const log: string[] = [];
  const deaths: ((why: CodedMessage) => void)[] = [];
  let count = 0;
  const open = async () => {
    const outcome = outcomes[count] ?? "opens";
    count += 1;
    const name = `page ${count}`;
    log.push(`open ${name}`);
    if (outcome !== "opens") throw outcome;
    const died = new Promise<CodedMessage>((resolve) => deaths.push(resolve));
    return { name, died, onLoaded: () => undefined, remove: () => log.push(`remove ${name}`) };
  };
  return { open, log, deaths };
}

function begin({ open }: ReturnType<typeof pages>) {
  const told: Showing<{ name: string }>[] = [];
  const end = new AbortController();
  const ended = keepShowing({
    ...{ open, reloadEveryMs: 60_000, signal: end.signal, loaded: () => undefined },
    show: (showing) => told.push(showing),
  });
  const last = () => ({ page: told.at(-1)?.page?.name ?? null, wrong: told.at(-1)?.wrong?.code ?? null });
  return { told, end, ended, last };
}

describe("a page of the net", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("is loaded anew beside what is shown, which goes when the new one is there", async () => {
    const given = pages([]);
    const { end, ended, last } = begin(given);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(given.log).toEqual(["open page 1", "open page 2", "remove page 1"]);
    expect(last()).toEqual({ page: "page 2", wrong: null });
    end.abort();
    await ended;
    expect(given.log.at(-1)).toBe("remove page 2");
  });

  it("stays with a word on it where it cannot be loaded anew, and is tried again after growing waits", async () => {
    const given = pages(["opens", silent, silent]);
    const { end, ended, last } = begin(given);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(last()).toEqual({ page: "page 1", wrong: "web-page.silent" });
    await vi.advanceTimersByTimeAsync(5_000 + 10_000 - 1);
    expect(given.log).toHaveLength(3);
    await vi.advanceTimersByTimeAsync(1);
    expect(last()).toEqual({ page: "page 4", wrong: null });
    expect([1, 2, 3, 20].map(againAfterMs)).toEqual([5_000, 10_000, 20_000, 300_000]);
    end.abort();
    await ended;
  });

  it("is taken away when it dies, and comes again", async () => {
    const given = pages([]);
    const { end, ended, last } = begin(given);
    await vi.advanceTimersByTimeAsync(0);
    given.deaths[0]?.(crashed);
    await vi.advanceTimersByTimeAsync(0);
    expect(last()).toEqual({ page: null, wrong: "web-page.crashed" });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(last()).toEqual({ page: "page 2", wrong: null });
    end.abort();
    await ended;
  });

  it("is taken away at once when it dies while its successor is being loaded", async () => {
    const given = pages([]);
    const open = given.open;
    let count = 0;
    const slow = {
      ...given,
      open: async () => {
        count += 1;
        if (count === 2) await new Promise((resolve) => setTimeout(resolve, 20_000));
        return open();
      },
    };
    const { end, ended, last } = begin(slow);
    await vi.advanceTimersByTimeAsync(61_000);
    given.deaths[0]?.(crashed);
    await vi.advanceTimersByTimeAsync(0);
    expect(last()).toEqual({ page: null, wrong: "web-page.crashed" });
    await vi.advanceTimersByTimeAsync(20_000);
    expect(last()).toEqual({ page: "page 2", wrong: null });
    end.abort();
    await ended;
  });
});

describe("why a page was not loaded", () => {
  it("is told by what is to be done about it", () => {
    const of = (code: number) => failureOf(code, "ERR", "https://b/x", "a")?.code;
    expect(of(-3)).toBeUndefined();
    expect(of(-20)).toBe("web-page.forbidden");
    expect(of(-201)).toBe("web-page.certificate");
    expect(of(-105)).toBe("web-page.unreachable");
    expect(stoppedAt("https://b/x", "a").code).toBe("web-page.forbidden");
    expect(stoppedAt("https://a/x", "a").code).toBe("web-page.unreachable");
    expect(failureOf(-20, "", "https://b:8443/x", "a")?.params).toEqual({ host: "b:8443" });
  });
});

describe("what the profile allows", () => {
  const page = { id: "a", name: { vi: "A", en: "A" } };

  it("is a page at its address, and requests to its own origin and to those that are named", () => {
    const parsed = WebPage.parse({ ...page, url: "https://a.vn:443/x?y=1#z", also: ["https://cdn.vn"] });
    expect(allowedPage(parsed).origins).toEqual(["https://a.vn", "https://cdn.vn"]);
  });

  it("is no account, no other scheme and no wildcard", () => {
    for (const url of ["ftp://a.vn/", "https://me:secret@a.vn/", "https://a.vn@b.vn/", "javascript:alert(1)", "a.vn"])
      expect(WebPage.safeParse({ ...page, url }).success, url).toBe(false);
    for (const origin of ["https://*.vn", "https://a.vn/x", "*"])
      expect(WebPage.safeParse({ ...page, url: "https://a.vn", also: [origin] }).success, origin).toBe(false);
  });

  it("is named by a tile with its id; a tile gives no address of its own", () => {
    expect(openTile({ panel: "web-page", settings: { page: "thoi-tiet" } })).toEqual({
      settings: { page: "thoi-tiet", reloadEvery: 900_000, zoom: 1 },
    });
    for (const settings of [
      { page: "https://a.vn" },
      { page: "a", url: "https://a.vn" },
      { page: "a", reloadEvery: "1s" },
    ])
      expect(openTile({ panel: "web-page", settings })).toHaveProperty("wrong");
  });
});
