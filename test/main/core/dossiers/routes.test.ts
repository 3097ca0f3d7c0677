import { expect, it } from "vitest";
import { DossiersOverview } from "#contract/dossiers/http.ts";
import { Failure, routes } from "#contract/http.ts";
import { startServer } from "../api/server-for-test.ts";

it("shows dossiers to who may see them alone, and what raises the score to who sees the wall", async () => {
  await using server = await startServer();
  const asked = `${routes.dossiers}?indicator=xe-cho`;
  expect((await server.get(asked, server.run.viewer)).status).toBe(403);
  expect((await server.get(asked, await server.token("ingest"))).status).toBe(403);
  for (const token of [await server.token("operator"), await server.token("admin")]) {
    const answer = await server.get(asked, token);
    expect([answer.status, Failure.parse(await answer.json()).code]).toEqual([404, "dossier.not-counted"]);
  }
  const told = await server.get(routes.dossiersOverview, server.run.viewer);
  expect(DossiersOverview.parse(await told.json())).toMatchObject({
    ...{ heardAtMs: null, raises: [], more: 0, moved: { total: 0, atMs: null } },
    home: { now: null, ifNothing: null, ifAll: null },
  });
  expect((await server.get(routes.dossiersOverview, await server.token("ingest"))).status).toBe(403);
});
