import { type ComponentType, createElement, useLayoutEffect } from "react";
import { whenPainted } from "../state/painted.ts";
import { makeStore, useStoreValue } from "../state/store.ts";

const againAfterMs = 5_000;

/**
 * A component whose code is read when the first of it is to be drawn, and never before the page has painted. A file that
 * could not be read is asked for again until it comes.
 *
 * Not React's `lazy`: what follows the fallback of a Suspense is held back until 300 ms have passed since that stood there
 * (react-dom 19), lest a page flickers. A wall whose monitors change is to be right within a second, and waits for nothing.
 * @param Meanwhile stands in its place until then, with the same props
 */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Meanwhile: ComponentType<Props>,
): ComponentType<Props> {
  const store = makeStore<{ Loaded: ComponentType<Props> | null }>({ Loaded: null });
  let isAsked = false;
  const ask = () => {
    if (isAsked) return;
    isAsked = true;
    const tryToLoad = () =>
      load().then(
        (Loaded) => store.setState({ Loaded }),
        (error: unknown) => {
          console.warn(`read again in ${againAfterMs} ms: ${error}`);
          setTimeout(tryToLoad, againAfterMs);
        },
      );
    void whenPainted().then(tryToLoad);
  };
  return function Later(props: Props) {
    const { Loaded } = useStoreValue(store);
    useLayoutEffect(ask, []);
    return createElement(Loaded ?? Meanwhile, props);
  };
}
