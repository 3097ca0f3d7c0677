import { CodedError } from "#contract/errors.ts";

/**
 * Runs one question under a time-out for the whole of it, from connecting to the last byte.
 * @throws CodedError source.timeout, or what `question` throws
 */
export async function within<T>(
  timeoutMs: number,
  signal: AbortSignal,
  host: string,
  question: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    return await question(AbortSignal.any([timeout, signal]));
  } catch (error) {
    if (!timeout.aborted) throw error;
    throw new CodedError("source.timeout", { host, seconds: timeoutMs / 1_000 }, { cause: error });
  }
}
