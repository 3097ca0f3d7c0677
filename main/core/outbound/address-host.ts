import { CodedError } from "#contract/errors.ts";

/**
 * The host that an address leads to, a reference in its place as it stands; a port is left out, as a device has one account for all. As
 * connections read it: "http://a\@b/" leads to a, whatever it looks like.
 */
export function hostOfAddress(address: string): string {
  const authority = /^(?:[a-z][a-z0-9+.-]*:\/\/)?([^/?#]*)/i.exec(address)?.[1] ?? "";
  const written = authority.replace(/^.*@/, "").replace(/:\d+$/, "").toLowerCase();
  const read = hostRead(address);
  // Where both are one it stays as people wrote it: bindings that are kept say it so.
  return read === undefined || read === "" || hostRead(`http://${written}`) === read ? written : read;
}

const hostRead = (address: string): string | undefined =>
  URL.canParse(address) ? new URL(address).hostname.toLowerCase() : undefined;

/**
 * An address, or any other text, with its references filled in.
 * @throws CodedError secret.bound-elsewhere where what was filled in makes it lead to another host than it says: by that it was looked at
 */
export function filledIn(address: string, values: ReadonlyMap<string, string>): string {
  const filled = address.replace(/\$\{([^}]*)\}/g, (_all, name: string) => values.get(name) ?? "");
  const [said, leads] = [hostRead(address), hostRead(filled)];
  if (said === undefined || said === "" || said.includes("$") || leads === said) return filled;
  const name = [...values.keys()].find((one) => one.startsWith("secret.")) ?? "";
  throw new CodedError("secret.bound-elsewhere", {
    name: name.replace("secret.", ""),
    user: "–",
    host: "?",
    bound: said,
  });
}
