import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

type Props = {
  label: string;
  /** Endings that the system's dialog shows first. */
  accept: string;
  isBusy: boolean;
  onFile: (file: File) => void;
};

/** A file, chosen by the system's dialog or dropped here. */
export function FileDrop({ label, accept, isBusy, onFile }: Props) {
  const { t } = useTranslation("deskMap");
  const [isOver, setIsOver] = useState(false);
  // Dropped beside it, a file would be opened in the place of the desk.
  useEffect(() => {
    const stop = (event: DragEvent) => event.preventDefault();
    for (const type of ["dragover", "drop"] as const) window.addEventListener(type, stop);
    return () => {
      for (const type of ["dragover", "drop"] as const) window.removeEventListener(type, stop);
    };
  }, []);
  return (
    <label
      className="file-drop"
      data-over={isOver}
      data-busy={isBusy}
      onDragEnter={() => setIsOver(true)}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        setIsOver(false);
        const file = event.dataTransfer.files[0];
        if (file !== undefined && !isBusy) onFile(file);
      }}
    >
      <input
        type="file"
        aria-label={label}
        accept={accept}
        disabled={isBusy}
        onChange={({ target }) => {
          const file = target.files?.[0];
          // The same file again, mended meanwhile, is another choice.
          target.value = "";
          if (file !== undefined) onFile(file);
        }}
      />
      <span className="button">{t("data.choose")}</span> {t("data.drop")}
    </label>
  );
}
