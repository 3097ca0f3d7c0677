// A process of its own that starts one of each program of the lab, for the test that kills it. One of them hangs.
import { join } from "node:path";
import { startCore } from "./core.ts";
import { startHttpCamera } from "./http-camera.ts";
import { startMosquitto } from "./mosquitto.ts";
import { startNginx } from "./nginx.ts";
import { startPostgresql } from "./postgresql.ts";
import { projectRoot } from "./programs.ts";
import { startRtspServer } from "./rtsp-server.ts";

const [, broker] = await Promise.all([
  startCore({ profile: join(projectRoot, "test/fixtures/profiles/small") }),
  startMosquitto(),
  startPostgresql(),
  startRtspServer(),
  startHttpCamera(),
  startNginx(""),
]);
broker.freeze();
process.stdout.write("all started\n");
