import type { CodedMessage } from "#contract/errors.ts";
import { sentence } from "#contract/errors.ts";
import type { StartCore } from "#contract/supervision.ts";
import { type Access, type AccountSessions, createAccess } from "../access/access.ts";
import { createSessions } from "../access/session.ts";
import { sourcesWithTokens } from "../access/token-sources.ts";
import type { Ground } from "./ground.ts";

/**
 * Who may speak to this core.
 * @param options.given tokens for this run, by whoever started it
 * @param options.onWord told of tokens from before tokens were bound to sources: they are now
 */
export async function openAccess(
  options: Pick<Ground, "profile" | "store" | "log" | "now"> & {
    sessionKey: Buffer;
    accounts: AccountSessions;
    given: StartCore | undefined;
    onWord: ((message: CodedMessage) => void) | undefined;
  },
): Promise<Access> {
  const { given, log } = options;
  const access = createAccess({
    tokens: options.store.tokens,
    sessions: createSessions(options.sessionKey),
    accounts: options.accounts,
    run: given === undefined ? {} : { wall: given.wallToken, shell: given.shellToken, desk: given.deskToken },
    now: options.now,
  });
  for (const { id, label, sources = [] } of await access.bindOld(sourcesWithTokens(options.profile))) {
    const word = { code: "token.was-bound", params: { id, label, sources: sources.join(", ") } } as const;
    log.warn(word.params, sentence(word, "en"));
    options.onWord?.(word);
  }
  return access;
}
