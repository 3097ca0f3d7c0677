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
    await kept.store.follows.set("an", ["b@x", "a@x"], atMs);
    await kept.store.follows.set("binh", [], atMs);
    await kept.restart();
    expect(await kept.store.follows.of("an")).toEqual(["b@x", "a@x"]);
    expect(await kept.store.follows.of("binh")).toEqual([]);
    await kept.store.follows.set("an", ["a@x"], atMs + 1);
    await kept.store.follows.set("binh", null, atMs + 1);
    expect(await kept.store.follows.of("an")).toEqual(["a@x"]);
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
