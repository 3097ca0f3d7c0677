import { expect, it } from "vitest";
import { routes } from "#contract/routes.ts";
import { openSite } from "./rig.ts";

const words = (text: string) => ({ vi: text, en: text });
const pack = (id: string) => ({ schema: 1, id, name: words(`Gói ${id}`), about: words("Xem gì"), page: `trang-${id}` });
const scene = (id: string) => ({ id, name: words(id), tiles: [] });
const source = (id: string) => ({
  ...{ id, name: words(`Nguồn ${id}`), type: "rest", url: "http://127.0.0.1:9/", every: "1h", lateAfter: "3h" },
  ...{ mapping: "[]", isOff: true },
});

it("packs go on and off on a running site, say what they bring and what clashes, and are taken back", async () => {
  await using site = await openSite();
  await site.writePack("thu-mot", {
    pack: pack("thu-mot"),
    scenes: [scene("trang-thu-mot")],
    sources: [source("kho")],
  });
  await site.writePack("thu-hai", {
    pack: pack("thu-hai"),
    scenes: [scene("trang-thu-hai")],
    sources: [source("kho")],
  });
  await site.writePack("hong", { pack: { ...pack("hong"), id: "khac" } });
  const before = await site.text();
  const packs = async () => (await site.get(routes.packList)).body.packs as { id: string; isOn: boolean }[];
  expect((await packs()).find(({ id }) => id === "thu-mot")).toMatchObject({
    ...{ name: words("Gói thu-mot"), isOn: false, isOwn: true, off: ["kho"], broken: null },
    brings: { sources: [{ id: "kho", name: words("Nguồn kho") }], scenes: [{ id: "trang-thu-mot" }] },
  });
  // Those of the program too.
  expect((await packs()).map(({ id }) => id)).toContain("cua-khau");

  const turn = (kind: string, was: string[], now: string[]) =>
    site.post(routes.profileChanges, { kind, name: words("Gói"), packs: { was, now } });
  const on = await turn("pack-on", [], ["thu-mot"]);
  expect(on.status).toBe(200);
  expect(site.core.parts.profile.scenes.map(({ id }) => id)).toContain("trang-thu-mot");
  expect((await packs())[0]).toMatchObject({ id: "thu-mot", isOn: true });

  // Two packs with one source: nothing is written, and both places are named.
  const clash = await turn("pack-on", ["thu-mot"], ["thu-mot", "thu-hai"]);
  expect([clash.status, clash.body.code]).toEqual([422, "wizard.refused"]);
  expect(JSON.stringify(clash.body)).toContain("packs/thu-mot/sources.yaml");
  const check = await site.post(routes.profileChangeCheck, {
    ...{ kind: "pack-on", name: words("Gói"), packs: { was: ["thu-mot"], now: ["thu-mot", "hong"] } },
  });
  expect([check.status, check.body.code]).toEqual([422, "wizard.refused"]);

  expect((await site.post(routes.profileChangeBack(on.body.number))).status).toBe(200);
  expect(await site.text()).toBe(before);
  expect(site.core.parts.profile.scenes.map(({ id }) => id)).not.toContain("trang-thu-mot");
});
