import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import iconv from "iconv-lite";
import pino from "pino";
import { afterEach, describe, expect, it } from "vitest";
import { NewsFeed } from "#contract/entities/profile.ts";
import { NewsList } from "#contract/http.ts";
import { plainText, readFeed } from "../../../../main/core/news/feed-reading.ts";
import { createNews, type News } from "../../../../main/core/news/news.ts";
import { until } from "../../../lab/until.ts";

const nowMs = Date.parse("2026-11-24T14:20:00+07:00");
const rss = (items: string) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Báo</title>${items}</channel></rss>`;
const item = (title: string, more = "") => `<item><title>${title}</title>${more}</item>`;
const read = (text: string) => readFeed(Buffer.from(text), "bao.vn", nowMs);

describe("what a feed says", () => {
  it("is read of RSS, Atom and RDF alike, newest first, those without a time last", () => {
    const two =
      item("Cũ", "<pubDate>Mon, 23 Nov 2026 08:00:00 +0700</pubDate>") +
      item("Không giờ") +
      item("Mới", "<pubDate>Tue, 24 Nov 2026 14:00:00 +0700</pubDate>");
    expect(read(rss(two))).toEqual([
      { text: "Mới", atMs: Date.parse("2026-11-24T14:00:00+07:00") },
      { text: "Cũ", atMs: Date.parse("2026-11-23T08:00:00+07:00") },
      { text: "Không giờ", atMs: null },
    ]);
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><title>B</title><entry><title type="html">Một &amp;lt;b&amp;gt;hai&amp;lt;/b&amp;gt;</title><updated>2026-11-24T07:00:00Z</updated></entry></feed>`;
    expect(read(atom)[0]?.atMs).toBe(Date.parse("2026-11-24T07:00:00Z"));
    const rdf = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>B</title></channel><item><title>Tin</title></item></rdf:RDF>`;
    expect(read(rdf)).toEqual([{ text: "Tin", atMs: null }]);
  });

  it("is plain text of one line, without mark-up, twice told headlines, and times that have not come", () => {
    expect(plainText("  <b>Lũ</b>\n trên <script>alert(1)</script> sông\u202e ")).toBe("Lũ trên alert(1) sông");
    expect(plainText("x".repeat(400))).toHaveLength(300);
    const items = item("<![CDATA[<i>Một</i>]]>") + item("Một") + item("");
    expect(read(rss(items)).map(({ text }) => text)).toEqual(["Một"]);
    expect(read(rss(item("Mai", "<pubDate>Wed, 25 Nov 2026 08:00:00 +0700</pubDate>")))).toEqual([
      { text: "Mai", atMs: null },
    ]);
  });

  it("may come in the encodings of older offices", () => {
    // Windows-1258 writes the tone as a character of its own.
    const bytes = iconv.encode(rss(item("c\u01b0\u0309a kh\u00e2\u0309u")), "windows1258");
    expect(readFeed(bytes, "bao.vn", nowMs)).toEqual([{ text: "cửa khẩu", atMs: null }]);
  });

  it.each([
    ["a page", "<!doctype html><html><body>404</body></html>"],
    ["nothing", ""],
    ["something else", '{"a":1}'],
    ["a feed that is cut short in its first tag", "<rss><chan"],
  ])("is refused when it is %s", (_what, text) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code: "news.unreadable" }));
  });

  it("cannot grow by entities that hold one another", () => {
    const levels = Array.from({ length: 12 }, (_, at) => `<!ENTITY a${at + 1} "${`&a${at};`.repeat(10)}">`).join("");
    const bomb = `<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a0 "ha">${levels}]><rss version="2.0"><channel>${item("&a12;")}</channel></rss>`;
    let headlines: ReturnType<typeof read> = [];
    try {
      headlines = read(bomb);
    } catch (error) {
      expect(error).toMatchObject({ code: "news.unreadable" });
    }
    for (const { text } of headlines) expect(text.length).toBeLessThanOrEqual(300);
  });
});

describe("the news of a site", () => {
  let server: Server | undefined;
  let news: News | undefined;
  afterEach(async () => {
    await news?.stop();
    server?.closeAllConnections();
    server?.close();
  });
  const asked: (string | undefined)[] = [];
  async function start(answer: (response: ServerResponse, asks: number) => void): Promise<News> {
    asked.length = 0;
    server = createServer((request, response) => {
      asked.push(request.headers["if-none-match"]);
      answer(response, asked.length);
    });
    await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/rss`;
    const feed = { ...NewsFeed.parse({ id: "bao", name: { vi: "Báo", en: "Paper" }, url }), every: 40 };
    news = createNews({
      feeds: [feed],
      resolve: async (address) => address,
      now: () => Date.now(),
      log: pino({ enabled: false }),
    });
    news.start();
    return news;
  }
  const view = (from: News) => NewsList.parse({ feeds: from.views() }).feeds[0];

  it("stay as they were while the feed is gone, say since when, and are not sent again while they are the same", async () => {
    const from = await start((response, asks) => {
      if (asks === 1) response.setHeader("etag", '"1"').end(rss(item("Tin một")));
      else if (asks === 2) response.writeHead(304).end();
      else response.writeHead(500).end();
    });
    await until(() => view(from)?.reason !== null);
    expect(asked.slice(0, 2)).toEqual([undefined, '"1"']);
    const told = view(from);
    expect(told?.headlines).toEqual([{ text: "Tin một", atMs: null }]);
    expect(told?.reason?.code).toBe("source.http-status");
    expect(told?.lateAtMs).toBe((told?.checkedAtMs ?? 0) + 120);
  });

  it("take no answer beyond their limit, and none from elsewhere", async () => {
    const from = await start((response) => {
      response.write(rss(""));
      const drip = setInterval(() => response.write("x".repeat(200_000)), 1);
      response.once("close", () => clearInterval(drip));
    });
    await until(() => view(from)?.reason?.code === "source.too-large");
    await from.stop();
    server?.close();
    const other = await start((response) =>
      response.writeHead(302, { location: "http://elsewhere.example/rss" }).end(),
    );
    await until(() => view(other)?.reason?.code === "source.redirected");
    expect(view(other)?.checkedAtMs).toBeNull();
  });

  it("are asked for every minute at the most", () => {
    const feed = { id: "bao", name: { vi: "B", en: "B" }, url: "https://bao.vn/rss" };
    expect(NewsFeed.safeParse({ ...feed, every: "30s" }).success).toBe(false);
    expect(NewsFeed.parse(feed).every).toBe(600_000);
  });
});
