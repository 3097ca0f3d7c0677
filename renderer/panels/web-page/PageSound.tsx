import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { frameSound, type Hearing } from "../../state/sound.ts";
import { SoundSign } from "../../ui/SoundSign.tsx";
import { useVolume } from "../../ui/use-volume.ts";

/** What cannot be heard is tried again after this long. */
const againAfterMs = 5_000;

/**
 * What a page of the net sounds like, as loud as the wall is to be. Its frame is silent for good; Chromium hands what it would have
 * played to this page instead, so the level holds for anything that makes a sound in it, and no script of ours runs there.
 * @param contents the frame's
 */
export function PageSound({ contents, hearing }: { contents: number; hearing: Hearing }) {
  const { t } = useTranslation("board");
  const element = useRef<HTMLAudioElement>(null);
  const [state, setState] = useState<"opening" | "open" | "failing">("opening");
  const { volume } = hearing;
  useVolume(element, volume);
  useEffect(() => {
    const audio = element.current;
    let isGone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stream: MediaStream | undefined;
    const close = () => {
      for (const track of stream?.getTracks() ?? []) track.stop();
      stream = undefined;
    };
    const open = async () => {
      try {
        const id = await frameSound.getState().of(contents);
        if (id === null || audio === null) throw new Error("the frame is none that can be heard");
        const mandatory = { chromeMediaSource: "tab", chromeMediaSourceId: id };
        stream = await navigator.mediaDevices.getUserMedia({ audio: { mandatory } as MediaTrackConstraints });
        if (isGone) return close();
        for (const track of stream.getTracks()) track.addEventListener("ended", again, { once: true });
        audio.srcObject = stream;
        await audio.play();
        if (!isGone) setState("open");
      } catch (error) {
        if (isGone) return;
        console.warn(`what a page of the net sounds like cannot be had: ${error}`);
        again();
      }
    };
    const again = () => {
      close();
      if (isGone) return;
      setState("failing");
      timer = setTimeout(() => void open(), againAfterMs);
    };
    void open();
    return () => {
      isGone = true;
      clearTimeout(timer);
      close();
      if (audio !== null) audio.srcObject = null;
    };
  }, [contents]);

  const isOn = state === "open" && volume > 0;
  const words = {
    open: isOn
      ? t("webPage.heard", { level: Math.round(volume * 100) })
      : t(hearing.isMuted ? "webPage.muted" : "webPage.zero"),
    opening: t("webPage.opening"),
    failing: t("webPage.soundLost"),
  }[state];
  return (
    <span className="web-page-sound" data-sound={state}>
      {/* Captions of what a page plays do not exist. */}
      <audio ref={element} muted autoPlay />
      <SoundSign isOn={isOn} word={words} />
    </span>
  );
}
