import { readFileSync } from "node:fs";
import { startIngest } from "./deliveries.ts";

/**
 * Run by order.test.ts in a process of its own: takes in a file's readings from a number on and acknowledges each set. Between sets it waits
 * for a moment, so that who kills it on a busy machine comes before its end.
 */
const [, , folder = "", file = "", from = "0"] = process.argv;
const { ingest, end } = await startIngest(folder);
const candidates = JSON.parse(readFileSync(file, "utf8")) as unknown[];
for (let at = Number(from); at < candidates.length; at += 7) {
  const set = candidates.slice(at, at + 7);
  if (!(await ingest.accept("nguon", set).outcome).isStored) throw new Error("not stored");
  process.stdout.write(`stored ${at + set.length}\n`);
  await new Promise((resolve) => setTimeout(resolve, 2));
}
await end();
process.stdout.write("done\n");
