import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import manifest from "../package.json" with { type: "json" };

/**
 * The manual page of `ioc` in both languages, out of the very words of `ioc --help`, which it therefore cannot drift from.
 * Needs the project's Node, since it reads the command's source: `node build/man-page.mjs FOLDER` writes FOLDER/ioc.1 and
 * FOLDER/vi/ioc.1.
 */
async function main() {
  const folder = process.argv[2];
  if (!folder) {
    process.stderr.write("node build/man-page.mjs FOLDER\n");
    return 64;
  }
  for (const [language, file] of [
    ["en", join(folder, "ioc.1")],
    ["vi", join(folder, "vi", "ioc.1")],
  ]) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, await manPage(language));
  }
  return 0;
}

/** The page as groff reads it, in UTF-8. @param language "vi" or "en" */
export async function manPage(language) {
  const [{ createProgram }, { sayIn }, { settingNames }, { settingsFile }] = await Promise.all([
    import("../main/command/program.ts"),
    import("../main/command/words.ts"),
    import("../contract/site-settings.ts"),
    import("../main/installed/settings-file.ts"),
  ]);
  const say = sayIn(language);
  const program = createProgram(say, () => {});
  const shared = new Set(program.options.map(({ flags }) => flags));
  const lines = [
    `.TH IOC 1 "" "ioc-wall ${manifest.version}" "${say("man.title")}"`,
    `.SH ${say("man.name")}`,
    `ioc \\- ${text(program.description()).replace(/\.$/, "")}`,
    `.SH ${say("man.synopsis")}`,
    `.B ioc`,
    text(say("usage")),
    `.SH ${say("man.options")}`,
    ...program.options.flatMap(optionLines),
    `.SH ${say("man.commands")}`,
    ...leaves(program).flatMap(({ names, command }) => [
      `.SS ${text([...names, ...command.registeredArguments.map((one) => `<${one.name()}>`)].join(" "))}`,
      text(command.description()),
      ...command.registeredArguments
        .filter((one) => one.description)
        .map((one) => text(`${one.name()}: ${one.description}`)),
      ...command.options.filter(({ flags }) => !shared.has(flags)).flatMap(optionLines),
      ...moreOf(command),
    ]),
    `.SH ${say("man.settings")}`,
    text(say("man.settings.text", { file: settingsFile({}, "linux") })),
    ...settingNames.flatMap((name) => [".TP", `.B ${name}`, text(say(`man.setting.${name}`))]),
    `.SH ${say("man.exit")}`,
    text(say("man.exit.text")),
  ];
  return `${lines.join("\n")}\n`;
}

const optionLines = ({ flags, description }) => [".TP", `.B ${text(flags)}`, text(description)];

/** The commands that do something, with their names from the top. */
function leaves(command, names = []) {
  if (command.commands.length === 0) return [{ names, command }];
  return command.commands.flatMap((one) => leaves(one, [...names, one.name()]));
}

/** What stands after the help of a command, its lines kept as they are. */
function moreOf(command) {
  const pieces = [];
  command.configureOutput({ writeOut: (piece) => pieces.push(piece) });
  command.outputHelp();
  const more = pieces.slice(1).join("").trim();
  return more === "" ? [] : [".PP", ".nf", ...more.split("\n").map(text), ".fi"];
}

/** Nothing in it is taken for a request, and hyphens stay what can be typed. */
function text(words) {
  const plain = words.replaceAll("\\", "\\e").replaceAll("-", "\\-").replace(/\s+$/g, "");
  return /^[.']/.test(plain) ? `\\&${plain}` : plain;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) process.exitCode = await main();
