import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCamera } from "../state/cameras.ts";
import { nowStore } from "../state/clock.ts";
import { connectionStore, useAddress } from "../state/connection.ts";
import { type Hearing, useIsShown } from "../state/sound.ts";
import { SoundSign } from "../ui/SoundSign.tsx";
import { useVolume } from "../ui/use-volume.ts";

const lookEveryMs = 250;

/** The sound of the camera that is heard, and a sign on its tile that says so, or why there is none. */
export function CameraSound({ camera, hearing }: { camera: string; hearing: Hearing }) {
  const { t } = useTranslation("camera");
  const element = useRef<HTMLAudioElement>(null);
  const address = useAddress();
  const sound = useCamera(camera)?.sound;
  const isShown = useIsShown(element, true);
  const [isPlaying, setPlaying] = useState(false);
  const volume = isShown ? hearing.volume : 0;

  useVolume(element, volume);
  useEffect(() => {
    const audio = element.current;
    if (address === null || audio === null) return;
    let undo = () => {};
    let isGone = false;
    void import("../video/sound-player.ts").then(({ createSoundPlayer }) => {
      if (isGone) return;
      const player = createSoundPlayer({
        element: audio,
        origin: address.origin,
        token: address.token,
        camera,
        coreNowMs: () => nowStore.getState(),
        isCoreUp: () => connectionStore.getState().phase === "up",
      });
      const timer = setInterval(() => setPlaying(player.isPlaying()), lookEveryMs);
      undo = () => {
        clearInterval(timer);
        player.dispose();
      };
    });
    return () => {
      isGone = true;
      undo();
    };
  }, [address, camera]);

  const state = isPlaying ? (volume === 0 ? "muted" : "heard") : sound?.state === "ok" ? "opening" : sound?.state;
  const words = {
    heard: t("sound.heard", { level: Math.round(hearing.volume * 100) }),
    muted: hearing.isMuted ? t("sound.muted") : t("sound.zero"),
    opening: t("sound.opening"),
    none: t("sound.none"),
    failing: t("sound.failing"),
  }[state ?? "opening"];
  return (
    <span className="camera-sound" data-sound={state ?? "opening"}>
      {/* Captions of what a camera hears do not exist. */}
      <audio ref={element} muted autoPlay />
      <SoundSign isOn={state === "heard"} word={words} />
    </span>
  );
}
