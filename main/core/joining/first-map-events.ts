import type { z } from "zod";
import type { CameraEventKind } from "#contract/entities/camera-event.ts";
import type { CitizenReportState } from "#contract/entities/citizen-report.ts";
import { MapEventList, ReportMapEventList } from "#contract/entities/map-event.ts";
import { CodedError } from "#contract/errors.ts";
import { routes } from "#contract/routes.ts";
import { WarningList } from "#contract/warnings/http.ts";
import { askFirst, type FirstMachine } from "./asking.ts";

/**
 * What happened of late, what citizens have reported and what is warned of, from the first machine at a joined one: asked whenever a page here asks,
 * as platforms speak to the first machine alone. Rejects with CodedError join.cut while that cannot be heard, and with join.refused
 * or join.not-a-wall where it answers something else.
 */
export function createFirstMapEvents(machine: FirstMachine) {
  const ask = <Answer>(route: string, query: [string, string][], schema: z.ZodType<Answer>): Promise<Answer> =>
    askFirst(machine, `${route}?${new URLSearchParams(query)}`, schema);
  return {
    ofCameras: (kinds: readonly CameraEventKind[], spanMs: number): Promise<MapEventList> =>
      ask(
        routes.mapEvents,
        [["withinMs", String(spanMs)], ...kinds.map((kind): [string, string] => ["kind", kind])],
        MapEventList,
      ),
    ofCitizens: (states: readonly CitizenReportState[], spanMs: number): Promise<ReportMapEventList> =>
      ask(
        routes.reportMapEvents,
        [
          ["withinMs", String(spanMs)],
          ["closed", String(states.includes("closed"))],
        ],
        ReportMapEventList,
      ),
    warnings: ({ withEnded }: { withEnded: boolean }): Promise<WarningList> =>
      ask(routes.warnings, [["ended", String(withEnded)]], WarningList),
    /** Who is to deal with a report is for the first machine's desk. @throws CodedError join.follows */
    report: async (): Promise<never> => {
      throw new CodedError("join.follows", { host: machine.first.host });
    },
  };
}
