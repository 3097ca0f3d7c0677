import { Indicator } from "#contract/entities/indicator.ts";
import type { Profile } from "#contract/entities/profile.ts";
import { isCalled, SourceConfig } from "#contract/entities/source-config.ts";
import { CodedError } from "#contract/errors.ts";
import type { GivenSecret, RawItem, SourceDraftResult } from "#contract/wizards/http.ts";
import { givenUp } from "../connectors/connector.ts";
import type { Sources } from "../connectors/sources.ts";
import { givenBy, type Taker } from "../connectors/taker.ts";
import { createAdmission } from "../ingest/admission.ts";
import { filledIn } from "../outbound/address-host.ts";
import { referencesIn } from "../outbound/references.ts";
import type { SecretUser } from "../outbound/secret-user.ts";
import { userOfSource } from "../outbound/secret-uses.ts";
import { mistakeIn } from "../profile/sentences.ts";
import { checkFiles } from "./files-of-source.ts";
import { cutInput } from "./input.ts";

type Given = {
  source: RawItem;
  mapping?: string | undefined;
  indicators: readonly RawItem[];
  secrets: readonly GivenSecret[];
  example?: string | undefined;
};

/** Gives one candidate that is nothing: the answer is there by then, and that is what is wanted. */
const lookingOnly = "{}";
const asked: ReadonlySet<string> = new Set<SourceConfig["type"]>([
  "rest",
  "mqtt",
  "postgresql",
  "events",
  "websocket",
  "folder",
  "webhook",
]);

/**
 * Asks a source once as it would be, by the connector and the checks that would take it in. Nothing is stored.
 * @param parts.source of the profile as files write it; what it says of files of the server may stay. undefined: there is none
 * @throws CodedError wizard.source-wrong, wizard.no-trial, wizard.folder, wizard.file, source.trial-running
 */
export async function tryDraft(
  given: Given,
  parts: {
    profile: Profile;
    before: RawItem | undefined;
    sources: Pick<Sources, "tryDraft">;
    resolve(address: string, user: SecretUser): Promise<string>;
    now(): number;
  },
): Promise<SourceDraftResult> {
  const { mapping, example } = given;
  if (!asked.has(String(given.source.type))) throw new CodedError("wizard.no-trial");
  checkFiles(given.source, parts.before ?? null);
  const source = sourceOf(given.source, mapping ?? lookingOnly);
  if (mapping !== undefined && givenBy(source) !== "readings") throw new CodedError("wizard.no-trial");
  const secrets = new Map(given.secrets.map(({ name, value }) => [`secret.${name}`, value] as const));
  let input: unknown = null;
  const trial = await parts.sources.tryDraft(source, {
    mapping: mapping ?? lookingOnly,
    taker: takerFor(source, given.indicators, parts),
    resolve: filling(secrets, (address) => parts.resolve(address, userOfSource(source))),
    last: async () =>
      example === undefined
        ? null
        : { atMs: Math.round(parts.now()), from: source.id, bytes: Buffer.byteLength(example), text: example },
    ...(example === undefined || isCalled(source) ? {} : { isAnswerGiven: true }),
    onInput: (seen) => {
      input ??= seen;
    },
  });
  const { value, isCut } = cutInput(input);
  // That nothing is nothing is not what was asked.
  const looked = { valid: 0, invalid: 0, readings: [], refused: [] };
  return { trial: mapping === undefined ? { ...trial, ...looked } : trial, input: value, isCut };
}

function sourceOf(raw: RawItem, mapping: string): SourceConfig {
  const parsed = SourceConfig.safeParse({
    ...raw,
    ...(raw.mapping === undefined ? { mapping } : {}),
    isOff: undefined,
  });
  if (parsed.success) return parsed.data;
  const { at = "", ...detail } = mistakeIn(SourceConfig, parsed.error, raw);
  throw new CodedError("wizard.source-wrong", {
    detail: `${at}: ${detail.detail ?? ""}`,
    ...(detail["detail.en"] === undefined ? {} : { "detail.en": `${at}: ${detail["detail.en"]}` }),
  });
}

/** Holds candidates against the profile as it would be, by the very checks of what is taken in. */
function takerFor(
  source: SourceConfig,
  indicators: readonly RawItem[],
  { profile, now }: { profile: Profile; now(): number },
): Taker {
  const drafts = indicators.flatMap((raw) => Indicator.safeParse(raw).data ?? []);
  const codes = new Set(drafts.map(({ code }) => code));
  const admission = createAdmission(
    {
      ...profile,
      sources: [...profile.sources.filter(({ id }) => id !== source.id), source],
      indicators: [...profile.indicators.filter(({ code }) => !codes.has(code)), ...drafts],
    },
    now,
  );
  return {
    admit: (id, candidate) => {
      const admitted = admission(id, candidate);
      return "refused" in admitted ? admitted : { admitted };
    },
    accept: () => ({
      ...{ valid: 0, refused: 0, reason: null, hasNoRoom: false, refusals: [] },
      outcome: Promise.resolve(givenUp),
    }),
    refusals: () => ({ byCode: {}, last: [] }),
  };
}

/** References to what was entered just now are filled in with it; all others as for a source that is there. */
export const filling =
  (secrets: ReadonlyMap<string, string>, resolve: (address: string) => Promise<string>) =>
  async (address: string): Promise<string> => {
    const values = new Map<string, string>();
    for (const name of referencesIn(address)) values.set(name, secrets.get(name) ?? (await resolve(`\${${name}}`)));
    return filledIn(address, values);
  };
