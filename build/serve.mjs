import { existsSync } from "node:fs";
import { join } from "node:path";
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
      [
        // As the wall's own program starts it (main/shell/core-process.ts). Without source maps: the first error of all has every
        // one of them read, 55 MB that stay, and names are whole in what is compiled.
        ...["--disable-warning=DEP0169", "--max-semi-space-size=16", core, "--profile", options.profile],
        ...["--data", dataFolder(options.data, options.profile), "--port", String(options.port)],
        ...(options.ffmpeg ? ["--ffmpeg", options.ffmpeg] : []),
      ],
      { cwd: root, env: { MALLOC_ARENA_MAX: "1", ...process.env, IOC_LANG: language() } },
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
