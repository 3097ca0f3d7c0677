import type { Hub } from "../live/hub.ts";
import type { Screens } from "./screens.ts";
import type { SourceRecords } from "./source-records.ts";
import type { TakingInOptions } from "./taking-in.ts";
import type { WallSide } from "./wall-side.ts";

/**
 * Who is told of what was taken in: the records of sources, and every screen.
 * @param options.areSourcesTold whether screens are told how sources are
 * @param options.onEvent an event of a camera is on the disk, and the screens know
 */
export function whoIsTold(options: {
  hub: Hub;
  figureAges: Screens["figureAges"];
  records: SourceRecords;
  first: WallSide["first"];
  areSourcesTold: boolean;
  onEvent(): void;
}): Pick<
  TakingInOptions,
  "onStored" | "scores" | "onRefused" | "onEvent" | "onWarnings" | "onSourceMade" | "onSource"
> {
  const { hub, figureAges, records, first, areSourcesTold } = options;
  const { outages, knownThen, sourceScores } = records;
  return {
    onStored({ appended, newest }) {
      for (const { outcome, reading } of appended) if (outcome === "stored") outages.onStored(reading);
      sourceScores.onStored(appended);
      if (newest.length > 0) hub.publish("readings", newest);
      figureAges.changed(newest);
    },
    scores: sourceScores,
    onRefused: knownThen.onRefused,
    onEvent(notice) {
      hub.publish("cameraEvent", notice);
      options.onEvent();
    },
    onWarnings:
      // A machine that has joined tells the first one's.
      first === undefined
        ? { told: (some) => hub.publish("warnings", some), gone: (keys) => hub.remove("warnings", keys) }
        : { told() {}, gone() {} },
    onSourceMade: areSourcesTold ? records.begin : knownThen.onSource,
    onSource: areSourcesTold ? records.tell : knownThen.onSource,
  };
}
