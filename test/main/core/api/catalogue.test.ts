import { expect, it } from "vitest";
import { CatalogueReport, CatalogueUndone, CatalogueView } from "#contract/catalogue.ts";
import { Failure, routes } from "#contract/http.ts";
import { maxTableBytes, workbookType } from "#contract/tables.ts";
import { edited } from "../catalogue/rig.ts";
import { startServer, type TestServer } from "./server-for-test.ts";

const send = (
  server: TestServer,
  token: string,
  body: Uint8Array<ArrayBuffer>,
  query = "",
  type: string = workbookType,
) =>
  fetch(`${server.origin}${routes.catalogue}${query}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": type },
    body,
  });

it("is handed out to whoever may read, and taken from an administrator only", async () => {
  await using server = await startServer();
  const admin = server.run.admin;
  const viewer = await server.token("viewer");
  const answer = await server.get(routes.catalogueWorkbook, viewer);
  expect(answer.headers.get("content-type")).toBe(workbookType);
  const workbook = Buffer.from(await answer.arrayBuffer());
  const changed = new Uint8Array(
    await edited(workbook, (sheet) => {
      sheet.rowOf("xe-cho")[sheet.at("Kế hoạch")] = 5;
    }),
  );
  for (const role of ["viewer", "operator", "ingest"] as const)
    expect((await send(server, await server.token(role), changed)).status).toBe(403);
  const undo = (token: string) =>
    fetch(`${server.origin}${routes.catalogueUndo}`, { method: "POST", headers: { authorization: `Bearer ${token}` } });
  expect((await undo(viewer)).status).toBe(403);
  expect(await (await undo(admin)).json()).toMatchObject({ code: "catalogue.nothing-to-undo" });

  const checked = await send(server, admin, changed, "?check=true&file=a.xlsx");
  expect(CatalogueReport.parse(await checked.json())).toMatchObject({
    outcome: "checked",
    changed: [{ code: "xe-cho" }],
  });
  const imported = await send(server, admin, changed, "?file=chi-tieu.xlsx");
  expect(CatalogueReport.parse(await imported.json())).toMatchObject({ outcome: "imported", number: 1 });
  const view = async () => CatalogueView.parse(await (await server.get(routes.catalogue, viewer)).json());
  expect(await view()).toMatchObject({ inUse: { number: 1, file: "chi-tieu.xlsx" }, isWaiting: false });
  const plan = () => server.parts.profile.indicators.find(({ code }) => code === "xe-cho")?.plan;
  expect(plan()).toBe(5);
  expect(CatalogueUndone.parse(await (await undo(admin)).json())).toMatchObject({ inUse: null, next: null });
  expect(plan()).toBeUndefined();
});

it("refuses what is too large, of another kind, or no workbook, with a sentence", async () => {
  await using server = await startServer();
  const admin = server.run.admin;
  const code = async (answer: Response) => [answer.status, Failure.parse(await answer.json()).code];
  expect(await code(await send(server, admin, new Uint8Array(maxTableBytes + 1)))).toEqual([413, "table.too-large"]);
  expect(await code(await send(server, admin, new Uint8Array(10)))).toEqual([422, "table.not-a-workbook"]);
  expect((await send(server, admin, new Uint8Array(10), "", "application/json")).status).toBe(415);
  expect(await code(await send(server, admin, new Uint8Array(10), "?check=maybe"))).toEqual([400, "request.invalid"]);
});
