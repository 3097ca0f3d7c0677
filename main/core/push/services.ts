/**
 * The push services of the browsers that there are. A browser's address is asked by the core, from within the province's network: one that
 * anybody could name would be a way to make the core ask whatever he likes.
 */
export const knownServices: readonly string[] = [
  "fcm.googleapis.com",
  "updates.push.services.mozilla.com",
  "*.push.services.mozilla.com",
  "*.push.apple.com",
  "*.notify.windows.com",
];

/** @param services names of hosts with their port, if any; "*." stands for one part or more */
export function isKnownService(endpoint: string, services: readonly string[] = knownServices): boolean {
  const { protocol, host, username, password } = new URL(endpoint);
  if (protocol !== "https:" || username !== "" || password !== "") return false;
  return services.some((one) => (one.startsWith("*.") ? host.endsWith(one.slice(1)) : host === one));
}
