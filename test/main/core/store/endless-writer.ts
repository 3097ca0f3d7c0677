import { openStore } from "../../../../main/core/store/store.ts";
import { reading } from "./series.ts";

/** Run by loss.test.ts in a process of its own: stores readings 0, 1, 2… and acknowledges each, until it is killed. */
const store = await openStore(process.argv[2] ?? "");
for (let at = 0; ; at++) {
  await store.readings.append([reading({ asOfMs: at, value: at })]);
  process.stdout.write(`stored ${at}\n`);
  // The pipe empties between turns only.
  if (at % 10 === 0) await new Promise((resolve) => setImmediate(resolve));
}
