import { type RefObject, useEffect, useRef, useState } from "react";
import type { CodedMessage } from "#contract/errors.ts";
import type { ShownFile } from "../../state/site-files.ts";
import { messageOf, present, waited } from "./pages.ts";
import { openPdf, pixelsOf } from "./pdf.ts";

/** A tile that is being drawn larger has a new size every frame; the page is drawn anew when it rests. */
const settledMs = 300;

export type Presented = {
  /** null: nothing is to be seen yet. */
  shown: { page: number; count: number; changedAtMs: number; wrong: CodedMessage | null } | null;
  /** Why the newest file cannot be shown; what is shown then is the one before it. */
  wrong: CodedMessage | null;
};

type Asked = {
  name: string;
  file: ShownFile["file"];
  width: number;
  height: number;
  pageDwellMs: number;
};

const nothing: Presented = { shown: null, wrong: null };

/**
 * Keeps the pages of a file in turn in an element. A newer file, or another size, is opened beside what is shown and takes its place
 * when its first page is drawn; where it cannot be opened, what was there goes on.
 */
export function usePresentation(stage: RefObject<HTMLElement | null>, asked: Asked): Presented {
  const { name, file, width, height, pageDwellMs } = asked;
  const [presented, setPresented] = useState(nothing);
  const running = useRef<{ end: AbortController; file: ShownFile["file"]; page: number } | null>(null);

  useEffect(() => {
    if (file !== null) return;
    running.current?.end.abort();
    running.current = null;
    stage.current?.replaceChildren();
    setPresented(nothing);
  }, [file, stage]);

  useEffect(() => {
    const element = stage.current;
    if (file === null || element === null) return;
    const end = new AbortController();
    const own = { end, file, page: running.current?.file === file ? running.current.page : 1 };
    const run = async () => {
      if (running.current !== null) await waited(settledMs, end.signal);
      await present({
        ...{ name, blob: file.blob, open: openPdf, pageDwellMs, signal: end.signal },
        box: pixelsOf({ width, height }),
        from: own.page,
        show: ({ page, count, drawn, wrong }) => {
          if (running.current !== own) running.current?.end.abort();
          running.current = own;
          own.page = page;
          element.replaceChildren(...(drawn === null ? [] : [drawn]));
          setPresented({ shown: { page, count, changedAtMs: file.changedAtMs, wrong }, wrong: null });
        },
      });
    };
    run().catch((error: unknown) => {
      const wrong = messageOf(error);
      if (wrong === undefined) return;
      if (running.current !== own) return setPresented((before) => ({ ...before, wrong }));
      // It has been shown, and one of its pages was too much.
      running.current = null;
      element.replaceChildren();
      setPresented({ shown: null, wrong });
    });
    // What is shown already goes on until its successor has something to show.
    return () => {
      if (running.current !== own) end.abort();
    };
  }, [name, file, width, height, pageDwellMs, stage]);

  useEffect(() => () => running.current?.end.abort(), []);
  return presented;
}
