import { makeStore } from "../../state/store.ts";
import { openView } from "../registry/navigation.ts";

/** The source whose mapping is tried; null: nobody has chosen. It outlasts the page. */
export const chosenSource = makeStore<string | null>(null);

/** Goes to where a source's mapping is tried. */
export function tryMapping(source: string): void {
  chosenSource.setState(source, true);
  openView("trial");
}
