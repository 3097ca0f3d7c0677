import { makeStore } from "../../state/store.ts";
import { openView } from "../registry/navigation.ts";

/** The scene to be opened, asked for from elsewhere on the desk; another object with every asking. null: nobody has asked. */
export const wantedScene = makeStore<{ scene: string } | null>(null);

/** Goes to the editor, with a scene on its table. */
export function editScene(scene: string): void {
  wantedScene.setState({ scene }, true);
  openView("editor");
}
