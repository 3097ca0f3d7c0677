import { features } from "../features.ts";
import { readings } from "./0001-readings.ts";
import { access } from "./0002-access.ts";
import { sourceMemory } from "./0003-source-memory.ts";
import { supersededReadings } from "./0004-superseded-readings.ts";
import { condensedReadings } from "./0005-condensed-readings.ts";
import { outages } from "./0006-outages.ts";
import { mirrors } from "./0007-mirrors.ts";
import { outbox } from "./0008-outbox.ts";
import { wall } from "./0009-wall.ts";
import { automation } from "./0010-automation.ts";
import { cameraEvents } from "./0011-camera-events.ts";
import { knownThen } from "./0012-known-then.ts";
import { machines } from "./0013-machines.ts";
import { wallUndo } from "./0014-wall-undo.ts";
import { citizenReports } from "./0015-citizen-reports.ts";
import { tokenSources } from "./0016-token-sources.ts";
import { secretBindings } from "./0017-secret-bindings.ts";
import { wallVersion } from "./0019-wall-version.ts";
import type { Migration } from "./migration.ts";

const ofTheStore: readonly Migration[] = [
  readings,
  access,
  sourceMemory,
  supersededReadings,
  condensedReadings,
  outages,
  mirrors,
  outbox,
  wall,
  automation,
  cameraEvents,
  knownThen,
  machines,
  wallUndo,
  citizenReports,
  tokenSources,
  secretBindings,
  wallVersion,
];

const ofFeatures = Object.values(features).flatMap((one): readonly Migration[] => one.migrations);

export const migrations: readonly Migration[] = [...ofTheStore, ...ofFeatures].sort((a, b) => a.number - b.number);
