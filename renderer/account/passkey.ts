import { FactorSetUp, PasskeyOptions, SignedIn } from "#contract/accounts/http.ts";
import { routes } from "#contract/routes.ts";
import { askHere, deviceKind } from "./asking.ts";
import { PasskeyProblem } from "./passkey-problem.ts";

/** Read when somebody wants it. */
const library = () => import("@simplewebauthn/browser");

function problemOf(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const known: Record<string, PasskeyProblem["why"]> = {
    NotAllowedError: "cancelled",
    AbortError: "cancelled",
    InvalidStateError: "known",
    NotSupportedError: "device",
    ConstraintError: "device",
    SecurityError: "device",
  };
  const why = known[error.name];
  return why === undefined ? error : new PasskeyProblem(why);
}

/**
 * Signs in by a passkey of this device: alone, or as the second factor that a ticket is for.
 * @throws Refusal; PasskeyProblem
 */
export async function signInByPasskey(ticket?: string): Promise<SignedIn> {
  const { challenge, options } = await askHere(routes.signInPasskey, PasskeyOptions, {
    method: "POST",
    body: ticket === undefined ? {} : { ticket },
  });
  const { startAuthentication } = await library();
  const optionsJSON = options as unknown as Parameters<typeof startAuthentication>[0]["optionsJSON"];
  const response = await startAuthentication({ optionsJSON }).catch((error: unknown) => {
    throw problemOf(error);
  });
  const body = { challenge, response, kind: deviceKind(), ...(ticket === undefined ? {} : { ticket }) };
  return askHere(routes.signInPasskey, SignedIn, { method: "PUT", body });
}

/**
 * Makes one on this device and adds it to the account that is signed in. Fails like `signInByPasskey`.
 * @returns recovery codes, where the account had none
 */
export async function addPasskey(label: string): Promise<readonly string[]> {
  const { challenge, options } = await askHere(routes.passkeys, PasskeyOptions, { method: "POST" });
  const { startRegistration } = await library();
  const optionsJSON = options as unknown as Parameters<typeof startRegistration>[0]["optionsJSON"];
  const response = await startRegistration({ optionsJSON }).catch((error: unknown) => {
    throw problemOf(error);
  });
  const body = { challenge, response, label };
  return (await askHere(routes.passkeys, FactorSetUp, { method: "PUT", body })).codes ?? [];
}
