import { afterEach, expect, it, vi } from "vitest";
import { mapFontRead } from "../../../renderer/map/fonts.ts";

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
const reading = (load: () => Promise<unknown>) => {
  vi.useFakeTimers();
  vi.stubGlobal("document", { fonts: { load } });
  const done = vi.fn();
  void mapFontRead().then(done);
  return done;
};

it("a map waits for the face of its labels, and nothing is left of the waiting", async () => {
  for (const read of [() => Promise.resolve([]), () => Promise.reject(new Error("not read"))]) {
    const done = reading(read);
    await vi.advanceTimersByTimeAsync(0);
    expect(done).toHaveBeenCalledOnce();
    expect(vi.getTimerCount()).toBe(0);
  }
});

it("a face that is never read keeps a map waiting for five seconds, no longer", async () => {
  const done = reading(() => new Promise(() => undefined));
  await vi.advanceTimersByTimeAsync(4_999);
  expect(done).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(done).toHaveBeenCalledOnce();
});
