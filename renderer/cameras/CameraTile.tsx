import { useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import type { Words } from "#contract/entities/text.ts";
import { sentence } from "#contract/errors.ts";
import { inLanguage } from "../i18n/index.ts";
import { useCamera } from "../state/cameras.ts";
import { nowStore } from "../state/clock.ts";
import { useSite, useTimeZone } from "../state/site.ts";
import { useHearing } from "../state/sound.ts";
import { fittedTextPx } from "../ui/fitted-text.ts";
import { Tag } from "../ui/Tag.tsx";
import { TypeContext, typeStyle, useTypeScale } from "../ui/type-context.ts";
import { loadLevel, onLoadLevel, turnDown } from "../video/load-guard.ts";
import type { Presentation } from "../video/presentation.ts";
import { streamFor } from "../video/way.ts";
import { CameraSound } from "./CameraSound.tsx";
import { CameraStrip } from "./CameraStrip.tsx";
import { cameraType } from "./camera-type.ts";
import { stripOf } from "./strip.ts";
import { useCameraVideo } from "./use-camera-video.ts";
import { useShownHeight } from "./use-shown-height.ts";
import "./camera.css";

export type CameraTileState = Presentation["kind"] | "error";

type Props = {
  camera: string;
  /** In CSS pixels of the monitor. */
  size: { width: number; height: number };
  /** What people look at: whatever the machine bears, this one is spared. */
  isFocused?: boolean;
  /** Tells what the tile shows now, whenever that changes. Stable over the life of the tile. */
  onState: (camera: string, state: CameraTileState) => void;
};

/** Of the source's size: what the strip takes under a sentence; and the frame of a state, CSS pixels. */
const stripEm = 3.2;
const framePx = 8;
/** Of the width, what a sentence has. */
const messageShare = 0.84;

/** A camera's picture over its whole rectangle, and a strip that always says what that picture is. */
export function CameraTile({ camera, size, isFocused = false, onState }: Props) {
  const { t, i18n } = useTranslation("camera");
  const timeZone = useTimeZone();
  const tileScale = useTypeScale();
  const scale = useMemo(() => cameraType(tileScale, size), [tileScale, size]);
  const hasSite = useSite() !== null;
  const view = useCamera(camera);
  const level = useSyncExternalStore(onLoadLevel, loadLevel);
  const isSparing = level > 0 && !isFocused;
  useEffect(() => (isSparing ? turnDown(camera) : undefined), [isSparing, camera]);
  const [root, shownPx] = useShownHeight(size.height);
  const isUnknown = hasSite && view === undefined;
  const lastName = useRef<Words>(undefined);
  if (view !== undefined) lastName.current = view.name;
  // One that was never known may yet be told; one that was is gone.
  const isGone = isUnknown && lastName.current !== undefined;
  const stream = shownPx === null || isGone ? null : isSparing ? "sub" : streamFor(shownPx);
  const pace = level === 2 && !isFocused ? "keys" : "all";
  const { videos, still, kept, shown, playing, keptAtMs } = useCameraVideo(camera, stream, pace);
  const hearing = useHearing("camera", camera);
  const state = isUnknown ? "error" : shown.kind;
  useEffect(() => onState(camera, state), [onState, camera, state]);

  const language = i18n.language === "en" ? "en" : "vi";
  const isKeptShown = !isUnknown && keptAtMs !== null && shown.kind !== "live" && shown.kind !== "frozen";
  const zone = { language, timeZone };
  const strip = isUnknown
    ? ({ mark: "cross", word: t("notListed"), detail: "", shorter: [] } as const)
    : stripOf(t, shown, isKeptShown ? keptAtMs : null, nowStore.getState(), zone, playing);
  const presentation = isUnknown ? "unknown" : shown.kind;
  const name = view?.name ?? lastName.current;
  const reason = "reason" in shown ? shown.reason : null;
  const message = isUnknown ? t("unknown", { id: camera }) : reason === null ? "" : sentence(reason, language);
  const messageRoom = { width: size.width * messageShare, height: size.height - stripEm * scale.source - framePx };
  return (
    <div
      ref={root}
      className={`camera camera-${presentation}`}
      style={typeStyle(scale, tileScale)}
      data-camera={camera}
      data-presentation={presentation}
      data-way={playing?.way}
      data-stream={playing?.stream}
      data-pace={playing?.pace}
    >
      <canvas ref={still} className="camera-picture" />
      {videos.map((video, index) => (
        // There are always two, and they never change places.
        <video
          key={index === 0 ? "first" : "second"}
          ref={video}
          className="camera-picture"
          muted
          playsInline
          autoPlay
          disablePictureInPicture
        />
      ))}
      <canvas ref={kept} className="camera-picture camera-kept" hidden={!isKeptShown} />
      {view?.isSimulated === true && (
        <span className="camera-tag">
          <Tag kind="simulated" word={t("simulated")} />
        </span>
      )}
      {hearing !== null && <CameraSound camera={camera} hearing={hearing} />}
      {message !== "" && (
        <p
          className="camera-message"
          style={{ ...messageRoom, fontSize: fittedTextPx(message, messageRoom, { least: 12, most: scale.source }) }}
        >
          {message}
        </p>
      )}
      <TypeContext value={scale}>
        <CameraStrip name={name === undefined ? camera : inLanguage(name, language)} strip={strip} width={size.width} />
      </TypeContext>
    </div>
  );
}
