import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { CameraTile } from "../../../cameras/CameraTile.tsx";
import { inLanguage } from "../../../i18n/bundles.ts";
import { useCameras } from "../../../state/cameras.ts";
import { InteractionContext } from "../../../ui/interaction.ts";
import { TypeContext } from "../../../ui/type-context.ts";
import { useOpened } from "../../../usage/tell.ts";
import type { PageProps } from "../../app/app-page.ts";
import { Go } from "../../app/Go.tsx";
import { Icon } from "../../app/Icon.tsx";
import { keep, kept } from "../../app/language.ts";
import { Notice } from "../../app/Notice.tsx";
import { PageHead } from "../../app/PageHead.tsx";
import { useWidth } from "../../app/use-width.ts";
import { want } from "../../app/wants.ts";
import { useAppZone } from "../../app/zone.ts";
import { useIsPartial } from "../own-part.ts";
import { ShareKey } from "../ShareKey.tsx";
import { LastPicture } from "./LastPicture.tsx";
import "../page-words.ts";
import "../../app/wall-words.ts";
import "../../../ui/parts.css";
import "../../../layout/monitor.css";
import "./camera-page.css";

const scale = { value: 24, label: 16, source: 14 };
const nothingToReport = () => undefined;
const savingKey = "cameras-save";

/** The list comes over the line that is up. */
const toldWithinMs = 3_000;

/** What a browser tells of its line; of no standard in all of them. */
type Line = { saveData?: boolean; effectiveType?: string };
const isSlow = (): boolean => {
  const line = (navigator as { connection?: Line }).connection;
  return line?.saveData === true || line?.effectiveType === "2g" || line?.effectiveType === "slow-2g";
};

/** One camera, large; live where the line bears it, else its newest picture. What it is stands in it: live with its delay, frozen, of when. */
export function Page({ params: { camera: id = "" } }: PageProps) {
  const { t } = useTranslation("leaderPages");
  const { t: app } = useTranslation("app");
  const { language } = useAppZone();
  const cameras = useCameras();
  const [said, setSaid] = useState("");
  const [isSaving, setIsSaving] = useState(() => (kept(savingKey) ?? (isSlow() ? "1" : "0")) === "1");
  useEffect(() => want({ cameras: "all" }), []);
  const view = cameras.get(id);
  useOpened("camera", view?.id);
  const save = (isWanted: boolean) => {
    keep(savingKey, isWanted ? "1" : "0");
    setIsSaving(isWanted);
  };
  const isPartial = useIsPartial();
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), toldWithinMs);
    return () => clearTimeout(timer);
  }, []);
  // The list is told complete: where there are others and not this one, it is not there; and whoever may see none is told of none.
  if (view === undefined && (cameras.size > 0 || (isPartial && isLate)))
    return (
      <Notice
        title={t("cameras.unknown")}
        why={t("cameras.unknownWhy")}
        to="/app/cameras"
        toWord={t("cameras.toList")}
      />
    );
  const order = [...cameras.values()].sort((one, other) =>
    inLanguage(one.name, language).localeCompare(inLanguage(other.name, language), language),
  );
  const at = order.findIndex((one) => one.id === id);
  const beside = (step: number) => order[(at + step + order.length) % order.length];
  const [previous, next] = [beside(-1), beside(1)];
  const name = view === undefined ? app("page.loading") : inLanguage(view.name, language);
  return (
    <>
      <PageHead title={name} backTo="/app/cameras">
        <ShareKey title={name} onSaid={setSaid} />
      </PageHead>
      <p role="status" className="leader-said">
        {said}
      </p>
      {view !== undefined &&
        (isSaving ? <LastPicture key={id} camera={view} name={name} /> : <Live key={id} camera={id} />)}
      <fieldset className="app-choice">
        <legend>{t("cameras.quality")}</legend>
        <button type="button" aria-pressed={!isSaving} onClick={() => save(false)}>
          {t("cameras.live")}
        </button>
        <button type="button" aria-pressed={isSaving} onClick={() => save(true)}>
          {t("cameras.save")}
        </button>
      </fieldset>
      {order.length > 1 && previous !== undefined && next !== undefined && (
        <nav className="camera-beside" aria-label={t("cameras.title")}>
          <Go className="app-button" to={`/app/camera/${encodeURIComponent(previous.id)}`} replaces>
            <Icon name="back" /> {t("cameras.previous")}
          </Go>
          <Go className="app-button" to={`/app/camera/${encodeURIComponent(next.id)}`} replaces>
            {t("cameras.next")} <Icon name="onward" />
          </Go>
        </nav>
      )}
    </>
  );
}

function Live({ camera }: { camera: string }) {
  const [root, width] = useWidth();
  const onState = useCallback(nothingToReport, []);
  const height = Math.round((width * 9) / 16);
  return (
    <div ref={root} className="camera-frame" style={{ height }}>
      {width > 0 && (
        <InteractionContext value="in-page">
          <TypeContext value={scale}>
            <CameraTile camera={camera} size={{ width, height }} isFocused onState={onState} />
          </TypeContext>
        </InteractionContext>
      )}
    </div>
  );
}
