import type { PublishedSource } from "#contract/entities/source-config.ts";
import type { Connector } from "../connector.ts";

/** When the store's queue is full at the start, the figures are offered again after this long. */
const againAfterMs = 5_000;

/** Figures that stand in the profile itself: given once at each start; those stored before are dropped as repeated. */
export const startPublished: Connector<PublishedSource> = (config, context) => {
  let timer: NodeJS.Timeout | undefined;
  const give = (): void => {
    context.report({ kind: "answering" });
    if (context.emit(config.readings).hasNoRoom) timer = setTimeout(give, againAfterMs);
  };
  give();
  return {
    async stop() {
      clearTimeout(timer);
    },
  };
};
