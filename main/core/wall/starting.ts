import type { Logger } from "pino";
import { silence } from "#contract/entities/sound.ts";
import { emptyLayer, inOrder, Layer } from "./layer.ts";
import { numbersChanged, numbersWith } from "./scene-numbers.ts";
import type { Scenes } from "./scenes.ts";
import { released, WallDocument, withoutExpired } from "./wall-document.ts";
import type { WallWriting } from "./writing.ts";

/**
 * As it was before the restart; a document that cannot be read, or whose scene is gone, gives way to the profile's scene. Scenes
 * that came with the profile get free numbers; where none had any, those known before first, in the order of their ids. That is written down at once:
 * a number must not depend on which scenes there are at the next start.
 */
export async function startingDocument(
  repository: WallWriting,
  profile: { scene: string },
  scenes: Scenes,
  nowMs: number,
  log: Logger,
): Promise<WallDocument> {
  const written = await repository.state();
  const parsed = WallDocument.safeParse(written === undefined ? undefined : JSON.parse(written));
  const isThere = (id: string) => scenes.get(id) !== undefined;
  const isKept = parsed.success && parsed.data.isUntouched !== true && isThere(parsed.data.scene);
  const former = parsed.success ? parsed.data.numbers : null;
  const known = former === null ? scenes.all().filter(({ id }) => !scenes.arrived.includes(id)) : [];
  const come = [...known.map(({ id }) => id), ...scenes.arrived];
  const numbers = numbersWith(former, come, isThere);
  const document: WallDocument = isKept
    ? { ...withoutExpired(parsed.data, nowMs), numbers }
    : {
        scene: profile.scene,
        control: released(null, nowMs),
        pushes: [],
        blanked: [],
        frozen: [],
        surfaces: null,
        banner: null,
        sound: silence,
        numbers,
      };
  if (former === null || numbersChanged(former, numbers).length > 0) {
    const state = JSON.stringify(isKept ? document : { ...document, isUntouched: true });
    await repository.commit({ state }).catch((error: unknown) => {
      log.warn({ err: error }, "the numbers of scenes could not be written down; the next deed does");
    });
  }
  return document;
}

/** What ran before the restart; nothing where that cannot be read, which is logged: programmes start again by hand or at their time. */
export async function startingLayer(repository: WallWriting, log: Logger): Promise<Layer> {
  const written = await repository.running();
  if (written === undefined) return emptyLayer;
  const parsed = Layer.safeParse(JSON.parse(written));
  if (parsed.success) return { ...parsed.data, holds: inOrder(parsed.data.holds) };
  log.warn({ err: parsed.error }, "what ran by itself could not be read; nothing runs");
  return emptyLayer;
}
