import { routes, SceneImport } from "#contract/http.ts";
import { askCore, fetchBlob, Refusal } from "../../state/asking.ts";

/** A site has hundreds of scenes, and each is looked through. */
const madeWithinMs = 60_000;

/** Gives all scenes to the person as a file. @throws Refusal */
export async function downloadScenes(): Promise<void> {
  const blob = await fetchBlob(routes.sceneFile, { withinMs: madeWithinMs });
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = "scenes.json";
  link.click();
  // The browser reads it after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Takes a scene file in. @returns what became of it @throws Refusal */
export async function uploadScenes(file: File): Promise<SceneImport> {
  let body: unknown;
  try {
    body = JSON.parse(await file.text());
  } catch {
    throw new Refusal({ code: "scene.no-file", params: { detail: "JSON" } });
  }
  return askCore(routes.sceneFile, SceneImport, { method: "POST", body, withinMs: madeWithinMs });
}
