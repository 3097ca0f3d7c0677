import type { Logger } from "pino";
import { silence } from "#contract/entities/sound.ts";
import type { WallRepository } from "../store/repositories.ts";
import { emptyLayer, inOrder, Layer } from "./layer.ts";
import type { Scenes } from "./scenes.ts";
import { released, WallDocument, withoutExpired } from "./wall-document.ts";

/** As it was before the restart; a document that cannot be read, or whose scene is gone, gives way to the profile's scene. */
export async function startingDocument(
  repository: WallRepository,
  profile: { scene: string },
  scenes: Scenes,
  nowMs: number,
): Promise<WallDocument> {
  const written = await repository.state();
  const parsed = WallDocument.safeParse(written === undefined ? undefined : JSON.parse(written));
  if (parsed.success && scenes.get(parsed.data.scene) !== undefined) return withoutExpired(parsed.data, nowMs);
  return {
    scene: profile.scene,
    control: released(null, nowMs),
    pushes: [],
    blanked: [],
    frozen: [],
    surfaces: null,
    banner: null,
    sound: silence,
  };
}

/** What ran before the restart; nothing where that cannot be read, which is logged: programmes start again by hand or at their time. */
export async function startingLayer(repository: WallRepository, log: Logger): Promise<Layer> {
  const written = await repository.running();
  if (written === undefined) return emptyLayer;
  const parsed = Layer.safeParse(JSON.parse(written));
  if (parsed.success) return { ...parsed.data, holds: inOrder(parsed.data.holds) };
  log.warn({ err: parsed.error }, "what ran by itself could not be read; nothing runs");
  return emptyLayer;
}
