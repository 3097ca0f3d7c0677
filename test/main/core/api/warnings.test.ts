import { expect, it } from "vitest";
import { IngestResult, routes, WarningList } from "#contract/http.ts";
import { noTopics } from "#contract/told.ts";
import { readCap } from "../../../../main/core/connectors/cap/document.ts";
import { capAlert, reference } from "../../../lab/public-sources/cap.ts";
import { until } from "../../../lab/until.ts";
import { connect, startServer } from "./server-for-test.ts";

const hour = 3_600_000;
const called = {
  ...{ id: "canh-bao", type: "webhook", name: { vi: "Cảnh báo", en: "Warnings" }, lateAfter: "7d" },
  ...{ gives: "warnings", mapping: "$" },
};
const alertOf = (told: Parameters<typeof capAlert>[0]) => {
  const document = readCap(capAlert(told), "h");
  return document.kind === "alert" ? document.alert : {};
};

it("tells every screen that asks what holds, and that it is gone, and gives the list with what is over", async () => {
  await using server = await startServer({ sources: [called] });
  const nowMs = Date.now();
  const token = await server.token("ingest");
  const hand = async (alerts: unknown) => {
    const answer = await fetch(`${server.origin}${routes.ingest("canh-bao")}`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify(alerts),
    });
    return IngestResult.parse(await answer.json());
  };
  using asking = await connect(server, { token: server.run.viewer, topics: { ...noTopics, warnings: true } });
  using silent = await connect(server, { token: server.run.viewer, topics: noTopics });
  expect((await asking.next("snapshot")).warnings ?? []).toEqual([]);
  expect((await silent.next("snapshot")).warnings).toBeUndefined();

  const first = { id: "a", sentMs: nowMs - hour, expiresMs: nowMs + hour, level: 2 };
  expect(await hand([alertOf(first), { identifier: "hong" }])).toMatchObject({
    ...{ accepted: 1, refused: 1 },
    readings: [{ outcome: "accepted" }, { outcome: "refused", reason: { code: "warning.invalid" } }],
  });
  const { warnings = [] } = await asking.next("delta", (message) => (message.warnings ?? []).length > 0);
  expect(warnings).toMatchObject([{ identifier: "a", level: { level: 2 }, isSimulated: false, source: "canh-bao" }]);
  await hand(alertOf({ id: "b", sentMs: nowMs, msgType: "Cancel", references: reference("a", nowMs - hour) }));
  await asking.next("delta", (message) => (message.goneWarnings ?? []).length > 0);

  const list = async (query = "") =>
    WarningList.parse(await (await server.get(`${routes.warnings}${query}`, server.run.viewer)).json());
  await until(async () => (await list()).warnings.length === 0);
  expect(await list("?ended=true")).toMatchObject({ isCut: false, ended: [{ identifier: "a" }] });
  expect((await server.get(routes.warnings)).status).toBe(401);
  expect((await server.get(routes.warnings, token)).status).toBe(403);
  expect(silent.received.every((message) => !("warnings" in message))).toBe(true);
});
