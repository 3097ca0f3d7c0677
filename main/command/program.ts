import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { AccountRole, TokenRole } from "#contract/access/role.ts";
import { MapRole } from "#contract/entities/map.ts";
import type { Language } from "#contract/entities/text.ts";
import { CodedError } from "#contract/errors.ts";
import { listAudit, verifyAudit } from "./audit.ts";
import { backUp } from "./backup/backup.ts";
import { discoverCameras } from "./camera.ts";
import { exportCameras, importCameras, showCameras, undoCameras } from "./camera-list.ts";
import { exportCatalogue, importCatalogue, showCatalogue, undoCatalogue } from "./catalogue.ts";
import { doctor } from "./doctor.ts";
import { showAuthority, showDoors } from "./door.ts";
import { moveKeys, showKeys } from "./keys.ts";
import { removeMachine } from "./machine.ts";
import { endMaintenance, sayMaintenance, showMaintenance } from "./maintenance.ts";
import { importMap, putMapBack, showMap } from "./map.ts";
import type { Which } from "./running.ts";
import type { Screen } from "./screen.ts";
import { bindSecret, listSecrets, removeSecret, setSecret } from "./secret.ts";
import type { Site } from "./settings.ts";
import { snapshot } from "./snapshot.ts";
import { listSources, showRefusals, tryOne } from "./source.ts";
import { status } from "./status.ts";
import { createToken, listTokens, revokeToken } from "./token.ts";
import { addUser, endSessions, inviteUser, letGo, listUsers, unlockUser } from "./user.ts";
import { openWall, type Said, serve } from "./wall.ts";
import { isWordKey, type Say } from "./words.ts";

export type Run = (which: Which, screen: Screen, site: Site) => Promise<number>;
export { CommanderError };

/**
 * The commands and their options. Nothing runs while they are read: what was chosen is handed over, so that language
 * and `--json` are known first, wherever on the line they stand.
 *
 * @param choose takes what is to be run and the options that stand for all commands
 */
