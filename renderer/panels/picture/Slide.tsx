import { useEffect, useRef, useState } from "react";
import type { CodedMessage } from "#contract/errors.ts";
import { useSiteFile } from "../../state/site-files.ts";
import { drawPicture } from "./drawing.ts";

export type SlideState = {
  readiness: "loading" | "ready" | "wrong";
  /** When the file was last changed, epoch ms; null while it is not there. */
  changedAtMs: number | null;
  /** Why it cannot be shown. */
  wrong: CodedMessage | null;
};

type Props = {
  /** Its position in the list. */
  at: number;
  file: string;
  box: { width: number; height: number };
  fit: "contain" | "cover";
  /** It is only getting ready: drawn, and not to be seen. */
  isHidden: boolean;
  /** Called with each change, and with null when the slide is gone. */
  onState: (at: number, state: SlideState | null) => void;
};

/** One picture of a list, drawn in its box whether it is to be seen or not. */
export function Slide({ at, file: name, box: { width, height }, fit, isHidden, onState }: Props) {
  const { file, wrong } = useSiteFile(name);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [drawn, setDrawn] = useState<"none" | "drawn" | "broken">("none");
  useEffect(() => {
    // What is drawn stays drawn where its file is gone: whether it is to be seen is the list's to say.
    if (file === null || canvas.current === null) return;
    let isGone = false;
    drawPicture(file.blob, canvas.current, { width, height, fit }, () => isGone).then(
      () => !isGone && setDrawn("drawn"),
      () => !isGone && setDrawn("broken"),
    );
    return () => {
      isGone = true;
    };
  }, [file, width, height, fit]);
  const changedAtMs = file?.changedAtMs ?? null;
  useEffect(() => {
    const broken = drawn === "broken" ? { code: "site-file.not-a-picture", params: { name } } : null;
    const reason = wrong ?? broken;
    const readiness = reason !== null ? "wrong" : drawn === "drawn" ? "ready" : "loading";
    onState(at, { readiness, changedAtMs, wrong: reason });
  }, [onState, at, name, drawn, changedAtMs, wrong]);
  useEffect(() => () => onState(at, null), [onState, at]);
  return <canvas ref={canvas} data-file={name} hidden={isHidden || drawn !== "drawn"} style={{ width, height }} />;
}
