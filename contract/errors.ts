import type { CodedMessage } from "./coded-message.ts";
import type { Language, Words } from "./entities/text.ts";
import { accessErrors } from "./errors/access.ts";
import { accountsErrors } from "./errors/accounts.ts";
import { backupsErrors } from "./errors/backups.ts";
import { calculationsErrors } from "./errors/calculations.ts";
import { camerasErrors } from "./errors/cameras.ts";
import { citizenReportsErrors } from "./errors/citizen-reports.ts";
import { documentsErrors } from "./errors/documents.ts";
import { doorErrors } from "./errors/door.ts";
import { dossiersErrors } from "./errors/dossiers.ts";
import { enteringErrors } from "./errors/entering.ts";
import type { Entry } from "./errors/entry.ts";
import { forecastErrors } from "./errors/forecast.ts";
import { joiningErrors } from "./errors/joining.ts";
import { keysErrors } from "./errors/keys.ts";
import { maintenanceErrors } from "./errors/maintenance.ts";
import { mapErrors } from "./errors/map.ts";
import { mistakesErrors } from "./errors/mistakes.ts";
import { passkeysErrors } from "./errors/passkeys.ts";
import { pushErrors } from "./errors/push.ts";
import { settingsErrors } from "./errors/settings.ts";
import { signOnErrors } from "./errors/sign-on.ts";
import { sourcesErrors } from "./errors/sources.ts";
import { startingErrors } from "./errors/starting.ts";
import { storeErrors } from "./errors/store.ts";
import { tablesErrors } from "./errors/tables.ts";
import { wallErrors } from "./errors/wall.ts";
import { warningsErrors } from "./errors/warnings.ts";
import { wizardsErrors } from "./errors/wizards.ts";

export type { CodedMessage } from "./coded-message.ts";

/**
 * Every error that crosses a process or network line. A code is never reused for another meaning. {name} is filled
 * from the parameters. Exit codes follow sysexits(3): 64 usage, 65 bad data, 66 no input, 69 unavailable, 73 cannot create,
 * 74 I/O, 75 try again, 77 no permission, 78 configuration.
 */
export const catalogue = {
  ...startingErrors,
  ...settingsErrors,
  ...mistakesErrors,
  ...storeErrors,
  ...accessErrors,
  ...signOnErrors,
  ...passkeysErrors,
  ...accountsErrors,
  ...pushErrors,
  ...backupsErrors,
  ...sourcesErrors,
  ...calculationsErrors,
  ...camerasErrors,
  ...forecastErrors,
  ...citizenReportsErrors,
  ...documentsErrors,
  ...doorErrors,
  ...dossiersErrors,
  ...wallErrors,
  ...warningsErrors,
  ...joiningErrors,
  ...keysErrors,
  ...mapErrors,
  ...maintenanceErrors,
  ...tablesErrors,
  ...wizardsErrors,
  ...enteringErrors,
} as const satisfies Record<string, Entry>;

export type ErrorCode = keyof typeof catalogue;
export type ErrorParams = Record<string, string | number>;

export const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(catalogue, code);

/** The sentence for a person. A code from a newer version that is not known here is shown as itself rather than hidden. */
export function sentence(message: CodedMessage, language: Language): string {
  if (!isErrorCode(message.code)) return message.code;
  const said = filled(catalogue[message.code][language], message.params, language);
  const { inFile } = message.params;
  // What is said of any source's answer is said of a file with its name before it.
  return inFile === undefined ? said : filled(catalogue["source.in-file"][language], { file: inFile, said }, language);
}

const filled = (template: string, params: ErrorParams, language: Language): string =>
  template.replace(/\{(\w+)\}/g, (all, name) => String(params[`${name}.${language}`] ?? params[name] ?? all));

/**
 * A parameter that is words of ours and so reads otherwise in English, such as a part of a sentence with a code of its own. It crosses
 * as two, `NAME` and `NAME.en`: what does not know of the second goes on in Vietnamese.
 */
export const inBoth = (name: string, { vi, en }: Words): ErrorParams =>
  vi === en ? { [name]: vi } : { [name]: vi, [`${name}.en`]: en };

/** The sentence of a message as such a parameter. */
export const saidInBoth = (name: string, message: CodedMessage): ErrorParams =>
  inBoth(name, { vi: sentence(message, "vi"), en: sentence(message, "en") });

/** Thrown inside a process; `toMessage()` is what crosses its border. */
export class CodedError extends Error {
  readonly code: ErrorCode;
  readonly params: ErrorParams;

  constructor(code: ErrorCode, params: ErrorParams = {}, options?: { cause?: unknown }) {
    super(sentence({ code, params }, "en"), options);
    this.name = "CodedError";
    this.code = code;
    this.params = params;
  }

  toMessage(): CodedMessage {
    return { code: this.code, params: this.params };
  }

  get exitCode(): number {
    return (catalogue[this.code] as Entry).exit ?? 70;
  }

  get httpStatus(): number {
    return (catalogue[this.code] as Entry).http ?? 500;
  }
}
