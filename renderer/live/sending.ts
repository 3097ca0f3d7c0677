import type { z } from "zod";
import { authorization, parsed, refusalIn } from "./api.ts";
import { Refusal } from "./refusal.ts";

/** A file of which nothing more leaves for so long is on a line that was cut. */
const sentOnWithinMs = 20_000;
/** The core looks into a map of a whole province for a minute or two. */
const lookedIntoWithinMs = 300_000;

export type Sending = {
  type: string;
  /** Told of the part that is sent, from 0 to 1; at 1 the core is looking into it. */
  onSent(part: number): void;
  signal: AbortSignal;
};

/**
 * Sends a file to the core as it lies on the disk, never through this page's memory. By XMLHttpRequest, since fetch does not
 * tell how much is sent.
 * @param address null: not known yet
 * @returns what the core answers
 * @throws Refusal; the signal's own reason when it was aborted
 */
export async function sendFile<Schema extends z.ZodType>(
  address: { origin: string; token?: string } | null,
  path: string,
  file: Blob,
  schema: Schema,
  { type, onSent, signal }: Sending,
): Promise<z.output<Schema>> {
  if (address === null) throw new Refusal("unreachable");
  if (signal.aborted) throw signal.reason;
  const request = new XMLHttpRequest();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const giveUp = () => request.abort();
  const answer = new Promise<void>((resolve, reject) => {
    const waitFor = (ms: number) => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        reject(new Refusal("silent", "unsure", ms));
        request.abort();
      }, ms);
    };
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      onSent(total > 0 ? loaded / total : 1);
      waitFor(sentOnWithinMs);
    });
    request.upload.addEventListener("load", () => {
      onSent(1);
      waitFor(lookedIntoWithinMs);
    });
    request.addEventListener("error", () => reject(new Refusal("unreachable", "unsure")));
    request.addEventListener("abort", () => reject(signal.reason));
    request.addEventListener("load", () => resolve());
    waitFor(sentOnWithinMs);
  });
  request.open("POST", new URL(path, address.origin));
  request.setRequestHeader("content-type", type);
  for (const [name, value] of Object.entries(authorization(address))) request.setRequestHeader(name, value);
  signal.addEventListener("abort", giveUp, { once: true });
  request.send(file);
  try {
    await answer;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", giveUp);
  }
  if (request.status !== 200) throw refusalIn(request.status, request.responseText, "unsure");
  const told = schema.safeParse(parsed(request.responseText));
  if (!told.success) throw new Refusal("unreadable");
  return told.data;
}
