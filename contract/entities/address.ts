import { z } from "zod";
import { wanted } from "../mistake-params.ts";

/**
 * Addresses may hold references that the core fills in where it uses them: ${data} the data folder, ${profile} the
 * profile's folder, ${simulator.mqtt} ${simulator.http} ${simulator.rtsp} ${simulator.folder} what the simulator serves, ${simulator.secret} what it signs its calls with,
 * ${secret.NAME} a secret set by `ioc secret set NAME`. Whatever refers to the simulator is simulated, always.
 */
export const Address = z
  .string()
  .min(1)
  .max(500)
  .meta(wanted("text", { isConcealed: true }));
