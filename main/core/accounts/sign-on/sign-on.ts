import { createHmac } from "node:crypto";
import type { SessionView } from "#contract/accounts/account.ts";
import type { SignOnProvider } from "#contract/accounts/provider.ts";
import { CodedError } from "#contract/errors.ts";
import type { AccountsRepository, CredentialsRepository } from "../repository.ts";
import type { SignIn, SignInFrom, SignInStep } from "../sign-in.ts";
import { createTickets } from "../tickets.ts";
import type { Provider, Returned, Sent } from "./provider.ts";

const awayForMs = 10 * 60_000;
const mostAway = 2_000;

/** Somebody who was sent to a provider and is not back yet. account: he is signed in, and wants it to be known whose he is there. */
type Away = {
  provider: string;
  sent: Sent;
  redirectUri: string;
  kind: SessionView["kind"];
  /** The page that he wants. */
  to: string;
  account?: string;
};

export type SignOn = {
  providers(): { id: string; name: string }[];
  /**
   * Where the browser is to go, and a word that it brings back in a cookie: an answer that was asked for by another browser is none.
   * @throws CodedError sign-on.unknown, sign-on.unreachable
   */
  begin(id: string, asked: Omit<Away, "provider" | "sent">): Promise<{ url: string; ticket: string }>;
  /**
   * @returns the step of signing in, and the page that was wanted; no step when it is now known whose the account is there, who had signed in before
   * @throws CodedError sign-on.over, sign-on.refused, sign-on.unreachable, sign-on.nobody, sign-on.taken, sign-in.unused, sign-in.locked
   */
  finish(
    id: string,
    ticket: string,
    query: string,
    from: SignInFrom,
  ): Promise<{ step: SignInStep | undefined; to: string }>;
  /** Whose number it is, for all providers that tell numbers. @throws CodedError sign-on.taken */
  noteIdentityNumber(account: string, number: string): Promise<void>;
  forget(provider: string, account: string): Promise<void>;
};

/** Under which a citizen's number is noted, beside the providers' own names, none of which has a colon. */
export const byNumber = "number:";

/**
 * Single sign-on. Who somebody is there is kept as a keyed hash of the provider's own name for him; a citizen's number is never kept otherwise.
 *
 * @param options.key of the hashes; a copy of the database alone does not tell numbers
 */
export function createSignOn(options: {
  settings(): readonly SignOnProvider[];
  provider(settings: SignOnProvider): Provider;
  accounts: Pick<AccountsRepository, "byId">;
  credentials: Pick<CredentialsRepository, "accountOfSubject" | "linkProvider" | "unlinkProvider">;
  signIn: Pick<SignIn, "proceed">;
  key: Buffer;
  now(): number;
}): SignOn {
  const { settings, accounts, credentials, signIn, key, now } = options;
  const away = createTickets<Away>({ goodForMs: awayForMs, most: mostAway, now });
  const made = new Map<string, { settings: SignOnProvider; provider: Provider }>();

  const known = (id: string): { settings: SignOnProvider; provider: Provider } => {
    const found = settings().find((one) => one.id === id);
    if (found === undefined) throw new CodedError("sign-on.unknown");
    const kept = made.get(id);
    if (kept?.settings === found) return kept;
    const fresh = { settings: found, provider: options.provider(found) };
    made.set(id, fresh);
    return fresh;
  };
  const hash = (what: string, name: string) =>
    createHmac("sha256", key).update(`sign-on.${what}.${name}`).digest("hex");
  const link = async (provider: string, subjectHash: string, account: string): Promise<void> => {
    const holder = await credentials.accountOfSubject(provider, subjectHash);
    if (holder === account) return;
    if (holder !== undefined || !(await credentials.linkProvider(provider, subjectHash, account, now())))
      throw new CodedError("sign-on.taken");
  };
  /** Whose account it is, by what was linked, or by the number that an administrator has given. */
  const holderOf = async (id: string, { subject, identityNumber }: Returned): Promise<string | undefined> => {
    const bySubject = await credentials.accountOfSubject(id, hash(id, subject));
    if (bySubject !== undefined || identityNumber === undefined) return bySubject;
    return credentials.accountOfSubject(byNumber, hash(byNumber, identityNumber));
  };

  return {
    providers: () => settings().map(({ id, name }) => ({ id, name })),
    async begin(id, asked) {
      const { url, sent } = await known(id).provider.begin(asked.redirectUri);
      return { url, ticket: away.issue({ ...asked, provider: id, sent }) };
    },
    async finish(id, ticket, query, from) {
      const { provider, settings: about } = known(id);
      const gone = away.take(ticket);
      if (gone === undefined || gone.provider !== id) throw new CodedError("sign-on.over");
      const returned = await provider.finish(new URL(`${gone.redirectUri}?${query}`), gone.sent);
      if (gone.account !== undefined) {
        await link(id, hash(id, returned.subject), gone.account);
        return { step: undefined, to: gone.to };
      }
      const holder = await holderOf(id, returned);
      const account = holder === undefined ? undefined : await accounts.byId(holder);
      if (account === undefined || account.leftAtMs !== null)
        throw new CodedError("sign-on.nobody", { name: about.name });
      await link(id, hash(id, returned.subject), account.id);
      const how = { by: "provider", kind: gone.kind, isFactorDone: about.hasSecondFactor } as const;
      return { step: await signIn.proceed(account, how, from), to: gone.to };
    },
    async noteIdentityNumber(account, number) {
      await link(byNumber, hash(byNumber, number), account);
    },
    forget: (provider, account) => credentials.unlinkProvider(provider, account),
  };
}