export function createProgram(
  say: Say,
  choose: (run: Run, shared: Record<string, unknown>) => void,
  version = "",
): Command {
  const program = new Command("ioc")
    .description(say("description"))
    .version(version, "--version", say("option.version"));

  const dress = (command: Command): Command =>
    command
      .exitOverride()
      .helpOption("-h, --help", say("option.help"))
      .helpCommand(false)
      // Mistakes are told in the words of the catalogue; the help that stands in for a missing command still shows.
      .configureOutput({ outputError: () => {} })
      .configureHelp({
        styleTitle: (title) => (isWordKey(`title.${title}`) ? say(`title.${title}` as "title.Usage:") : title),
        // The library adds English remarks on choices and defaults.
        optionDescription: (option) => option.description,
        subcommandTerm: (sub) => `${sub.name()}${sub.registeredArguments.map((a) => ` ${a.name()}`).join("")}`,
      });
  const shared = (command: Command): Command =>
    dress(command)
      .option("--json", say("option.json"))
      .option("--data <DIR>", say("option.data"))
      .option("--port <N>", say("option.port"), wholeNumber)
      .option("--profile <NAME>", say("option.profile"))
      .option("--lang <LANG>", say("option.language"));
  const add = (parent: Command, name: string, help: Parameters<Say>[0]): Command =>
    shared(parent.command(name).description(say(help)).usage(say("usage.options")));
  const group = (name: string, help: Parameters<Say>[0]): Command =>
    shared(program.command(name).description(say(help)).usage(say("usage")));
  const runs = (command: Command, make: (args: string[], options: Record<string, unknown>) => Run): void => {
    command.action((...given: unknown[]) => {
      const own = given.at(-1) as Command;
      const options = own.optsWithGlobals<Record<string, unknown>>();
      choose(make(own.processedArgs.map(String), options), options);
    });
  };

  shared(program).usage(say("usage"));
  runs(add(program, "status", "help.status"), () => status);

  const token = group("token", "help.token");
  const role = new Option("--role <ROLE>", say("option.role", { roles: TokenRole.options.join(", ") }));
  runs(
    add(token, "create", "help.token.create")
      .addOption(role.choices([...TokenRole.options]).makeOptionMandatory())
      .option("--label <TEXT>", say("option.label"), "")
      .option("--source <NAME...>", say("option.token-source")),
    (_args, { role, label, source }) =>
      (which, screen) =>
        createToken(
          which,
          TokenRole.parse(role),
          String(label),
          Array.isArray(source) ? source.map(String) : [],
          screen,
        ),
  );
  runs(add(token, "list", "help.token.list"), () => listTokens);
  runs(
    add(token, "revoke", "help.token.revoke").argument("<ID>", "", wholeNumber),
    ([id]) =>
      (which, screen) =>
        revokeToken(which, Number(id), screen),
  );

  const user = group("user", "help.user");
  const accountRole = new Option(
    "--role <ROLE>",
    say("option.account-role", { roles: AccountRole.options.join(", ") }),
  );
  runs(
    add(user, "add", "help.user.add")
      .argument("<NAME>")
      .addOption(accountRole.choices([...AccountRole.options]).makeOptionMandatory())
      .option("--full-name <TEXT>", say("option.full-name"))
      .option("--unit <ID>", say("option.of-unit"))
      .addOption(new Option("--commune <ID>", say("option.of-commune")).conflicts("unit")),
    ([name = ""], { role, fullName = name, unit, commune }) =>
      (which, screen) =>
        addUser(
          which,
          {
            ...{ name, role: AccountRole.parse(role), fullName: String(fullName) },
            ...(unit === undefined ? {} : { unit: String(unit) }),
            ...(commune === undefined ? {} : { commune: String(commune) }),
          },
          screen,
        ),
  );
  runs(add(user, "list", "help.user.list"), () => listUsers);
  for (const [name, isFactorLost] of [
    ["invite", false],
    ["reset", true],
  ] as const)
    runs(
      add(user, name, `help.user.${name}`).argument("<NAME>"),
      ([who = ""]) =>
        (which, screen) =>
          inviteUser(which, who, isFactorLost, screen),
    );
  for (const [name, deed] of [
    ["unlock", unlockUser],
    ["end-sessions", endSessions],
    ["leave", letGo],
  ] as const)
    runs(
      add(user, name, `help.user.${name}`).argument("<NAME>"),
      ([who = ""]) =>
        (which, screen) =>
          deed(which, who, screen),
    );

  const audit = group("audit", "help.audit");
  runs(add(audit, "verify", "help.audit.verify"), () => verifyAudit);
  runs(
    add(audit, "list", "help.audit.list").option("--limit <N>", say("option.limit"), wholeNumber, 50),
    (_args, { limit }) =>
      (which, screen) =>
        listAudit(which, Number(limit), screen),
  );

  const secret = group("secret", "help.secret");
  runs(
    add(secret, "set", "help.secret.set").argument("<NAME>"),
    ([name = ""]) =>
      (which, screen) =>
        setSecret(which, name, screen),
  );
  runs(
    add(secret, "bind", "help.secret.bind").argument("<NAME>"),
    ([name = ""]) =>
      (which, screen) =>
        bindSecret(which, name, screen),
  );
  runs(add(secret, "list", "help.secret.list"), () => listSecrets);
  runs(
    add(secret, "remove", "help.secret.remove").argument("<NAME>"),
    ([name = ""]) =>
      (which, screen) =>
        removeSecret(which, name, screen),
  );

  const door = group("door", "help.door");
  runs(add(door, "show", "help.door.show"), () => showDoors);
  runs(
    add(door, "ca", "help.door.ca").argument("[FILE]", say("argument.door-ca")),
    ([file]) =>
      (which, screen) =>
        showAuthority(which, file === "undefined" ? undefined : file, screen),
  );

  const keys = group("keys", "help.keys");
  runs(add(keys, "show", "help.keys.show"), () => showKeys);
  runs(
    add(keys, "move", "help.keys.move").argument("<FOLDER>", say("argument.keys")),
    ([folder = ""]) =>
      (which, screen) =>
        moveKeys(which, folder, screen),
  );

  const machine = group("machine", "help.machine");
  runs(
    add(machine, "remove", "help.machine.remove").argument("<NAME>"),
    ([name = ""]) =>
      (which, screen) =>
        removeMachine(which, name, screen),
  );

  const source = group("source", "help.source");
  runs(
    add(source, "test", "help.source.test").argument("<NAME>"),
    ([name = ""]) =>
      (which, screen) =>
        tryOne(which, name, screen),
  );

  runs(
    add(source, "maintenance", "help.source.maintenance")
      .argument("<NAME>")
      .option("--until <TIME>", say("option.until"))
      .option("--from <TIME>", say("option.from"))
      .option("--reason <TEXT>", say("option.reason"))
      .addOption(new Option("--end", say("option.end")).conflicts(["until", "from", "reason"])),
    ([name = ""], { until, from, reason, end }) =>
      (which, screen) => {
        if (end === true) return endMaintenance(which, name, screen);
        if (until === undefined && (from !== undefined || reason !== undefined))
          throw new CodedError("maintenance.until-missing");
        if (until === undefined) return showMaintenance(which, name, screen);
        const text = (value: unknown) => (value === undefined ? undefined : String(value));
        return sayMaintenance(which, name, { until: String(until), from: text(from), reason: text(reason) }, screen);
      },
  );

  const asOf = (options: Record<string, unknown>) => options.asOf as number | undefined;
  runs(
    add(source, "list", "help.source.list").option("--as-of <TIME>", say("option.as-of"), moment),
    (_args, options) => (which, screen) => listSources(which, asOf(options), screen),
  );
  runs(
    add(source, "refusals", "help.source.refusals")
      .argument("<NAME>")
      .option("--as-of <TIME>", say("option.as-of"), moment),
    ([name = ""], options) =>
      (which, screen) =>
        showRefusals(which, name, asOf(options), screen),
  );

  const map = group("map", "help.map");
  const as = new Option("--as <ROLE>", say("option.as", { roles: MapRole.options.join(", ") }));
  runs(
    add(map, "import", "help.map.import")
      .argument("<FILE>")
      .addOption(as.choices([...MapRole.options]))
      .option("--look", say("option.look")),
    ([file = ""], options) =>
      (which, screen) =>
        importMap(which, file, { as: MapRole.optional().parse(options.as), isLookOnly: options.look === true }, screen),
  );
  runs(add(map, "back", "help.map.back"), () => putMapBack);
  runs(add(map, "show", "help.map.show"), () => showMap);

  const catalogue = group("catalogue", "help.catalogue");
  runs(
    add(catalogue, "export", "help.catalogue.export")
      .argument("<FILE.xlsx>")
      .option("--force", say("option.force"))
      .option("--as-of <TIME>", say("option.as-of"), moment),
    ([file = ""], options) =>
      (which, screen) =>
        exportCatalogue(which, file, { isForced: options.force === true, asOfMs: asOf(options) }, screen),
  );
  runs(
    add(catalogue, "import", "help.catalogue.import").argument("<FILE.xlsx>").option("--check", say("option.check")),
    ([file = ""], options) =>
      (which, screen) =>
        importCatalogue(which, file, options.check === true, screen),
  );
  runs(add(catalogue, "undo", "help.catalogue.undo"), () => undoCatalogue);
  runs(
    add(catalogue, "show", "help.catalogue.show").option("--as-of <TIME>", say("option.as-of"), moment),
    (_args, options) => (which, screen) => showCatalogue(which, asOf(options), screen),
  );

  const camera = group("camera", "help.camera");
  runs(
    add(camera, "export", "help.camera.export").argument("<FILE>").option("--force", say("option.force")),
    ([file = ""], options) =>
      (which, screen) =>
        exportCameras(which, file, options.force === true, screen),
  );
  runs(
    add(camera, "import", "help.camera.import").argument("<FILE>").option("--check", say("option.check")),
    ([file = ""], options) =>
      (which, screen) =>
        importCameras(which, file, options.check === true, screen),
  );
  runs(add(camera, "undo", "help.camera.undo"), () => undoCameras);
  runs(add(camera, "show", "help.camera.show"), () => showCameras);
  runs(
    add(camera, "discover", "help.camera.discover")
      .option("--seconds <N>", say("option.seconds"), secondsOfSearch, 4)
      .option("--interface <NAME...>", say("option.interface")),
    (_args, options) => (which, screen) =>
      discoverCameras(which, Number(options.seconds), options.interface as string[] | undefined, screen),
  );

  runs(
    add(program, "snapshot", "help.snapshot")
      .argument("<FILE.png>")
      .option("--scale <N>", say("option.scale"), partOfOne),
    ([file = ""], options) =>
      (which, screen) =>
        snapshot(which, file, options.scale as number | undefined, screen),
  );
  runs(
    add(program, "backup", "help.backup")
      .argument("<FOLDER>", say("argument.backup"))
      .addHelpText("after", `\n${say("help.backup.more")}`),
    ([folder = ""]) =>
      (which, screen) =>
        backUp(which, folder, screen),
  );
  runs(
    add(program, "restore", "help.restore")
      .argument("<FOLDER>", say("argument.restore"))
      .option("--yes", say("option.yes"))
      .addHelpText("after", `\n${say("help.restore.more")}`),
    ([folder = ""], options) =>
      async (which, screen) => {
        // Brings SQLite along, which no other command needs.
        const { restore } = await import("./backup/restore.ts");
        return restore(which, folder, options.yes === true, screen);
      },
  );
  runs(add(program, "doctor", "help.doctor"), () => doctor);
  runs(
    add(program, "wall", "help.wall")
      .option("--windowed", say("option.windowed"))
      .option("--kiosk", say("option.kiosk"))
      .option("--desk", say("option.desk"))
      .option("--join <ADDRESS>", say("option.join"))
      .option("--monitors <N>", say("option.monitors"))
      .addHelpText("after", `\n${say("help.wall.more")}`),
    (_args, options) => (_which, screen, site) => openWall(said(options), { ...site, screen }),
  );
  runs(
    add(program, "serve", "help.serve").option("--ffmpeg <FILE>", say("option.ffmpeg")),
    (_args, options) => (_which, screen, site) => serve(said(options), { ...site, screen }),
  );
  return program;
}

/** What was given, as texts: how they are to look is the launcher's to say. */
function said(options: Record<string, unknown>): Said {
  return Object.fromEntries(
    Object.entries(options).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, typeof value === "boolean" ? value : String(value)]],
    ),
  );
}

/** Found before the line is parsed: the parser's own words need it. */
export function languageOf(args: readonly string[]): Language {
  const at = args.indexOf("--lang");
  const asked =
    at >= 0 ? args[at + 1] : (args.find((one) => one.startsWith("--lang="))?.slice(7) ?? process.env.IOC_LANG);
  return asked === "en" ? "en" : "vi";
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("");
  return Number(text);
}

/** "2026-11-25 14:30" in this machine's time zone, or with a zone of its own. @returns epoch ms */
function moment(text: string): number {
  const isForm = /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/.test(text);
  const atMs = isForm ? Date.parse(text.replace(" ", "T")) : Number.NaN;
  if (!(atMs >= 0)) throw new InvalidArgumentError("");
  return atMs;
}

function secondsOfSearch(text: string): number {
  const value = wholeNumber(text);
  if (value < 1 || value > 15) throw new InvalidArgumentError("");
  return value;
}

function partOfOne(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 1)) throw new InvalidArgumentError("");
  return value;
}
