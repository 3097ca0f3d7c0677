/** One way to log in that a camera offers (RFC 7235): `digest`, `basic`, … and its parameters, by their names in small letters. */
export type Challenge = { scheme: string; params: ReadonlyMap<string, string> };

const token = /[!#$%&'*+.^_`|~0-9A-Za-z-]+/y;
const gap = /[ \t]*/y;
const betweenItems = /[ \t,]*/y;
const paramHead = /([!#$%&'*+.^_`|~0-9A-Za-z-]+)[ \t]*=[ \t]*/y;
const quoted = /"((?:[^"\\]|\\.)*)"/y;
/** What a camera writes that knows no quotes: anything up to the next comma. */
const bare = /[^,]*/y;
/** NTLM, Negotiate: a token of base64 in the place of parameters. */
const token68 = /[A-Za-z0-9._~+/-]+=*[ \t]*(?=,|$)/y;

/** A camera offers two or three. */
const mostChallenges = 10;

/**
 * Reads the challenges of WWW-Authenticate: several headers, several in one header, commas within quotes. Quoted values stay as they
 * are written, without their quotes: so they are hashed (RFC 7616, 3.4.2, unq) and sent back. What is none is left out.
 */
export function challengesOf(headers: readonly string[]): Challenge[] {
  return headers.flatMap(readHeader).slice(0, mostChallenges);
}

function readHeader(text: string): Challenge[] {
  const found: { scheme: string; params: Map<string, string> }[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null) at = pattern.lastIndex;
    return match;
  };
  while (at < text.length && found.length <= mostChallenges) {
    take(betweenItems);
    const last = found.at(-1);
    const param = last === undefined ? null : take(paramHead);
    if (param !== null && last !== undefined) {
      const value = take(quoted)?.[1] ?? take(bare)?.[0].trim() ?? "";
      const name = (param[1] ?? "").toLowerCase();
      // The first counts: a second of the same name is a mistake.
      if (!last.params.has(name)) last.params.set(name, value);
      continue;
    }
    const scheme = take(token);
    if (scheme === null) {
      // Whatever this is, it ends with the next comma.
      take(bare);
      continue;
    }
    found.push({ scheme: scheme[0].toLowerCase(), params: new Map() });
    take(gap);
    // "Digest realm=…" has parameters, "NTLM TlRM…=" a token; a lone "=" tells them apart only by what follows it.
    if (!isParam(text, at)) take(token68);
  }
  return found;
}

function isParam(text: string, at: number): boolean {
  paramHead.lastIndex = at;
  const match = paramHead.exec(text);
  return match !== null && /[^=,\s]/.test(text[paramHead.lastIndex] ?? "");
}
