import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { inLanguage } from "../i18n/index.ts";
import { useReason } from "../i18n/use-reason.ts";
import { Refusal } from "../live/refusal.ts";
import type { Site } from "../state/site.ts";
import { fileName, save, workbookOf } from "./files.ts";
import { pictureOf } from "./picture.ts";
import { partName, takenOf, tilesWithFigures } from "./taken.ts";
import "./takeaway.css";

const hourMs = 3_600_000;
/** How much of the past comes along, ms. */
const pasts = [24 * hourMs, 7 * 24 * hourMs, 30 * 24 * hourMs] as const;

type Props = {
  site: Site;
  /** The tile that is chosen at first; null: the whole scene. */
  first: string | null;
  /** Where the page's tiles are, for their charts. */
  rootOf: () => ParentNode;
  /** To print a tile alone; undefined: the whole scene. */
  onPrint: (only: string | undefined) => void;
  onClose: () => void;
};

type State = { kind: "idle" | "busy" } | { kind: "done"; file: string } | { kind: "failed"; reason: string };

/** What is taken away, and as what: XLSX by X, a picture by A, PDF by P; Esc closes it. */
export function TakeawayDialog({ site, first, rootOf, onPrint, onClose }: Props) {
  const { t, i18n } = useTranslation("takeaway");
  const { t: figure } = useTranslation("figure");
  const language = i18n.language === "en" ? "en" : "vi";
  const reasonOf = useReason();
  const dialog = useRef<HTMLDialogElement>(null);
  const [only, setOnly] = useState(first);
  const [pastMs, setPastMs] = useState<number>();
  const [state, setState] = useState<State>({ kind: "idle" });
  useEffect(() => dialog.current?.showModal(), []);
  const tiles = tilesWithFigures(site);
  const isNothing = tiles.length === 0;

  const take = async (ending: "xlsx" | "png") => {
    if (state.kind === "busy" || isNothing) return;
    setState({ kind: "busy" });
    try {
      const taken = takenOf(site, { t, figure, language }, only ?? undefined);
      const blob = await (ending === "xlsx" ? workbookOf(taken, language, pastMs) : pictureOf(taken, t, rootOf()));
      const file = `${fileName(taken, site.timeZone)}.${ending}`;
      save(blob, file);
      setState({ kind: "done", file });
    } catch (error) {
      const reason = error instanceof Refusal ? reasonOf(error) : t("noPicture");
      setState({ kind: "failed", reason });
    }
  };
  const print = () => {
    if (isNothing) return;
    onClose();
    onPrint(only ?? undefined);
  };
  const deeds: Record<string, () => void> = { x: () => void take("xlsx"), a: () => void take("png"), p: print };

  return (
    <dialog
      ref={dialog}
      className="takeaway"
      aria-label={t("open")}
      onClose={onClose}
      onKeyDown={(event) => {
        if (event.ctrlKey || event.altKey || event.metaKey) return;
        const deed = deeds[event.key.toLowerCase()];
        if (deed === undefined) return;
        event.preventDefault();
        deed();
      }}
    >
      <h2>{t("open")}</h2>
      {isNothing ? (
        <p>{t("nothing")}</p>
      ) : (
        <>
          <label>
            {t("what")}
            <select value={only ?? ""} onChange={(event) => setOnly(event.target.value || null)}>
              <option value="">{t("scene", { name: inLanguage(site.scene.name, language) })}</option>
              {tiles.map((tile) => (
                <option key={tile.id} value={tile.id}>
                  {partName(tile, site, language)}
                </option>
              ))}
            </select>
          </label>
          <label>
            {t("past")}
            <select
              value={pastMs ?? ""}
              onChange={(event) => setPastMs(event.target.value === "" ? undefined : Number(event.target.value))}
            >
              <option value="">{t("pastNone")}</option>
              {pasts.map((ms) => (
                <option key={ms} value={ms}>
                  {ms === pasts[0]
                    ? t("pastHours", { count: ms / hourMs })
                    : t("pastDays", { count: ms / (24 * hourMs) })}
                </option>
              ))}
            </select>
          </label>
        </>
      )}
      <div className="takeaway-deeds">
        {!isNothing && (
          <>
            <button type="button" disabled={state.kind === "busy"} onClick={() => void take("xlsx")}>
              {t("workbook")} <kbd>X</kbd>
            </button>
            <button type="button" disabled={state.kind === "busy"} onClick={() => void take("png")}>
              {t("picture")} <kbd>A</kbd>
            </button>
            <button type="button" onClick={print}>
              {t("print")} <kbd>P</kbd>
            </button>
          </>
        )}
        <button type="button" className="takeaway-close" onClick={onClose}>
          {t("close")} <kbd>Esc</kbd>
        </button>
      </div>
      <p className={state.kind === "failed" ? "tone-attention" : "takeaway-note"} role="status">
        {state.kind === "busy"
          ? t("busy")
          : state.kind === "done"
            ? t("done", { file: state.file })
            : state.kind === "failed"
              ? t("failed", { reason: state.reason })
              : isNothing
                ? ""
                : t("printHint")}
      </p>
    </dialog>
  );
}
