import { expect, it } from "vitest";
import { AutomationList } from "#contract/entities/automation.ts";
import { Failure, routes, WallAnswer } from "#contract/http.ts";
import { startServer, type TestServer } from "./server-for-test.ts";

async function send(
  server: TestServer,
  path: string,
  body: unknown,
  role: "operator" | "viewer" = "operator",
  method = "PUT",
) {
  const { token } = await server.parts.access.create(role, "Lan");
  const json = body === undefined ? {} : { "content-type": "application/json" };
  return fetch(server.origin + path, {
    method,
    headers: { authorization: `Bearer ${token}`, ...json },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}
const name = { vi: "Ban ngày", en: "Day" };
const programme = { name, steps: [{ scene: "chinh", dwellS: 60 }], basedOn: 0 };
const rule = {
  name,
  when: { kind: "figure", indicator: "xe-cho", place: "cua-a", is: "above", value: 500 },
  do: { kind: "subject", display: 1 },
  basedOn: 0,
};
const code = async (response: Response) => [response.status, Failure.parse(await response.json()).code];

it("programmes and rules are made, run, changed and removed by operators, and seen by all who may read", async () => {
  await using server = await startServer();
  const made = AutomationList.parse(await (await send(server, routes.programme("ngay"), programme)).json());
  expect(made.programmes).toMatchObject([{ id: "ngay", version: 1, by: { name: "Lan" }, mistakes: [] }]);
  const ruled = AutomationList.parse(await (await send(server, routes.rule("un-tac"), rule)).json());
  expect(ruled.rules).toMatchObject([{ id: "un-tac", content: { isEnabled: true, priority: 5 }, mistakes: [] }]);
  expect((await server.get(routes.automation, server.run.viewer)).status).toBe(200);

  const start = { type: "programme-start", programme: "ngay" };
  const answer = await send(server, routes.wallCommands, start, "operator", "POST");
  expect(WallAnswer.parse(await answer.json())).toMatchObject({
    wall: { control: { by: "programme", what: name, who: { name: "Lan" } }, programme: { id: "ngay", step: 1 } },
  });
  const holidays = { days: [{ date: "2027-02-06", name: "Tết" }], basedOn: 0 };
  const closed = AutomationList.parse(await (await send(server, routes.holidays, holidays)).json());
  expect(closed.holidays).toMatchObject({ version: 1, content: { days: [{ name: "Tết" }] } });
  const removed = await send(server, routes.rule("un-tac"), undefined, "operator", "DELETE");
  expect(AutomationList.parse(await removed.json()).rules).toEqual([]);
});

it("says what is wrong, and takes nothing from who may only look", async () => {
  await using server = await startServer();
  for (const [path, body, method] of [
    [routes.programme("ngay"), programme, "PUT"],
    [routes.rule("un-tac"), rule, "PUT"],
    [routes.holidays, { days: [], basedOn: 0 }, "PUT"],
    [routes.rule("un-tac"), undefined, "DELETE"],
    [routes.wallCommands, { type: "programme-stop" }, "POST"],
  ] as const)
    expect((await send(server, path, body, "viewer", method)).status).toBe(403);
  await send(server, routes.programme("ngay"), programme);
  expect(await code(await send(server, routes.programme("ngay"), programme))).toEqual([409, "automation.changed"]);
  expect(await code(await send(server, routes.programme("ngay"), { ...programme, steps: [] }))).toEqual([
    400,
    "request.invalid",
  ]);
  for (const [command, answer] of [
    [{ type: "programme-start", programme: "khac" }, [404, "programme.unknown"]],
    [{ type: "programme-next" }, [409, "programme.not-running"]],
    [{ type: "rule-dismiss", rule: "khac" }, [404, "rule.unknown"]],
    [{ type: "release" }, [409, "wall.not-held"]],
  ] as const)
    expect(await code(await send(server, routes.wallCommands, command, "operator", "POST"))).toEqual(answer);
  expect(await code(await send(server, routes.rule("khac"), undefined, "operator", "DELETE"))).toEqual([
    404,
    "rule.unknown",
  ]);
});
