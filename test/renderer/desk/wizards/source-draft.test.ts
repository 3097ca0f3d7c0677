import { expect, it } from "vitest";
import {
  draftOf,
  newSource,
  rawOf,
  type SourceDraft,
  secretsOf,
} from "../../../../renderer/desk/wizards/source/draft.ts";
import { kindOf, sourceTypes } from "../../../../renderer/desk/wizards/source/kinds.ts";

const draft = (more: Partial<SourceDraft>): SourceDraft => ({
  ...newSource(["khac"], "+07:00"),
  ...{ name: { vi: "Một cửa", en: "" }, url: "https://mot-cua.example/api", path: "/srv/so-lieu" },
  ...{ topics: "a/#, b", query: "select 1", username: "ioc", secret: "bí mật", ownMapping: "$" },
  ...more,
});
const common = { id: "mot-cua", name: { vi: "Một cửa", en: "Một cửa" }, lateAfter: "5m", mapping: "$" };
const kept = "$" + "{secret.mot-cua}";

it("writes of each kind of source what its files have, and nothing of another kind", () => {
  const url = "https://mot-cua.example/api";
  expect(
    (
      [
        { type: "rest", login: "none" },
        { type: "rest", login: "basic" },
        { type: "rest", login: "basic", overPlainHttp: true },
        { type: "rest", login: "bearer" },
        { type: "rest", login: "header" },
        { type: "mqtt", login: "none" },
        { type: "mqtt", login: "basic" },
        { type: "postgresql", login: "basic", isTls: false },
        { type: "folder" },
        { type: "webhook" },
      ] as const
    ).map((more) => rawOf(draft(more))),
  ).toEqual([
    { ...common, type: "rest", url, every: "1m" },
    { ...common, type: "rest", url, every: "1m", basic: { username: "ioc", password: kept } },
    { ...common, type: "rest", url, every: "1m", basic: { username: "ioc", password: kept, overPlainHttp: true } },
    { ...common, type: "rest", url, every: "1m", bearer: kept },
    { ...common, type: "rest", url, every: "1m", headers: { "x-api-key": kept } },
    { ...common, type: "mqtt", url, topics: ["a/#", "b"] },
    { ...common, type: "mqtt", url, topics: ["a/#", "b"], username: "ioc", password: kept },
    { ...common, type: "postgresql", url, every: "1m", username: "ioc", password: kept, tls: false, query: "select 1" },
    { ...common, type: "folder", path: "/srv/so-lieu" },
    { ...common, type: "webhook", secret: kept },
  ]);
});

it("reads what it has written, and leaves what was not touched", () => {
  for (const type of sourceTypes) {
    const login = kindOf(type).logins.includes("basic") ? "basic" : "none";
    const item = rawOf(draft({ type, login }));
    const again = draftOf({ id: "mot-cua", item, mark: "m" }, [], "+07:00");
    expect(again).toMatchObject({ type, login, secret: "", hasKeptSecret: type !== "folder" });
    if (again === undefined) continue;
    expect(secretsOf(again)).toEqual([]);
    const said = Object.fromEntries(Object.entries(rawOf(again)).filter(([, value]) => value !== null));
    // The account that is kept is not said once more, but where it stands in one piece.
    const { password: _, secret: __, ...unsaid } = item;
    expect(said).toEqual(unsaid);
  }
});

it("takes an account out of a source that had one", () => {
  const had = rawOf(draft({ type: "mqtt", login: "basic" }));
  const known = draftOf({ id: "mot-cua", item: had, mark: "m" }, [], "+07:00");
  expect(known && rawOf({ ...known, login: "none" })).toMatchObject({ username: null, password: null });
  const rest = draftOf({ id: "mot-cua", item: rawOf(draft({ login: "bearer" })), mark: "m" }, [], "+07:00");
  expect(rest && rawOf({ ...rest, login: "none" })).toMatchObject({ basic: null, bearer: null, headers: null });
});
