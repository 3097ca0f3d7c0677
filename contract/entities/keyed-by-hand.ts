/** Sources whose figures people write: into the profile, or into the page where officers enter them. No platform stands behind them. */
export const isKeyedByHand = (type: string): boolean => type === "published" || type === "entered";
