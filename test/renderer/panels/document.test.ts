import { describe, expect, it, vi } from "vitest";
import {
  fitScale,
  messageOf,
  type OpenPages,
  present,
  type ShownPage,
} from "../../../renderer/panels/document/pages.ts";
import { openTile } from "../../../renderer/panels/rules.ts";

const box = { width: 1_600, height: 900 };

/** Pages that are drawn as their own number; `failing` ones cannot be. */
function deck(count: number, failing: Record<number, unknown> = {}) {
  const log: string[] = [];
  const open: OpenPages<number> = async () => ({
    count,
    draw: async (page) => {
      log.push(`draw ${page}`);
      if (page in failing) throw failing[page];
      return page;
    },
    close: () => log.push("close"),
  });
  return { open, log };
}

function begin(open: OpenPages<number>, from = 1) {
  const pages: ShownPage<number>[] = [];
  const end = new AbortController();
  const ended = present<number>({
    ...{ name: "a.pdf", blob: new Blob(), open, box, from, pageDwellMs: 20_000, signal: end.signal },
    show: (page) => pages.push(page),
  }).then(
    () => undefined,
    (error: unknown) => error,
  );
  return { pages, end, ended };
}

describe("a document's pages", () => {
  it("show one after another, each drawn before the one before it goes, and begin again after the last", async () => {
    vi.useFakeTimers();
    try {
      const { open, log } = deck(2);
      const { pages, end, ended } = begin(open);
      await vi.advanceTimersByTimeAsync(0);
      expect(pages.map(({ page }) => page)).toEqual([1]);
      expect(log).toEqual(["draw 1", "draw 2"]);
      await vi.advanceTimersByTimeAsync(40_000);
      expect(pages.map(({ page, count }) => `${page}/${count}`)).toEqual(["1/2", "2/2", "1/2"]);
      end.abort();
      expect(messageOf(await ended)).toBeUndefined();
      expect(log.at(-1)).toBe("close");
    } finally {
      vi.useRealTimers();
    }
  });

  it("go on where they were, but not beyond a shorter file's last", async () => {
    const { pages, end, ended } = begin(deck(3).open, 7);
    await vi.waitFor(() => expect(pages.map(({ page }) => page)).toEqual([3]));
    end.abort();
    await ended;
  });

  it("are passed over with a sentence where one cannot be drawn", async () => {
    vi.useFakeTimers();
    try {
      const { pages, end, ended } = begin(deck(2, { 2: new Error("broken") }).open);
      await vi.advanceTimersByTimeAsync(40_000);
      expect(pages.map(({ drawn }) => drawn)).toEqual([1, null, 1]);
      expect(pages[1]?.wrong).toEqual({ code: "document.page", params: { name: "a.pdf", page: 2 } });
      end.abort();
      await ended;
    } finally {
      vi.useRealTimers();
    }
  });

  it("end with a reason, and everything closed, where the document is too heavy", async () => {
    const slow = { code: "document.slow", params: { name: "a.pdf", page: 1, seconds: 30 } } as const;
    const { open, log } = deck(1, { 1: slow });
    const { pages, ended } = begin(open);
    expect(messageOf(await ended)).toEqual(slow);
    expect(pages).toEqual([]);
    expect(log.at(-1)).toBe("close");
  });

  it("are whole in the tile, and no larger than memory is spent on", () => {
    expect(fitScale({ width: 800, height: 450 }, box)).toBe(2);
    expect(fitScale({ width: 450, height: 900 }, box)).toBe(1);
    const scale = fitScale({ width: 100, height: 100 }, { width: 20_000, height: 20_000 });
    expect((100 * scale) ** 2).toBeCloseTo(16_000_000, 0);
  });
});

describe("the settings of a document", () => {
  it("name a file of the site and nothing that leads elsewhere", () => {
    expect(openTile({ panel: "document", settings: { file: "giao-ban.pdf" } })).toEqual({
      settings: { file: "giao-ban.pdf", pageDwell: 20_000 },
    });
    for (const settings of [
      {},
      { file: "../a.pdf" },
      { file: "https://x/a.pdf" },
      { file: "a.pdf", pageDwell: "1s" },
      { file: "a.pdf", script: "x" },
    ])
      expect(openTile({ panel: "document", settings })).toHaveProperty("wrong");
  });
});
