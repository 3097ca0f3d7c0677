/** Why a device made or used none: what browsers say of it tells no more, so that no page learns what somebody has. */
export class PasskeyProblem extends Error {
  readonly why: "cancelled" | "known" | "device";
  constructor(why: PasskeyProblem["why"]) {
    super(why);
    this.why = why;
  }
}

/** Whether this browser has any notion of passkeys; whether the site's address allows them is told by the core. */
export const hasPasskeys = (): boolean => typeof globalThis.PublicKeyCredential === "function";
