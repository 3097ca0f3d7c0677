/** Whether what is sent to an address can be read on its way: it is not encrypted, and leaves this machine. */
export function isReadOnTheWay(address: string): boolean {
  if (!URL.canParse(address)) return true;
  const { protocol, hostname } = new URL(address);
  const isOwn = hostname === "localhost" || hostname === "[::1]" || /^127\./.test(hostname);
  return !isOwn && (protocol === "http:" || protocol === "ws:");
}
