import { type ComponentType, type LazyExoticComponent, lazy } from "react";
import { whenPainted } from "../state/painted.ts";

const againAfterMs = 5_000;

/**
 * A component whose code is read once the page has painted; to stand in a Suspense. A file that could not be read is asked
 * for again until it comes: the tile shows its figures meanwhile.
 */
export function later<Props>(load: () => Promise<ComponentType<Props>>): LazyExoticComponent<ComponentType<Props>> {
  const loadAgain = (): Promise<{ default: ComponentType<Props> }> =>
    load().then(
      (component) => ({ default: component }),
      (error: unknown) => {
        console.warn(`read again in ${againAfterMs} ms: ${error}`);
        return new Promise((resolve) => setTimeout(() => resolve(loadAgain()), againAfterMs));
      },
    );
  return lazy(() => whenPainted().then(loadAgain));
}
