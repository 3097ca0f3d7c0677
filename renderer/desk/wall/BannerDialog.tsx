import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { durations, ForSelect } from "./ForSelect.tsx";

type Props = { onShow: (text: string, forMs: number | null) => void; onClose: () => void };

/** The text to run across the wall, and for how long. */
export function BannerDialog({ onShow, onClose }: Props) {
  const { t } = useTranslation("desk");
  const dialog = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState("");
  const [forMs, setForMs] = useState<number | null>(durations[2] ?? null);
  useEffect(() => dialog.current?.showModal(), []);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === "") return;
    onShow(text.trim(), forMs);
    onClose();
  };
  return (
    <dialog ref={dialog} className="keys" aria-label={t("wall.banner")} onClose={onClose}>
      <form onSubmit={send} className="banner-form">
        <label>
          {t("wall.bannerText")}
          <input value={text} maxLength={300} onChange={(event) => setText(event.target.value)} />
        </label>
        <ForSelect forMs={forMs} onChange={setForMs} />
        <button type="submit" className="button button-main">
          {t("wall.banner")}
        </button>
      </form>
    </dialog>
  );
}
