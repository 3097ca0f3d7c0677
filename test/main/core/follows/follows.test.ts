import { describe, expect, it } from "vitest";
import { Follows, mostFollowed } from "#contract/follows/http.ts";
import { routes } from "#contract/routes.ts";
import { join, startPeople } from "../accounts/people-for-test.ts";
import { freshStore, stores } from "../store/contract/stores.ts";

const atMs = 1_795_000_000_000;

describe.each(stores)("what people follow, in $name", ({ open }) => {
  it("is each account's own, in its order, and there after a restart; none is another thing than never chosen", async () => {
    await using kept = await freshStore(open);
    expect(await kept.store.follows.of("an")).toBeNull();
    const an = { series: ["b@x", "a@x"], limits: { "a@x": { kind: "above", value: 0.5 } } } as const;
    await kept.store.follows.set("an", an, atMs);
    await kept.store.follows.set("binh", { series: [], limits: {} }, atMs);
    await kept.restart();
    expect(await kept.store.follows.of("an")).toEqual(an);
    expect(await kept.store.follows.of("binh")).toEqual({ series: [], limits: {} });
    await kept.store.follows.set("an", { series: ["a@x"], limits: {} }, atMs + 1);
    await kept.store.follows.set("binh", null, atMs + 1);
    expect(await kept.store.follows.of("an")).toEqual({ series: ["a@x"], limits: {} });
    expect(await kept.store.follows.of("binh")).toBeNull();
  });
});

it("is told and changed by its own account alone, and never more than a page of it", async () => {
  await using server = await startPeople();
  const [an, binh] = [await join(server, "an"), await join(server, "binh")];
  const told = async (who: typeof an) => Follows.parse(await (await who.browser.send(routes.follows)).json()).series;
  const put = async (who: typeof an, series: unknown) =>
    (await who.browser.send(routes.follows, { method: "PUT", body: { series } })).status;
  expect(await told(an)).toBeNull();
  expect(await put(an, ["xe-cho@cua-a"])).toBe(200);
  expect(await told(an)).toEqual(["xe-cho@cua-a"]);
  expect(await told(binh)).toBeNull();

  expect(await put(an, ["xe-cho@cua-a", "xe-cho@cua-a"])).toBe(400);
  expect(await put(an, ["xe cho"])).toBe(400);
  expect(
    await put(
      an,
      Array.from({ length: mostFollowed + 1 }, (_, at) => `a${at}@b`),
    ),
  ).toBe(400);
  expect(await told(an)).toEqual(["xe-cho@cua-a"]);
  // A token is nobody: its browser keeps what it follows.
  expect((await server.get(routes.follows, await server.token("viewer"))).status).toBe(403);
});

it("keeps limits of one's own with what is followed, as they are where a change names none, and of nothing else", async () => {
  await using server = await startPeople();
  const an = await join(server, "an");
  const told = async () => Follows.parse(await (await an.browser.send(routes.follows)).json());
  const put = async (body: unknown) => (await an.browser.send(routes.follows, { method: "PUT", body })).status;
  expect(await told()).toEqual({ series: null, limits: {} });
  const above = { kind: "above", value: 300 };
  const change = { kind: "change", by: 20 };
  const series = ["xe-cho@cua-a", "xe-cho@cua-b"];
  expect(await put({ series, limits: { "xe-cho@cua-a": above, "xe-cho@cua-b": change, "khac@x": above } })).toBe(200);
  expect(await told()).toEqual({ series, limits: { "xe-cho@cua-a": above, "xe-cho@cua-b": change } });
  expect(await put({ series: ["xe-cho@cua-b", "moi@x"] })).toBe(200);
  expect(await told()).toEqual({ series: ["xe-cho@cua-b", "moi@x"], limits: { "xe-cho@cua-b": change } });
  expect(await put({ series: ["xe-cho@cua-b"], limits: {} })).toBe(200);
  expect(await told()).toEqual({ series: ["xe-cho@cua-b"], limits: {} });

  for (const wrong of [{ kind: "change", by: 0 }, { kind: "change", by: 1_001 }, { kind: "above" }, { kind: "over" }])
    expect(await put({ series, limits: { "xe-cho@cua-a": wrong } })).toBe(400);
  expect(await put({ series, limits: { "xe cho": above } })).toBe(400);
  expect(await put({ series: null })).toBe(200);
  expect(await told()).toEqual({ series: null, limits: {} });
});
