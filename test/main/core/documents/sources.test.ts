import { mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { expect, it } from "vitest";
import { documentXml, stateXml } from "../../../lab/edxml.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";
import { until } from "../../../lab/until.ts";
import { startRig } from "../connectors/rig.ts";

const base = {
  ...{ id: "van-ban", name: { vi: "Văn bản", en: "Documents" }, gives: "documents", lateAfter: "1h", mapping: "$" },
  organs: { "H37.2": "tinh" },
};
const sent = documentXml({ id: "a", from: "G12", to: ["H37.2"], at: "2026/11/20 08:00:00", due: "2026-11-26" });
const done = stateXml({ id: "a", organ: "H37.2", state: "06", at: "2026/11/21 08:00:00" });

it("reads messages as files, and names the one that is none", async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, "den");
  await mkdir(path);
  await writeFile(join(path, "1.edxml"), sent);
  await writeFile(join(path, "2.xml"), done);
  await writeFile(join(path, "3.csv"), "a;b\n1;2\n");
  await using rig = await startRig([{ ...base, type: "folder", path, settledAfter: "1s" }]);
  await until(async () => (await rig.store.documents.get("van-ban", "a", "H37.2"))?.state === "06");
  await rig.untilState("ok");
  await writeFile(join(path, "4.xml"), "<html/>");
  await until(() => rig.view().counts.failures > 0);
  expect(rig.view()).toMatchObject({ reason: { code: "document.not-edxml", params: { inFile: "4.xml" } } });
});

it("asks for messages over HTTP: one, a list of them, and none, which is an answer too", async () => {
  const answers = [sent, JSON.stringify([done]), "[]"];
  const server = createServer((_, response) => {
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    response.setHeader("content-type", answer?.startsWith("<") ? "application/xml; charset=utf-8" : "application/json");
    response.end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  {
    await using rig = await startRig([{ ...base, type: "rest", url: `http://127.0.0.1:${port}/`, every: "1s" }]);
    await until(async () => (await rig.store.documents.get("van-ban", "a", "H37.2"))?.state === "06");
    await rig.untilState("ok");
    expect(rig.view().counts).toMatchObject({ accepted: 2, refused: 0, failures: 0 });
    // What people are shown of an answer says nothing of persons.
    expect((await rig.sources.lastAnswer("van-ban"))?.text ?? "").not.toContain("Bí Mật");
  }
  server.closeAllConnections();
  server.close();
});
