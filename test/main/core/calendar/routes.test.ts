import { expect, it } from "vitest";
import { CalendarYear } from "#contract/calendar/http.ts";
import { routes } from "#contract/routes.ts";
import { startServer } from "../api/server-for-test.ts";

it("tells whoever sees the wall of a year's days, the site's own among them, and of what is not announced", async () => {
  await using server = await startServer();
  const ask = (year: number | string) => server.get(routes.calendarYear(year), server.run.viewer);
  const year = async (of: number) => CalendarYear.parse(await (await ask(of)).json());
  const announced = await year(2026);
  expect(announced).toMatchObject({ hasLaw: true, undecided: [] });
  expect(announced.days).toContainEqual({
    ...{ day: "2026-08-22", isWorking: true, kind: "swapped-worked", name: null },
    source: "thong-bao-9441-2025",
  });
  expect(announced.sources.map(({ id }) => id)).toContain("thong-bao-9441-2025");
  const next = await year(2027);
  expect(next.undecided.map(({ vi }) => vi)).toEqual(["Tết Âm lịch", "Quốc khánh (ngày liền kề)"]);
  const own = { days: [{ date: "2027-12-22", name: "Ngày của đơn vị" }], basedOn: 0 };
  const saved = await fetch(server.origin + routes.holidays, {
    method: "PUT",
    headers: { authorization: `Bearer ${await server.token("operator")}`, "content-type": "application/json" },
    body: JSON.stringify(own),
  });
  expect(saved.status).toBe(200);
  const changed = await year(2027);
  expect(changed.version).not.toBe(next.version);
  expect(changed.days.at(-1)).toMatchObject({ day: "2027-12-22", kind: "site-off", name: "Ngày của đơn vị" });
  expect((await ask("9999")).status).toBe(400);
  expect((await server.get(routes.calendarYear(2027))).status).toBe(401);
});
