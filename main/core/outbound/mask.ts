import { referencesIn } from "./references.ts";

/** Shorter ones would turn every digit of an answer into dots; a secret is never that short. */
const shortestSecret = 3;
/** Each secret has a few spellings; a source has a handful. Tokens that are traded anew push out the oldest. */
const maxSecrets = 64;
const dots = "•••";

export type Mask = {
  add(secret: string): void;
  /** The text with every known secret, plain or as it is spelled in JSON, URLs and Basic headers, replaced by dots. */
  over(text: string): string;
};

/** Keeps secrets out of what is shown of raw answers: some platforms echo what they were asked with. */
export function createMask(): Mask {
  const secrets = new Set<string>();
  return {
    add(secret) {
      if (secret.length < shortestSecret) return;
      secrets.delete(secret);
      secrets.add(secret);
      const oldest = secrets.size > maxSecrets ? secrets.values().next().value : undefined;
      if (oldest !== undefined) secrets.delete(oldest);
    },
    over(text) {
      let masked = text;
      for (const secret of secrets)
        for (const spelling of spellings(secret)) masked = masked.replaceAll(spelling, dots);
      return masked;
    },
  };
}

/** Fills in references, and notes every secret among them so that it is masked in raw answers. */
export function concealing(resolve: (address: string) => Promise<string>, mask: Mask) {
  return async (address: string): Promise<string> => {
    for (const name of referencesIn(address)) if (name.startsWith("secret.")) mask.add(await resolve(`\${${name}}`));
    return resolve(address);
  };
}

function spellings(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const base64 = Buffer.from(secret).toString("base64");
  const all = [secret, json, encodeURIComponent(secret), base64, base64.replaceAll("=", "")];
  // Longest first: a shorter spelling may be part of a longer one.
  return [...new Set(all)].filter((one) => one.length >= shortestSecret).sort((a, b) => b.length - a.length);
}
