import { CodedMessage, SignedIn } from "../../account/signing.forms.ts";
import { parsed } from "../../live/api.ts";

/** How a way over a provider of single sign-on ended. */
export type FromProvider = { step?: SignedIn; failed?: CodedMessage };

const awayKey = "ioc-signing-on";

/** This tab leaves for a provider: only a tab that has comes back with a step. */
export function noteWayOut(): void {
  try {
    sessionStorage.setItem(awayKey, "1");
  } catch {
    // Where nothing is kept no cookie is either, and nobody signs in.
  }
}

function takeWayOut(): boolean {
  try {
    const wasAway = sessionStorage.getItem(awayKey) !== null;
    sessionStorage.removeItem(awayKey);
    return wasAway;
  } catch {
    return false;
  }
}

/**
 * What the core has put behind the # of the sign-in page's address, after a way over a provider. It is taken out of the address: a ticket is
 * good for once, and nobody is to send it on. A step that somebody else's link brings is not taken: whoever followed it would be signed in as him.
 */
export function takeFragment(location: Location, history: History): FromProvider {
  const given = new URLSearchParams(location.hash.slice(1));
  if (location.hash !== "") history.replaceState(history.state, "", location.pathname + location.search);
  const step = SignedIn.safeParse(parsed(given.get("step") ?? ""));
  const failed = CodedMessage.safeParse(parsed(given.get("failed") ?? ""));
  const wasAway = takeWayOut();
  return {
    ...(step.success && wasAway ? { step: step.data } : {}),
    ...(failed.success ? { failed: failed.data } : {}),
  };
}

/** Of a library or a socket: "ECONNREFUSED", "invalid_grant". Neither a number to call nor an address has room in it. */
const technical = /^[A-Za-z_ -]{1,40}$/;

/**
 * Why it came to nothing, as it may be shown: anybody can write such an address and send it, and what he wishes to say is not said on a page of ours.
 * @param names of the site's providers
 */
export const failureToShow = ({ code, params }: CodedMessage, names: readonly string[]): CodedMessage => ({
  code,
  params: Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      const isOurs = typeof value === "number" || names.includes(value) || technical.test(value);
      return [name, isOurs ? value : "?"];
    }),
  ),
});
