import { expect, it } from "vitest";
import type { Profile } from "#contract/entities/profile.ts";
import { routes } from "#contract/http.ts";
import { Contact, Contacts } from "#contract/maintenance/contact.ts";
import { contactsOf } from "../../../../main/core/maintenance/contacts.ts";
import { connect, startServer } from "../api/server-for-test.ts";

const phone = "0205 000 0000";
const own = { name: "Trực riêng", phone };
const unit = { id: "so", name: { vi: "Sở", en: "Department" }, contact: { name: "Trực sở" } };

it("is a source's or camera's own, or that of the unit that answers for it", () => {
  const asked = {
    units: [unit, { id: "ban", name: { vi: "Ban", en: "Board" } }],
    sources: [{ id: "a", contact: own, unit: "so" }, { id: "b", unit: "so" }, { id: "c" }],
    cameras: [{ id: "cam", unit: "ban" }],
    indicators: [
      { code: "x", owner: "so" },
      { code: "y", owner: "Một nơi khác" },
    ],
  };
  expect(contactsOf(asked as unknown as Profile)).toEqual({
    sources: { a: { contact: own, unit: unit.name }, b: { contact: unit.contact, unit: unit.name } },
    cameras: { cam: { unit: { vi: "Ban", en: "Board" } } },
    indicators: { x: { contact: unit.contact, unit: unit.name } },
  });
});

it("is told to those who run the wall, and to nobody by any other way", async () => {
  const source = {
    ...{ id: "goi", type: "webhook", name: { vi: "Gọi", en: "Calls" }, lateAfter: "5m", acceptTokens: true },
    contact: own,
  };
  await using server = await startServer({ sources: [source] });
  for (const role of ["operator", "admin"] as const) {
    const answer = await server.get(routes.contacts, await server.token(role));
    expect(Contacts.parse(await answer.json()).sources.goi).toEqual({ contact: own });
  }
  const viewer = await server.token("viewer");
  for (const token of [viewer, await server.token("mirror"), await server.token("machine")])
    expect((await server.get(routes.contacts, token)).status).toBe(403);
  for (const path of [routes.status, routes.sources, routes.openapi])
    expect(await (await server.get(path, viewer)).text()).not.toContain(phone);
  using window = await connect(server, { token: server.run.wall, kind: "wall", displays: [1] });
  expect(JSON.stringify(await window.next("snapshot"))).not.toContain(phone);
});

it("has a number that can be dialled, and a unit that there is", () => {
  expect(
    ["0205 000 0000", "+84 205 (000)", "113"].map((one) => Contact.safeParse({ name: "a", phone: one }).success),
  ).toEqual([true, true, true]);
  for (const one of ["gọi sau", "", "javascript:1", "0".repeat(40)])
    expect(Contact.safeParse({ name: "a", phone: one }).success).toBe(false);
});
