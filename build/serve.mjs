import { existsSync } from "node:fs";
import { join } from "node:path";
import { coreArguments, coreEnvironment } from "./core-arguments.mjs";
import { exitCodeOf, runInForeground } from "./foreground.mjs";
import { askedLanguage, parseServeOptions, UsageError } from "./options.mjs";
import { dataFolder, dist, modernNode, root } from "./paths.mjs";
import { setUp } from "./setup.mjs";
import { chooseLanguage, language, sentence } from "./words.mjs";

/** The core alone, without any screen: for a server, and for the browser. */
async function main() {
  const tell = (text) => process.stderr.write(`${text}\n`);
  const args = process.argv.slice(2);
  const asked = askedLanguage(args);
  if (asked) chooseLanguage(asked);
  try {
    const options = parseServeOptions(args);
    if (options.help) {
      process.stdout.write(`${sentence("serve.help")}\n`);
      return 0;
    }
    await setUp({ screens: false, say: tell });
    const node = modernNode();
    if (!node) {
      tell(sentence("node.too-old", { version: process.versions.node }));
      return 69;
    }
    const core = join(dist, "core", "index.mjs");
    if (!existsSync(core)) {
      tell(sentence("start.not-built", { target: "core" }));
      return 70;
    }
    const ended = await runInForeground(
      node,
      coreArguments({ ...options, core, data: dataFolder(options.data, options.profile) }),
      { cwd: root, env: coreEnvironment(language()) },
    );
    return exitCodeOf(ended);
  } catch (error) {
    tell(
      error instanceof UsageError
        ? error.message
        : sentence("start.failed", { program: "core", detail: error.message }),
    );
    return error instanceof UsageError ? error.exitCode : 70;
  }
}

process.exitCode = await main();
