import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Programme } from "#contract/entities/programme.ts";
import { Rule } from "#contract/entities/rule.ts";
import type { Words } from "#contract/entities/text.ts";
import { Mark } from "../../ui/Mark.tsx";
import { Check, TextField } from "./fields.tsx";

const schemas = { programme: Programme.omit({ id: true }), rule: Rule.omit({ id: true }) } as const;

type Props = {
  kind: keyof typeof schemas;
  /** undefined: a new one. */
  id: string | undefined;
  isChanged: boolean;
  draft: object;
  /** @returns whether it was saved */
  onSave: () => Promise<boolean>;
  onClose: () => void;
  children: ReactNode;
};

/** The frame of a form: what is wrong is said before anything is sent; Ctrl+S saves, Esc leaves what nobody has changed. */
export function EditForm({ kind, id, isChanged, draft, onSave, onClose, children }: Props) {
  const { t, i18n } = useTranslation("desk");
  const form = useRef<HTMLFormElement>(null);
  const [wrong, setWrong] = useState<string>();
  useEffect(() => form.current?.querySelector<HTMLElement>("input, select")?.focus(), []);
  /** A field as the form calls it; a row by its number. */
  const partWords = (part: PropertyKey): string =>
    typeof part === "number"
      ? String(part + 1)
      : i18n.exists(`automation.part.${String(part)}`, { ns: "desk" })
        ? t(`automation.part.${part as "steps"}`)
        : String(part);
  const save = async () => {
    const { id: _, ...content } = draft as { id?: unknown };
    const parsed = schemas[kind].safeParse(content);
    if (!parsed.success) {
      setWrong((parsed.error.issues[0]?.path ?? []).map(partWords).join(" › "));
      return;
    }
    setWrong(undefined);
    if (await onSave()) onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() === "s" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void save();
    } else if (event.key === "Escape" && !isChanged) {
      event.preventDefault();
      onClose();
    }
  };
  return (
    <form ref={form} className="detail automation-form" onSubmit={submit} onKeyDown={onKeyDown}>
      <p className="detail-kind">{t(`automation.kind.${kind}`)}</p>
      <h2>{id === undefined ? t(`automation.new.${kind}`) : t("automation.editing")}</h2>
      {children}
      {wrong !== undefined && (
        <p className="tone-attention" role="alert">
          <Mark shape="up" />
          {t("automation.wrongAt", { at: wrong })}
        </p>
      )}
      <div className="automation-deeds">
        <button type="submit" className="button button-main">
          {t("automation.save")} <kbd>Ctrl S</kbd>
        </button>
        <button type="button" className="button" onClick={onClose}>
          {t("automation.leave")}
        </button>
      </div>
    </form>
  );
}

/** The English name is the Vietnamese one until somebody writes another. */
export function NameFields({ name, onChange }: { name: Words; onChange: (name: Words) => void }) {
  const { t } = useTranslation("desk");
  const [isOne, setIsOne] = useState(name.vi === name.en);
  return (
    <div className="field-row">
      <TextField
        label={t("automation.name")}
        value={name.vi}
        width="300px"
        onChange={(vi) => onChange({ vi, en: isOne ? vi : name.en })}
      />
      {!isOne && (
        <TextField label="English" value={name.en} width="300px" onChange={(en) => onChange({ ...name, en })} />
      )}
      <Check
        text={t("automation.nameInBoth")}
        isOn={isOne}
        onChange={(isOn) => {
          setIsOne(isOn);
          if (isOn) onChange({ vi: name.vi, en: name.vi });
        }}
      />
    </div>
  );
}
