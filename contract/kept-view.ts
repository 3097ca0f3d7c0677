import { z } from "zod";
import { CodedMessage } from "./coded-message.ts";
import { CameraView } from "./entities/camera.ts";
import { SiteView } from "./entities/profile.ts";
import { Reading } from "./entities/reading.ts";
import { SourceView } from "./entities/source.ts";
import { Id } from "./entities/text.ts";
import { EpochMs } from "./entities/time.ts";
import { FigureAges } from "./readings/figure-ages.ts";

/**
 * What a wall window last showed, kept by the shell so that the window can show it again, as of then, before there is a
 * core to ask. It holds no secret: nothing that is not on the monitor anyway.
 */
export const KeptView = z.strictObject({
  /** When the core was last heard, on the core's clock. */
  atMs: EpochMs,
  site: SiteView,
  /** The monitor's tiles by id: their settings as the panel kind's own schema read them, or what was wrong with them. */
  tiles: z.record(
    Id,
    z.union([
      z.strictObject({ settings: z.unknown(), figures: z.unknown().optional() }),
      z.strictObject({ wrong: CodedMessage }),
    ]),
  ),
  readings: z.array(Reading),
  figureAges: z.array(FigureAges).default([]),
  sources: z.array(SourceView),
  cameras: z.array(CameraView),
});
export type KeptView = z.infer<typeof KeptView>;

/** A view longer than this, as JSON in UTF-8, is not kept: the window then waits for the core, as at its first start. */
export const keptViewLimitBytes = 2_000_000;
