import { expect, it, vi } from "vitest";
import { createSwitching } from "../../../../main/core/wall/switching.ts";

const scene = (id: string) => ({ id, name: { vi: id, en: id }, tiles: [] });
const [one, two, three] = [{}, {}, {}];

function start(readyWithinMs = 60_000) {
  const told: unknown[] = [];
  const switching = createSwitching({
    scene: scene("a"),
    now: () => 1_000,
    readyWithinMs,
    onChange: () => void told.push(switching.picture()),
  });
  return { switching, told };
}

it("shows a change once every window has prepared it, at one moment", async () => {
  const { switching, told } = start();
  switching.join(one, [1], true);
  switching.join(two, [2], true);
  const shown = switching.show(scene("b"));
  expect(told).toEqual([{ change: 0, scene: scene("a"), showAtMs: 0, next: { change: 1, scene: scene("b") } }]);
  switching.ready(one, 1);
  switching.ready(one, 1);
  expect(told).toHaveLength(1);
  switching.ready(two, 1);
  expect(await shown).toEqual([]);
  expect(told[1]).toEqual({ change: 1, scene: scene("b"), showAtMs: 1_000, next: null });
});

it("is not held up by a window that is late or goes away, and names who was late", async () => {
  vi.useFakeTimers();
  try {
    const { switching } = start(2_000);
    for (const [line, display] of [
      [one, 1],
      [two, 2],
      [three, 3],
    ] as const)
      switching.join(line, [display], true);
    const shown = switching.show(scene("b"));
    switching.ready(one, 1);
    switching.leave(three);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await shown).toEqual([2]);
    expect(switching.picture().scene.id).toBe("b");
  } finally {
    vi.useRealTimers();
  }
});

it("gives way to a newer change; being ready for the former one does not count", async () => {
  const { switching } = start();
  switching.join(one, [1], true);
  const former = switching.show(scene("b"));
  const newer = switching.show(scene("c"));
  expect(await former).toBeNull();
  switching.ready(one, 1);
  expect(switching.picture().next?.change).toBe(2);
  switching.ready(one, 2);
  expect(await newer).toEqual([]);
  expect(switching.picture()).toMatchObject({ change: 2, scene: { id: "c" }, next: null });
});

it("is at once where there is no window to wait for", async () => {
  const { switching } = start();
  expect(await switching.show(scene("b"))).toEqual([]);
  expect(switching.picture()).toMatchObject({ change: 1, showAtMs: 1_000 });
});

it("needs only the moment for what was prepared ahead, and still waits for a window that is not ready", async () => {
  const { switching, told } = start();
  switching.join(one, [1], true);
  switching.join(two, [2], true);
  switching.prepare(scene("b"), "operator");
  switching.ready(one, 1);
  switching.ready(two, 1);
  expect(told).toHaveLength(1);
  expect(switching.heading().id).toBe("a");
  expect(await switching.show(scene("b"))).toEqual([]);
  expect(told).toHaveLength(2);
  expect(switching.picture()).toMatchObject({ change: 1, scene: { id: "b" }, showAtMs: 1_000, next: null });

  switching.prepare(scene("c"), "operator");
  switching.ready(one, 2);
  const shown = switching.show(scene("c"));
  expect(switching.heading().id).toBe("c");
  expect(switching.picture().scene.id).toBe("b");
  switching.ready(two, 2);
  expect(await shown).toEqual([]);
});

it("drops what was prepared ahead when it is not wanted, when a minute is over, and for another change", async () => {
  vi.useFakeTimers();
  try {
    const { switching } = start();
    switching.join(one, [1], true);
    switching.prepare(scene("b"), "operator");
    switching.prepare(null, "operator");
    expect(switching.picture().next).toBeNull();
    switching.prepare(scene("b"), "operator");
    await vi.advanceTimersByTimeAsync(59_999);
    switching.prepare(scene("b"), "operator");
    await vi.advanceTimersByTimeAsync(59_999);
    expect(switching.picture().next?.change).toBe(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(switching.picture().next).toBeNull();
    switching.prepare(scene("b"), "operator");
    const shown = switching.show(scene("c"));
    switching.prepare(scene("d"), "operator");
    switching.prepare(null, "operator");
    switching.ready(one, 3);
    expect(switching.picture().scene.id).toBe("a");
    switching.ready(one, 4);
    expect(await shown).toEqual([]);
    expect(switching.picture()).toMatchObject({ scene: { id: "c" }, next: null });
  } finally {
    vi.useRealTimers();
  }
});

it("lets an operator's preparation go before the machine's guess, until he wants it no longer", async () => {
  const { switching } = start();
  switching.join(one, [1], true);
  switching.prepare(scene("b"), "machine");
  expect(switching.picture().next?.scene.id).toBe("b");
  switching.prepare(scene("c"), "operator");
  switching.prepare(scene("b"), "machine");
  switching.prepare(null, "machine");
  expect(switching.picture().next?.scene.id).toBe("c");
  switching.prepare(null, "operator");
  switching.prepare(scene("b"), "machine");
  expect(switching.picture().next?.scene.id).toBe("b");
  switching.prepare(null, "machine");
  expect(switching.picture().next).toBeNull();
});

it("prepares an operator's scene again after a change that came between, as long as he wants it", async () => {
  vi.useFakeTimers();
  try {
    const { switching } = start();
    switching.join(one, [1], true);
    const change = async (id: string, number: number) => {
      const shown = switching.show(scene(id));
      switching.ready(one, number);
      await shown;
    };
    switching.prepare(scene("c"), "operator");
    await change("b", 2);
    expect(switching.picture()).toMatchObject({ scene: { id: "b" }, next: null });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(switching.picture()).toMatchObject({ scene: { id: "b" }, next: { change: 3, scene: { id: "c" } } });
    await change("c", 3);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(switching.picture()).toMatchObject({ change: 3, next: null });
    switching.prepare(scene("d"), "operator");
    switching.prepare(null, "operator");
    await change("b", 5);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(switching.picture().next).toBeNull();
  } finally {
    vi.useRealTimers();
  }
});

it("loses no change to a preparation that comes as the last window is ready", async () => {
  const { switching } = start();
  switching.join(one, [1], true);
  const shown = switching.show(scene("b"));
  switching.ready(one, 1);
  switching.prepare(scene("c"), "machine");
  expect(await shown).toEqual([]);
  expect(switching.picture()).toMatchObject({ change: 1, scene: { id: "b" }, next: { scene: { id: "c" } } });
});

it("gives the word more time where a window is on another machine", async () => {
  const { switching } = start();
  switching.join(one, [1], true);
  switching.join(two, [2], false);
  const shown = switching.show(scene("b"));
  switching.ready(one, 1);
  switching.ready(two, 1);
  await shown;
  expect(switching.picture().showAtMs).toBe(1_060);
});
