import { expect, it } from "vitest";
import { fuzz } from "./fuzzing.ts";

// Twenty thousand, and memory: `node --expose-gc test/security/fuzz.ts`.
it("answers whatever is asked, by whomever, with what the contract says; never a 500, never nothing", async () => {
  const { found, errors, statuses, reached } = await fuzz(600, 20_261_127);
  expect(found).toEqual([]);
  expect(errors).toEqual([]);
  // Most is refused, and by far not all: else nothing was looked at but the guard.
  for (const status of [200, 400, 401, 403, 404, 415]) expect(statuses[status] ?? 0, `${status}`).toBeGreaterThan(5);
  expect(reached[0]).toBeGreaterThan(25);
});
