import { expect, it } from "vitest";
import { type Item, isWaiting } from "../../../renderer/desk/status/item.ts";

it("a source that nobody has entered anything into is neither wrong nor well", () => {
  const item = (type: string, state: string) => ({ kind: "source", source: { type, state } }) as unknown as Item;
  expect([item("entered", "starting"), item("entered", "ok"), item("rest", "starting")].map(isWaiting)).toEqual([
    true,
    false,
    false,
  ]);
});
