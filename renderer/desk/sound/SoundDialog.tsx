import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CameraView } from "#contract/entities/camera.ts";
import type { WallCommand, WallState } from "#contract/entities/wall-state.ts";
import { sentence } from "#contract/errors.ts";
import { inLanguage } from "../../i18n/index.ts";
import type { Refusal } from "../../state/asking.ts";
import type { Site } from "../../state/site.ts";
import { AskedNote } from "../AskedNote.tsx";
import { hearableOn, isSameHeard } from "./hearable.ts";

/** A slider that is drawn is one deed, not one for each step. */
const settledMs = 300;

type Props = {
  wall: WallState;
  site: Site;
  cameras: ReadonlyMap<string, CameraView>;
  failure: Refusal | undefined;
  onDrive: (command: WallCommand) => void;
  onClose: () => void;
};

/** How loud the wall is, whether it is muted, and which of the things on it is heard. */
export function SoundDialog({ wall, site, cameras, failure, onDrive, onClose }: Props) {
  const { t, i18n } = useTranslation("desk");
  const language = i18n.language === "en" ? "en" : "vi";
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const { level, isMuted, heard } = wall.sound;
  const [drawn, setDrawn] = useState<number | null>(null);
  const latest = useRef(onDrive);
  useEffect(() => {
    latest.current = onDrive;
  });
  useEffect(() => {
    if (drawn === null) return;
    const timer = setTimeout(() => {
      setDrawn(null);
      latest.current({ type: "sound-level", level: drawn });
    }, settledMs);
    return () => clearTimeout(timer);
  }, [drawn]);

  const all = hearableOn({ site, cameras });
  // What was chosen stays in the list where no monitor shows it now.
  const isListed = heard === null || all.some((one) => isSameHeard(one, heard));
  const list = isListed ? all : [heard, ...all];
  const reason = heard?.kind === "camera" ? (cameras.get(heard.id)?.sound?.reason ?? null) : null;
  return (
    <dialog ref={dialog} className="keys sound-dialog" aria-label={t("sound.title")} onClose={onClose}>
      <h2>{t("sound.title")}</h2>
      <div className="sound-level">
        <label>
          {t("sound.level", { level: drawn ?? level })}
          <input
            type="range"
            min={0}
            max={100}
            step={5}
            value={drawn ?? level}
            onChange={(event) => setDrawn(Number(event.target.value))}
          />
        </label>
        <button
          type="button"
          className="button"
          aria-pressed={isMuted}
          onClick={() => onDrive({ type: "mute", isMuted: !isMuted })}
        >
          {t(isMuted ? "sound.unmute" : "sound.mute")} <kbd>Ctrl M</kbd>
        </button>
      </div>
      <fieldset className="sound-list">
        <legend>{t("sound.which")}</legend>
        <label>
          <input
            type="radio"
            name="heard"
            checked={heard === null}
            onChange={() => onDrive({ type: "hear", heard: null })}
          />
          {t("sound.nothing")}
        </label>
        {list.map((one) => (
          <label key={`${one.kind} ${one.id} ${one.display}`}>
            <input
              type="radio"
              name="heard"
              checked={isSameHeard(one, heard)}
              onChange={() => onDrive({ type: "hear", heard: one })}
            />
            <span className="one-line">{inLanguage(one.what, language)}</span>
            <small>
              {t(one.kind === "camera" ? "sound.camera" : "sound.page", { display: one.display })}
              {!isListed && one === heard && ` · ${t("sound.notShown")}`}
            </small>
          </label>
        ))}
      </fieldset>
      {reason !== null && <p className="asked-note tone-attention">{sentence(reason, language)}</p>}
      <AskedNote failure={failure} isLoading={false} />
      <button type="button" className="button" onClick={onClose}>
        {t("keys.closeButton")}
      </button>
    </dialog>
  );
}
