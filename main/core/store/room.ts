import type { Logger } from "pino";
import { CodedError, type CodedMessage } from "#contract/errors.ts";
import type { StoreUpkeep } from "./repositories.ts";

const lookEveryMs = 2_000;

/**
 * Looks at the start whether anything can be written, and where the disk is full until it can be: so that it is told even where
 * no source has anything to write.
 * @returns what is wrong; null once it works
 */
export async function watchRoom(options: {
  upkeep: Pick<StoreUpkeep, "tryWriting">;
  log: Logger;
}): Promise<{ failure(): CodedMessage | null; stop(): void }> {
  const { upkeep, log } = options;
  let failure: CodedMessage | null = null;
  let timer: NodeJS.Timeout | undefined;
  const look = () =>
    upkeep.tryWriting().then(
      () => {
        if (failure !== null) log.info("there is room again");
        failure = null;
        clearInterval(timer);
      },
      (error: unknown) => {
        if (error instanceof CodedError) failure = error.toMessage();
      },
    );
  await look();
  const found = failure as CodedMessage | null;
  if (found !== null) {
    log.error(found, "nothing can be written at the start: what is stored is shown, and nothing is taken");
    timer = setInterval(() => void look(), lookEveryMs).unref();
  }
  return { failure: () => failure, stop: () => clearInterval(timer) };
}
