/** All addresses of a network by IPv6 (/64) are one: whoever has one of them has all. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
  if (!plain.includes(":")) return plain;
  const [head = "", tail = ""] = plain.split("%", 1)[0]?.split("::", 2) ?? [];
  const before = head === "" ? [] : head.split(":");
  const after = tail === "" ? [] : tail.split(":");
  const zeros = plain.includes("::") ? Array<string>(Math.max(0, 8 - before.length - after.length)).fill("0") : [];
  return [...before, ...zeros, ...after].slice(0, 4).join(":");
}

/** What a request is counted under: the account once it is known whose it is, else the address it comes from. */
export function limitKey(request: {
  ip: string;
  identity?: { role: string; account?: { id: string | number } | undefined } | undefined;
}): string {
  const account = request.identity?.account;
  return account === undefined ? `address ${networkOf(request.ip)}` : `account ${account.id}`;
}
