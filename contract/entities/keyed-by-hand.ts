/** Sources whose figures people write: into the profile, or into the page where officers enter them. No platform stands behind them. */
export const isKeyedByHand = (type: string): boolean => type === "published" || type === "entered";

/** What people are to enter and nobody has yet: no line brings it, so that nothing is wrong with it. */
export const isNotEnteredYet = ({ type, state }: { type?: string | undefined; state: string }): boolean =>
  type === "entered" && state === "starting";
