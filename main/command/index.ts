// `ioc COMMAND`, from source `npm run ioc -- COMMAND`: administers the wall that runs on this machine.
import { randomBytes } from "node:crypto";
import path from "node:path";
import { z } from "zod";
import { CodedError } from "#contract/errors.ts";
import { UsageError } from "../../build/options.mjs";
import { chooseLanguage } from "../../build/words.mjs";
import { resourcesOf } from "../installed/release.ts";
import { CommanderError, createProgram, languageOf, type Run } from "./program.ts";
import { coreFile, type Which } from "./running.ts";
import { createScreen } from "./screen.ts";
import { siteSettings, whichWall } from "./settings.ts";
import { versionText } from "./version.ts";
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
const resources = resourcesOf(path.resolve(path.dirname(coreFile()), "..", ".."));
// What both starters and this command say of a start is said in one language.
chooseLanguage(language);
const program = createProgram(
  sayIn(language),
  (run, options) => {
    chosen = { run, which: Shared.parse(options) };
  },
  versionText(resources, sayIn(language)),
);

try {
  program.parse(args, { from: "user" });
  if (chosen !== undefined) {
    const settings = siteSettings(resources !== undefined);
    process.exitCode = await chosen.run(whichWall(chosen.which, settings), screen, { resources, settings });
  }
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
    const isMissing = /^commander\.(missing|optionMissing)/.test(error.code);
    return explain(new CodedError(isMissing ? "options.missing" : "options.invalid", { detail }));
  }
  if (error instanceof UsageError) return explainUsage(error);
  if (error instanceof CodedError) {
    screen.fail(error);
    return error.exitCode;
  }
  const reference = randomBytes(4).toString("hex");
  process.stderr.write(`${reference} ${error instanceof Error ? error.stack : String(error)}\n`);
  return explain(new CodedError("internal", { reference }));
}

/** A mistake in the options that the launcher reads, in its own sentence. */
function explainUsage({ message, exitCode }: UsageError): number {
  if (screen.isJson) screen.fail(new CodedError("options.invalid", { detail: message }));
  else process.stderr.write(`${message}\n`);
  return exitCode;
}
