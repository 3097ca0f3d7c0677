import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Words } from "#contract/entities/text.ts";

type Props = { title: string; word: string; name: Words; onName: (name: Words) => void; onClose: () => void };

/** The name of a scene that is made anew, in both languages. */
export function NameDialog({ title, word, name, onName, onClose }: Props) {
  const { t } = useTranslation("editor");
  const dialog = useRef<HTMLDialogElement>(null);
  const [{ vi, en }, setName] = useState(name);
  useEffect(() => dialog.current?.showModal(), []);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (vi.trim() === "") return;
    onName({ vi: vi.trim(), en: en.trim() || vi.trim() });
    onClose();
  };
  return (
    <dialog ref={dialog} className="keys" aria-label={title} onClose={onClose}>
      <h2>{title}</h2>
      <form onSubmit={send} className="name-form">
        <label className="scene-field">
          {t("scene.name")}
          <input
            value={vi}
            maxLength={200}
            onChange={(event) => setName({ vi: event.target.value, en: en === vi ? event.target.value : en })}
          />
        </label>
        <label className="scene-field">
          {t("scene.nameEn")}
          <input lang="en" value={en} maxLength={200} onChange={(event) => setName({ vi, en: event.target.value })} />
        </label>
        <button type="submit" className="button button-main">
          {word}
        </button>
      </form>
    </dialog>
  );
}
