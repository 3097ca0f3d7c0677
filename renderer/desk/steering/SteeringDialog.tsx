import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Preset, PresetList } from "#contract/entities/steering.ts";
import { routes } from "#contract/routes.ts";
import { CameraTile } from "../../cameras/CameraTile.tsx";
import { inLanguage } from "../../i18n/index.ts";
import { useReason } from "../../i18n/use-reason.ts";
import { askCore, useAsked } from "../../state/asking.ts";
import { useCamera } from "../../state/cameras.ts";
import { AskedNote } from "../AskedNote.tsx";
import { Holder } from "./Holder.tsx";
import { useSteering } from "./use-steering.ts";
import "./steering.css";

const picture = { width: 800, height: 450 };
const nothingToTell = () => undefined;
const numbered = 9;

const pad = [
  ["ArrowUp", "▲", "up"],
  ["ArrowLeft", "◀", "left"],
  ["ArrowRight", "▶", "right"],
  ["ArrowDown", "▼", "down"],
  ["Equal", "+", "zoomIn"],
  ["Minus", "−", "zoomOut"],
] as const;

/** A camera's live picture and the keys that move it, with who has it. Esc lets go of it. */
export function SteeringDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t, i18n } = useTranslation("desk");
  const reasonOf = useReason();
  const dialog = useRef<HTMLDialogElement>(null);
  const camera = useCamera(id);
  const presets = useRef<readonly Preset[]>([]);
  const asked = useAsked(`presets/${id}`, (signal) => askCore(routes.cameraPresets(id), PresetList, { signal }));
  const list = asked.value?.presets ?? [];
  useLayoutEffect(() => {
    presets.current = list;
  });
  const { failure, untilMs, press, lift, goTo } = useSteering(id, presets);
  // The tile measures itself as it comes, and a dialog that is not open yet has no size.
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    dialog.current?.showModal();
    // Not its first button, which would look as if it were chosen.
    dialog.current?.focus();
    setOpen(true);
  }, []);
  const language = i18n.language === "en" ? "en" : "vi";
  const name = camera === undefined ? id : inLanguage(camera.name, language);
  // Whoever had it has let go of it since.
  const isOver = failure?.coded?.code === "camera.held" && camera?.steering?.by === null;
  return (
    <dialog
      ref={dialog}
      className="keys steering"
      tabIndex={-1}
      aria-label={t("steering.title", { name })}
      onClose={onClose}
    >
      <div className="steering-picture" style={picture}>
        {isOpen && <CameraTile camera={id} size={picture} isFocused onState={nothingToTell} />}
      </div>
      <div className="steering-side">
        <h2>{t("steering.title", { name })}</h2>
        <Holder camera={camera} untilMs={untilMs} />
        <fieldset className="steering-pad" aria-label={t("steering.move")}>
          {pad.map(([code, sign, word]) => (
            <button
              key={code}
              type="button"
              className={`button steering-${word}`}
              aria-label={t(`steering.${word}`)}
              tabIndex={-1}
              onPointerDown={(event) => {
                event.currentTarget.setPointerCapture(event.pointerId);
                press(code);
              }}
              onPointerUp={() => lift(code)}
              onPointerCancel={() => lift(code)}
            >
              {sign}
            </button>
          ))}
        </fieldset>
        <h3>{t("steering.presets")}</h3>
        <AskedNote failure={asked.failure} isLoading={asked.value === undefined} />
        {asked.value !== undefined && list.length === 0 && <p className="quiet">{t("steering.noPresets")}</p>}
        <ul className="steering-presets">
          {list.map(({ token, name: preset }, index) => (
            <li key={token}>
              <button type="button" className="button" onClick={() => goTo(token)}>
                {index < numbered && <kbd>{index + 1}</kbd>} {preset}
              </button>
            </li>
          ))}
        </ul>
        {failure !== undefined && !isOver && (
          <p className="tone-attention steering-refused" role="alert">
            {reasonOf(failure)}
          </p>
        )}
        <p className="quiet steering-hint">{t("steering.hint")}</p>
      </div>
    </dialog>
  );
}
