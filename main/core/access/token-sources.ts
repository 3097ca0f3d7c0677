import type { z } from "zod";
import type { NewToken } from "#contract/access/http.ts";
import type { Profile } from "#contract/entities/profile.ts";
import { isCalled } from "#contract/entities/source-config.ts";
import { CodedError } from "#contract/errors.ts";

/** Sources that are called, and take a token for it. */
export const sourcesWithTokens = ({ sources }: Pick<Profile, "sources">): string[] =>
  sources
    .filter((source) => isCalled(source) && (source.secret === undefined || source.acceptTokens === true))
    .map(({ id }) => id);

/**
 * What a new token is to be bound to; undefined for roles that hand nothing in for sources.
 * @throws CodedError token.needs-source, token.no-such-source, token.sources-of-ingest-only
 */
export function tokenSources(
  profile: Pick<Profile, "sources">,
  asked: z.output<typeof NewToken>,
): string[] | undefined {
  const { role, sources } = asked;
  if (role !== "ingest") {
    if (sources !== undefined) throw new CodedError("token.sources-of-ingest-only");
    return undefined;
  }
  const taking = sourcesWithTokens(profile);
  const known = taking.join(", ") || "–";
  if (sources === undefined) throw new CodedError("token.needs-source", { known });
  const unknown = sources.find((id) => !taking.includes(id));
  if (unknown !== undefined) throw new CodedError("token.no-such-source", { id: unknown, known });
  return [...new Set(sources)];
}
