import { type CSSProperties, type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { areaOf } from "#contract/entities/area.ts";
import type { Surfaces } from "#contract/entities/surface.ts";
import type { WallPlan } from "#contract/entities/wall.ts";
import { displays } from "../../state/displays.ts";
import { useStoreValue } from "../../state/store.ts";
import { useKeyListener } from "../use-key-listener.ts";

type Props = {
  plan: WallPlan;
  surfaces: Surfaces;
  /** The monitor that is chosen as it opens, with the surface it is part of. */
  selected: number;
  /** All surfaces there are to be from now on. */
  onArrange: (surfaces: Surfaces) => void;
  onClose: () => void;
};

/** Monitors to be joined into one surface, or split again: the wall's plan to choose them on, by mouse or by number. */
export function SurfacesDialog({ plan, surfaces, selected, onArrange, onClose }: Props) {
  const { t } = useTranslation("desk");
  const dialog = useRef<HTMLDialogElement>(null);
  const surfaceOf = (display: number) => surfaces.find((surface) => surface.includes(display));
  const [chosen, setChosen] = useState<readonly number[]>(surfaceOf(selected) ?? [selected]);
  const told = [...useStoreValue(displays.store).values()];
  useEffect(() => dialog.current?.showModal(), []);
  const toggle = (display: number) =>
    setChosen((now) =>
      now.includes(display) ? now.filter((one) => one !== display) : [...now, display].sort((a, b) => a - b),
    );
  useKeyListener((event) => {
    const digit = Number(/^Digit([1-9])$/.exec(event.code)?.[1]);
    if (!(digit <= plan.columns * plan.rows) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    toggle(digit);
  });

  const isTouched = (surface: readonly number[]) => surface.some((display) => chosen.includes(display));
  const touched = surfaces.filter(isTouched);
  const others = surfaces.filter((surface) => !isTouched(surface));
  const machines = new Set(
    told.filter(({ number, state }) => chosen.includes(number) && state !== "missing").map(({ machine }) => machine),
  );
  const isThere = touched.length === 1 && touched[0]?.join() === chosen.join();
  const canJoin = chosen.length > 1 && areaOf(plan, chosen) !== undefined && machines.size < 2 && !isThere;
  const hint = canJoin
    ? t("wall.surface.canJoin")
    : isThere
      ? t("wall.surface.isThere", { displays: chosen.join("+") })
      : machines.size > 1
        ? t("wall.surface.machines")
        : t("wall.surface.choose");
  const arrange = (next: Surfaces) => {
    onArrange(next);
    onClose();
  };
  const join = (event: FormEvent | KeyboardEvent) => {
    event.preventDefault();
    if (canJoin) arrange([...others, [...chosen]]);
  };
  // On a monitor Space chooses; Enter is for what the dialog is about.
  const joinByEnter = (event: KeyboardEvent) => {
    if (event.key === "Enter") join(event);
  };
  const style: CSSProperties & Record<"--aspect", number> = {
    gridTemplateColumns: `repeat(${plan.columns}, 1fr)`,
    "--aspect": plan.resolution.width / plan.resolution.height,
  };
  return (
    <dialog ref={dialog} className="keys" aria-label={t("wall.surface.open")} onClose={onClose}>
      <form onSubmit={join} className="banner-form">
        <h2>{t("wall.surface.open")}</h2>
        <div className="surface-grid" style={style}>
          {Array.from({ length: plan.columns * plan.rows }, (_, at) => at + 1).map((display) => (
            <button
              key={display}
              type="button"
              aria-label={t("wall.display", { display })}
              aria-pressed={chosen.includes(display)}
              data-surface={surfaceOf(display)?.join("+")}
              onClick={() => toggle(display)}
              onKeyDown={joinByEnter}
            >
              {display}
              {surfaceOf(display) !== undefined && (
                <small>{t("wall.surface.name", { displays: surfaceOf(display)?.join("+") })}</small>
              )}
            </button>
          ))}
        </div>
        <p className="surface-hint">{hint}</p>
        <div className="surface-deeds">
          <button type="submit" className="button button-main" disabled={!canJoin}>
            {t("wall.surface.join", { displays: chosen.join("+") })}
          </button>
          <button type="button" className="button" disabled={touched.length === 0} onClick={() => arrange(others)}>
            {t("wall.surface.split", { displays: touched.map((surface) => surface.join("+")).join(", ") })}
          </button>
          <button type="button" className="button" onClick={onClose}>
            {t("keys.closeButton")}
          </button>
        </div>
      </form>
    </dialog>
  );
}
