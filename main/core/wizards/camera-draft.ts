import { performance } from "node:perf_hooks";
import { CameraConfig } from "#contract/entities/camera-config.ts";
import { CodedError } from "#contract/errors.ts";
import type { CameraDraftPicture, GivenSecret, RawItem } from "#contract/wizards/http.ts";
import type { OwnCameraGateway } from "../cameras/gateway-interface.ts";
import type { SecretUser } from "../outbound/secret-user.ts";
import { userOfCamera } from "../outbound/secret-uses.ts";
import { mistakeIn } from "../profile/sentences.ts";
import { filling } from "./draft-trial.ts";
import { checkCameraFiles } from "./files-of-source.ts";

/**
 * One picture of a camera as it would be, by the reader of all others. What was entered is filled in from memory; a password that is
 * kept already goes where it is bound to.
 * @param parts.before the camera as files write it; undefined: there is none
 * @throws CodedError wizard.camera-wrong, wizard.file, camera.picture-running, join.follows
 */
export async function pictureOfDraft(
  given: { camera: RawItem; secrets: readonly GivenSecret[] },
  parts: {
    before: RawItem | undefined;
    cameras: Pick<OwnCameraGateway, "pictureOf">;
    resolve(address: string, user: SecretUser): Promise<string>;
    signal: AbortSignal;
  },
): Promise<CameraDraftPicture> {
  checkCameraFiles(given.camera, parts.before ?? null);
  const camera = cameraOf(given.camera);
  const secrets = new Map(given.secrets.map(({ name, value }) => [`secret.${name}`, value] as const));
  const resolve = filling(secrets, (address) => parts.resolve(address, userOfCamera(camera)));
  const startedAt = performance.now();
  const { jpeg, reason } = await parts.cameras.pictureOf(camera, resolve, parts.signal);
  return { jpeg: jpeg?.toString("base64") ?? null, reason, tookMs: Math.round(performance.now() - startedAt) };
}

function cameraOf(raw: RawItem): CameraConfig {
  const parsed = CameraConfig.safeParse(raw);
  if (parsed.success) return parsed.data;
  const { at = "", ...detail } = mistakeIn(CameraConfig, parsed.error, raw);
  throw new CodedError("wizard.camera-wrong", {
    detail: `${at}: ${detail.detail ?? ""}`,
    ...(detail["detail.en"] === undefined ? {} : { "detail.en": `${at}: ${detail["detail.en"]}` }),
  });
}
