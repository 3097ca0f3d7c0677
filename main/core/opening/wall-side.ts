import type { FollowingStatus } from "#contract/entities/following.ts";
import type { MachineLoad } from "#contract/entities/machine.ts";
import type { CameraEvents } from "../camera-events/camera-events.ts";
import type { OwnCameraGateway } from "../cameras/gateway-interface.ts";
import type { CitizenReports } from "../citizen-reports/citizen-reports.ts";
import type { Documents } from "../documents/documents.ts";
import type { Dossiers } from "../dossiers/dossiers.ts";
import type { Machines } from "../joining/machines.ts";
import type { Hub } from "../live/hub.ts";
import type { News } from "../news/news.ts";
import type { Secrets } from "../secrets/secrets.ts";
import type { OwnSourceScores } from "../source-scores/source-scores.ts";
import type { Displays } from "../wall/displays.ts";
import type { Wall } from "../wall/wall.ts";
import type { Warnings } from "../warnings/warnings.ts";
import type { Addresses } from "./addresses.ts";
import type { Ground } from "./ground.ts";
import type { SourceRecords } from "./source-records.ts";
import type { TakingIn } from "./taking-in.ts";

/** What is this machine's own where it has a wall of its own, and the first machine's where it has joined that one's. */
export type WallSide = {
  /** What windows are shown, and callers see. */
  readonly wall: Wall;
  /** What may drive itself: this core's own wall, also where it is never shown. */
  readonly ownWall: Wall;
  readonly cameras: OwnCameraGateway;
  readonly news: News;
  /** undefined: the first machine's are told in the place of what is stored here. */
  readonly first:
    | {
        host: string;
        status(): FollowingStatus;
        cameraEvents: Pick<CameraEvents, "mapEvents">;
        citizenReports: Pick<CitizenReports, "mapEvents" | "get">;
        warnings: Pick<Warnings, "list">;
        sourceScores: Pick<OwnSourceScores, "report">;
        documents: Pick<Documents, "status">;
        dossiers: Pick<Dossiers, "behind" | "overview">;
      }
    | undefined;
  /** The other machines of the wall; undefined where this one has itself joined. */
  readonly machines: Machines | undefined;
  /** The number on the wall of this machine's first monitor. */
  readonly firstNumber: number;
  /** This machine's monitors have changed. */
  onDisplays(): void;
  /** What this machine has to bear was measured. */
  onLoad(load: MachineLoad): void;
  /** Reaches out for what it shows: to cameras and feeds, or to the first machine. */
  start(): void;
};

export type SideOptions = Ground & {
  secrets: Secrets;
  hub: Hub;
  displays: Displays;
  resolve: Addresses["resolve"];
};

/** What features answer of the things of which a joined machine has none of its own. */
export const byWhom = ({
  takingIn,
  records,
  first,
}: {
  takingIn: TakingIn;
  records: SourceRecords;
  first: WallSide["first"];
}) => ({
  cameraEvents: { ...takingIn.cameraEvents, ...first?.cameraEvents },
  citizenReports: { ...takingIn.citizenReports, ...first?.citizenReports },
  warnings: { ...takingIn.warnings, ...first?.warnings },
  documents: { ...takingIn.documents, ...first?.documents },
  sourceScores: { ...records.sourceScores, ...first?.sourceScores },
  dossiers: { ...takingIn.dossiers, ...first?.dossiers },
});
