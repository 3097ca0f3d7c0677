import type { z } from "zod";
import { Failure } from "#contract/http.ts";
import { authorization } from "../../../live/api.ts";
import { addressStore } from "../../../state/connection.ts";
import { Refusal } from "../../core.ts";

type Options = {
  type: string;
  /** Told of the part that is sent, from 0 to 1; at 1 the core is looking into it. */
  onSent(part: number): void;
  signal: AbortSignal;
};

/**
 * Sends a file to the core as it lies on the disk, never through this page's memory. By XMLHttpRequest, since fetch does not
 * tell how much is sent.
 * @returns what the core answers
 * @throws Refusal, as `askCore` does
 */
export function upload<Schema extends z.ZodType>(
  path: string,
  file: File,
  schema: Schema,
  { type, onSent, signal }: Options,
): Promise<z.output<Schema>> {
  const address = addressStore.getState();
  if (address === null) return Promise.reject(new Refusal(null));
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", new URL(path, address.origin));
    request.setRequestHeader("content-type", type);
    for (const [name, value] of Object.entries(authorization(address))) request.setRequestHeader(name, value);
    request.upload.addEventListener("progress", ({ loaded, total }) => onSent(total > 0 ? loaded / total : 1));
    request.upload.addEventListener("load", () => onSent(1));
    for (const event of ["error", "abort", "timeout"]) request.addEventListener(event, () => reject(new Refusal(null)));
    request.addEventListener("load", () => {
      const answer = parsed(request.responseText);
      if (request.status === 200) {
        const told = schema.safeParse(answer);
        if (told.success) resolve(told.data);
        else reject(new Refusal(null));
        return;
      }
      const failure = Failure.safeParse(answer);
      reject(new Refusal(failure.success ? { code: failure.data.code, params: failure.data.params } : null));
    });
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(file);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
