import { expect, test } from "@playwright/test";
import { killCore, tilesAWindow } from "../lab/kills/kill-core.ts";

test("the core killed again and again while readings come in: what was acknowledged is there, and no window goes blank", async () => {
  test.setTimeout(180_000);
  const { kills, acknowledged, published, stored, wrongNumbers } = await killCore({
    kills: 10,
    readingsASecond: 2_000,
    messagesASecond: 200,
    pauseMs: [500, 2_000],
  });
  expect(kills).toHaveLength(10);
  expect(acknowledged).toBeGreaterThan(10_000);
  expect(published).toBeGreaterThan(1_000);
  expect(stored).toEqual({ missing: 0, surplus: 0, integrity: "ok" });
  expect(wrongNumbers).toBe(0);
  for (const kill of kills) {
    expect(kill.fewestTiles).toBe(tilesAWindow);
    for (const light of kill.light) expect(light).toBeGreaterThan(0.5);
  }
});
