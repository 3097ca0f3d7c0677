import { type ReactNode, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { StoredScene } from "#contract/entities/wall-state.ts";
import { inLanguage } from "../../i18n/index.ts";
import { isUnsaved, type Work } from "./draft.ts";

type Props = {
  scenes: readonly StoredScene[];
  work: Work | null;
  isBusy: boolean;
  onOpen: (id: string) => void;
  onNew: () => void;
  onSave: () => void;
  onSaveAs: () => void;
  onSaveAndPrepare: () => void;
  onRemove: () => void;
  onImport: (file: File) => void;
  onExport: () => void;
  onUndo: () => void;
  onRedo: () => void;
};

/** Which scene is on the table, and what can be done with it as a whole. */
export function SceneBar(props: Props): ReactNode {
  const { scenes, work, isBusy } = props;
  const { t, i18n } = useTranslation("editor");
  const file = useRef<HTMLInputElement>(null);
  const isKnown = work === null || scenes.some(({ id }) => id === work.id);
  return (
    <div className="scene-bar">
      <select
        aria-label={t("bar.scene")}
        value={work?.id ?? ""}
        onChange={(event) => {
          props.onOpen(event.target.value);
          // The keys are the editor's again.
          event.target.blur();
        }}
      >
        {work === null && <option value="">{t("bar.choose")}</option>}
        {work !== null && !isKnown && <option value={work.id}>{inLanguage(work.draft.name, i18n.language)}</option>}
        {scenes.map(({ id, name }) => (
          <option key={id} value={id}>
            {inLanguage(name, i18n.language)}
          </option>
        ))}
      </select>
      {work !== null && (
        <span className={isUnsaved(work) ? "tone-attention" : "quiet"} role="status">
          {work.base === null
            ? t("bar.notKept")
            : isUnsaved(work)
              ? t("bar.unsaved")
              : t("bar.saved", { version: work.base.version })}
        </span>
      )}
      <span className="scene-bar-right">
        <button type="button" className="button-quiet" disabled={!work?.past.length} onClick={props.onUndo}>
          {t("bar.undo")} <kbd>Ctrl Z</kbd>
        </button>
        <button type="button" className="button-quiet" disabled={!work?.future.length} onClick={props.onRedo}>
          {t("bar.redo")} <kbd>Ctrl Y</kbd>
        </button>
        <button type="button" className="button" onClick={props.onNew}>
          {t("bar.new")} <kbd>N</kbd>
        </button>
        <button type="button" className="button" disabled={work === null} onClick={props.onSaveAs}>
          {t("bar.saveAs")}
        </button>
        <button
          type="button"
          className="button"
          disabled={work === null || work.base === null}
          onClick={props.onRemove}
        >
          {t("bar.remove")}
        </button>
        <button type="button" className="button" onClick={() => file.current?.click()}>
          {t("bar.import")}
        </button>
        <button type="button" className="button" onClick={props.onExport}>
          {t("bar.export")}
        </button>
        <button type="button" className="button" disabled={work === null || isBusy} onClick={props.onSave}>
          {t("bar.save")} <kbd>Ctrl S</kbd>
        </button>
        <button
          type="button"
          className="button button-main"
          disabled={work === null || isBusy}
          onClick={props.onSaveAndPrepare}
        >
          {t("bar.saveAndPrepare")} <kbd>Ctrl ↵</kbd>
        </button>
      </span>
      <input
        ref={file}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label={t("bar.import")}
        onChange={(event) => {
          const chosen = event.target.files?.[0];
          event.target.value = "";
          if (chosen !== undefined) props.onImport(chosen);
        }}
      />
    </div>
  );
}
