import { type RefObject, useEffect, useRef, useState } from "react";
import { partitionOf } from "#contract/entities/web-page.ts";
import type { CodedMessage } from "#contract/errors.ts";
import { nowStore } from "../../state/clock.ts";
import { canEmbed, type Frame, isUnprotected, openFrame } from "./frame.ts";
import { keepShowing } from "./showing.ts";

/** A page that has not come by then is told as silent. */
const timeoutMs = 30_000;

export type ShownPage = {
  isThere: boolean;
  /** What the page calls itself; others wrote it. */
  title: string;
  /** When it was last loaded as a whole, on the core's clock; null: not yet. */
  loadedAtMs: number | null;
  wrong: CodedMessage | null;
  /** The number of the frame's contents; null while none is there. */
  contents: number | null;
};

const nothing: ShownPage = { isThere: false, title: "", loadedAtMs: null, wrong: null, contents: null };

type Asked = {
  id: string;
  address: string | undefined;
  zoom: number;
  reloadEveryMs: number;
  isHeard: boolean;
};

/**
 * Keeps a page of the net in an element of a wall's window; elsewhere it does nothing.
 * @param asked.isHeard whether the core was heard: the shell knows only then what may be shown
 */
export function useShowing(stage: RefObject<HTMLElement | null>, asked: Asked): ShownPage {
  const { id, address, zoom, reloadEveryMs, isHeard } = asked;
  const [shown, setShown] = useState(nothing);
  const current = useRef<Frame>(null);
  useEffect(() => {
    const element = stage.current;
    if (element === null || address === undefined || !isHeard || !canEmbed() || isUnprotected()) return;
    const end = new AbortController();
    void keepShowing<Frame>({
      open: (signal) => openFrame(element, { address, partition: partitionOf(id), zoom, timeoutMs }, signal),
      reloadEveryMs,
      signal: end.signal,
      show: ({ page, wrong }) => {
        current.current = page;
        setShown((before) => ({ ...before, isThere: page !== null, wrong, contents: page?.contents ?? null }));
      },
      loaded: () => {
        const title = current.current?.title() ?? "";
        setShown((before) => ({ ...before, title, loadedAtMs: nowStore.getState() }));
      },
    });
    return () => {
      end.abort();
      current.current = null;
      setShown(nothing);
    };
  }, [stage, id, address, zoom, reloadEveryMs, isHeard]);
  return shown;
}
