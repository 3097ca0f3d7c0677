/**
 * Run by hand: `node --expose-gc test/security/fuzz.ts [REQUESTS] [SEED]`. Asks a core what strangers could ask (20,000 requests where nothing
 * else is said), prints what came of it, and ends with 1 where there was a 500, a hang, an answer beside the contract, or memory that stays.
 */
import { fuzz } from "./fuzzing.ts";

/** What sessions, the trail's buffers and the log of the run may take by their own limits. */
const heapMayGrowMb = 60;

const [requests = 20_000, seed = 23] = process.argv.slice(2).map(Number);
const outcome = await fuzz(requests, seed, (line) => process.stderr.write(`${line}\n`));
process.stdout.write(`${JSON.stringify(outcome, null, 2)}\n`);
const grownMb = outcome.heapMb === null ? 0 : outcome.heapMb[1] - outcome.heapMb[0];
process.exitCode = outcome.found.length + outcome.errors.length > 0 || grownMb > heapMayGrowMb ? 1 : 0;
