import pino from "pino";
import { expect, it } from "vitest";
import type { CodedError } from "#contract/errors.ts";
import { createFirstNews } from "../../../../main/core/joining/first-news.ts";
import { until } from "../../../lab/until.ts";
import { startServer } from "../api/server-for-test.ts";

const log = pino({ level: "silent" });

it("headlines come from the first machine with its token, and none is made up while it cannot be heard", async () => {
  await using server = await startServer();
  const feed = {
    ...{ id: "bao", name: { vi: "Báo", en: "Paper" }, headlines: [{ text: "Tin", atMs: 1 }] },
    ...{ checkedAtMs: 2, lateAtMs: 3, reason: null },
  };
  server.parts.news.views = () => [feed];
  const first = new URL(server.origin);

  const stranger = createFirstNews({ first, token: async () => "wrong", log });
  stranger.start();
  const code = () => {
    try {
      return stranger.views() && "none";
    } catch (error) {
      return (error as CodedError).code;
    }
  };
  expect(code()).toBe("join.cut");
  await until(() => (code() === "join.refused" ? true : null), { what: "the refusal" });
  await stranger.stop();

  const token = await server.token("machine");
  const news = createFirstNews({ first, token: async () => token, log });
  expect(() => news.views()).toThrow(expect.objectContaining({ code: "join.cut" }));
  news.start();
  const told = () => {
    try {
      return news.views();
    } catch {
      return null;
    }
  };
  expect(await until(told, { what: "the headlines" })).toEqual([feed]);
  await news.stop();
});
