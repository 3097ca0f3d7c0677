/**
 * The content security policy of the app's own pages. Only the app's own files run, and the only host they may talk to is this
 * machine, where the core is: by loopback, or by an address of its own that a profile makes the core listen on. Ports are open
 * because the core may be told any.
 *
 * @param mapHosts origins of the site's own map engine, which the profile names; nothing else of the net is ever allowed
 * @param ownAddresses this machine's, IPv4
 */
export function contentPolicy(mapHosts: readonly string[], ownAddresses: readonly string[]): string {
  const hosts = [...new Set(["127.0.0.1", "localhost", ...ownAddresses])];
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    "worker-src 'self'",
    `connect-src ${["'self'", ...hosts.map((host) => `http://${host}:* ws://${host}:*`), ...mapHosts].join(" ")}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}
