// `npm run ioc -- COMMAND`: administers the wall that runs on this machine.
import { randomBytes } from "node:crypto";
import { z } from "zod";
import { CodedError } from "#contract/errors.ts";
import { CommanderError, createProgram, languageOf, type Run } from "./program.ts";
import type { Which } from "./running.ts";
import { createScreen } from "./screen.ts";
import { sayIn } from "./words.ts";

const args = process.argv.slice(2);
const language = languageOf(args);
// An argument that is read as --json where it was not meant so costs nothing but the form of an error.
const screen = createScreen({
  isJson: args.includes("--json"),
  language,
  stdout: process.stdout,
  stderr: process.stderr,
});

// Whoever reads us may stop early (`| head`): that is no failure of the command.
process.stdout.on("error", () => process.exit());

/** Options that stand for all commands; the parser knows their form, not their types. */
const Shared = z.object({
  data: z.string().optional(),
  port: z.number().optional(),
  profile: z.string().optional(),
});

let chosen: { run: Run; which: Which } | undefined;
const program = createProgram(sayIn(language), (run, options) => {
  chosen = { run, which: Shared.parse(options) };
});

try {
  program.parse(args, { from: "user" });
  if (chosen !== undefined) process.exitCode = await chosen.run(chosen.which, screen);
} catch (error) {
  process.exitCode = explain(error);
}

/** @returns the exit code */
function explain(error: unknown): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    // No command was named: the help was shown in its place.
    if (error.code === "commander.help" && !screen.isJson) return 64;
    // What the library says is English; what it says it about stands in quotes.
    const detail = /'([^']*)'/.exec(error.message)?.[1] ?? args.join(" ");
    return explain(new CodedError("options.invalid", { detail }));
  }
  if (error instanceof CodedError) {
    screen.fail(error);
    return error.exitCode;
  }
  const reference = randomBytes(4).toString("hex");
  process.stderr.write(`${reference} ${error instanceof Error ? error.stack : String(error)}\n`);
  return explain(new CodedError("internal", { reference }));
}
