import type { Logger } from "pino";
import type { Language } from "#contract/entities/text.ts";
import { sentence } from "#contract/errors.ts";
import type { Access } from "../access/access.ts";
import type { Secrets } from "../secrets/secrets.ts";

/** No name that people give or a profile can name: it is among their secrets, and not one of them. */
const secretName = "run:start-link";

/**
 * The token of the link that is printed at the start. It lasts: made at the first start and kept like other secrets, until
 * somebody revokes it; then the next start makes another.
 * @returns one of this run alone where none can be read or kept, which is logged
 */
export async function startLinkToken(options: {
  access: Pick<Access, "identify" | "create" | "run">;
  secrets: Pick<Secrets, "get" | "set">;
  language: Language;
  log: Logger;
}): Promise<string> {
  const { access, secrets, language, log } = options;
  try {
    // One that another key has encrypted is none.
    const kept = await secrets.get(secretName).catch(() => undefined);
    if (kept !== undefined && (await access.identify(kept))?.role === "viewer") return kept;
    const { id, token } = await access.create("viewer", sentence({ code: "access.start-link", params: {} }, language));
    await secrets.set(secretName, token);
    log.info({ id }, "a token for the printed link was made");
    return token;
  } catch (error) {
    log.warn({ err: error }, "the printed link's token could not be kept; it is good for this run");
    return access.run.viewer;
  }
}
