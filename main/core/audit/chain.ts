import { createHmac } from "node:crypto";
import type { AuditFault, AuditVerification } from "#contract/audit/http.ts";
import { isSame } from "../access/token.ts";

/** An entry as it is kept: its text, and the seal over it and all before it. */
export type SealedEntry = { number: number; body: string; seal: string };

/** Where the chain begins after the oldest were dropped in their time: the seal of the last one that went. */
export type Anchor = { number: number; seal: string; proof: string };

/** The newest entry, noted outside of the database: so a chain whose end was cut off is told from one that ends there. */
export type Head = { number: number; seal: string; proof: string };

const mac = (key: Buffer, ...parts: (string | number)[]): string =>
  createHmac("sha256", key).update(parts.join("\n")).digest("base64url");

/** The deed of the entry that a start writes where the end of the chain is not there any more: what is missing stays known. */
export const cutDeed = "audit.cut";
const cutMark = `"deed":"${cutDeed}"`;

/** What stands before the first entry. */
export const beginning = "0";

/** The seal of an entry. @param before the seal of the one before it; `beginning` for the first */
export const sealOf = (key: Buffer, before: string, number: number, body: string): string =>
  mac(key, "entry", before, number, body);

export const anchorAt = (key: Buffer, number: number, seal: string): Anchor => ({
  ...{ number, seal },
  proof: mac(key, "anchor", number, seal),
});
export const headAt = (key: Buffer, number: number, seal: string): Head => ({
  ...{ number, seal },
  proof: mac(key, "head", number, seal),
});

/** Whether what is noted of the newest entry is ours. */
export const isGenuine = (key: Buffer, { number, seal, proof }: Head): boolean =>
  isSame(proof, headAt(key, number, seal).proof);

/** Goes through a chain from its anchor on, a part at a time. */
export type Verifier = {
  /** @param entries in the order of their numbers @returns what is wrong first; undefined as long as nothing is */
  take(entries: Iterable<SealedEntry>): AuditFault | undefined;
  /** @param head undefined: nothing is noted of it, so that what was cut off at the end is not seen */
  end(head: Head | undefined): AuditVerification;
};

/** @param anchor undefined: nothing was ever dropped */
export function createVerifier(key: Buffer, anchor: Anchor | undefined): Verifier {
  let last = anchor === undefined ? { number: 0, seal: beginning } : { number: anchor.number, seal: anchor.seal };
  let first: number | null = null;
  let checked = 0;
  let fault: AuditFault | undefined;
  /** Entries that a head may be noted of, should the newest of them not be noted yet. */
  const seals = new Map<number, string>([[last.number, last.seal]]);
  if (anchor !== undefined && !isSame(anchor.proof, anchorAt(key, anchor.number, anchor.seal).proof))
    fault = { fault: "anchor", number: anchor.number };
  return {
    take(entries) {
      for (const { number, body, seal } of entries) {
        if (fault !== undefined) return fault;
        if (number !== last.number + 1) fault = { fault: "missing", number: last.number + 1 };
        else if (!isSame(seal, sealOf(key, last.seal, number, body))) fault = { fault: "changed", number };
        else if (body.includes(cutMark)) fault = { fault: "cut", number };
        else {
          last = { number, seal };
          seals.set(number, seal);
          if (seals.size > keptSeals) seals.delete(seals.keys().next().value as number);
          first ??= number;
          checked += 1;
        }
      }
      return fault;
    },
    end(head) {
      if (fault === undefined && head !== undefined) {
        const seal = seals.get(head.number);
        if (!isGenuine(key, head)) fault = { fault: "cut", number: last.number + 1 };
        // An entry may have been written and not noted yet; one that was noted has to be there.
        else if (head.number > last.number) fault = { fault: "cut", number: last.number + 1 };
        else if (seal !== undefined && !isSame(seal, head.seal)) fault = { fault: "changed", number: head.number };
      }
      return {
        isWhole: fault === undefined,
        ...{ checked, firstNumber: first, lastNumber: first === null ? null : last.number },
        fault: fault ?? null,
      };
    },
  };
}

/** The head is noted after each entry, so it is among the newest. */
const keptSeals = 1_000;
