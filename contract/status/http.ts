import { z } from "zod";
import { CodedMessage } from "../coded-message.ts";
import { DoorsView } from "../door/view.ts";
import { CameraView } from "../entities/camera.ts";
import { FollowingStatus } from "../entities/following.ts";
import { MachineView } from "../entities/machine.ts";
import { SourceView } from "../entities/source.ts";
import { Id } from "../entities/text.ts";
import { EpochMs } from "../entities/time.ts";
import { DisplayStatus, Restart } from "../entities/wall.ts";
import { OutboxView } from "../outbox/http.ts";

/** Answered without a token, so it names nothing of the site. */
export const Health = z.strictObject({ status: z.literal("ok"), version: z.string(), uptimeS: z.number() });

export const StoreView = z.strictObject({
  state: z.enum(["ok", "failing"]),
  reason: CodedMessage.nullable(),
  readings: z.int(),
  series: z.int(),
  /** Set after a damaged database was set aside, until somebody has moved that file away. */
  recovery: CodedMessage.nullable(),
  lastBackupAtMs: EpochMs.nullable(),
});

/** How the files of the profile stand to what runs, where they say something else. */
export const ProfileFiles = z.strictObject({
  /** refused: they have mistakes, and what ran before goes on · waiting: some of what they say counts after the next start. */
  state: z.enum(["refused", "waiting"]),
  sinceMs: EpochMs,
  reason: CodedMessage,
});
export type ProfileFiles = z.infer<typeof ProfileFiles>;

/** What is to be told of the audit trail; see audit/http.ts. */
export const AuditTrouble = z.strictObject({
  /** failing: what is done is not in it · attention: it is nearly full, or its copy is cut off. */
  state: z.enum(["failing", "attention"]),
  reason: CodedMessage,
});
export type AuditTrouble = z.infer<typeof AuditTrouble>;

export const Status = z.strictObject({
  /** "ok" when everything below is. */
  state: z.enum(["ok", "attention"]),
  version: z.string(),
  profile: Id,
  /** Absent: they say what runs. */
  profileFiles: ProfileFiles.optional(),
  /** Absent: nothing is to be told of it. */
  audit: AuditTrouble.optional(),
  startedAtMs: EpochMs,
  clients: z.int(),
  store: StoreView,
  /** Where this core is reached, and what is to be known of that. */
  door: DoorsView,
  displays: z.array(DisplayStatus),
  /** `name` is the source's id, so that scripts can find it again whatever its title. */
  sources: z.array(z.strictObject({ ...SourceView.shape, name: Id, title: z.string() })),
  cameras: z.array(CameraView),
  /** This machine first, then those that have joined its wall. */
  machines: z.array(MachineView),
  /** One for each centre of this machine. */
  outbox: z.array(OutboxView),
  /** How this machine stands to the first one of its wall. Absent where the wall is this machine's own. */
  following: FollowingStatus.optional(),
  /** Why the core was last started anew by the program that owns the windows; absent: it was not. */
  coreRestart: Restart.optional(),
});
export type Status = z.infer<typeof Status>;
