import { type KeyboardEvent, type ReactNode, useId, useRef } from "react";

/** A name over what is entered, and a word on it below. */
export function Field({
  name,
  note,
  isWide = false,
  children,
}: {
  name: string;
  note?: string | undefined;
  isWide?: boolean;
  /** Given the id that the name is for, and that of the note. */
  children: (id: string, noteId: string | undefined) => ReactNode;
}) {
  const id = useId();
  return (
    <div className={isWide ? "wizard-field wizard-field-wide" : "wizard-field"}>
      {children.length === 0 ? (
        // What is entered says its name itself: there are two of them.
        <span className="wizard-field-name">{name}</span>
      ) : (
        <label className="wizard-field-name" htmlFor={id}>
          {name}
        </label>
      )}
      {children(id, note === undefined ? undefined : `${id}-note`)}
      {note !== undefined && <small id={`${id}-note`}>{note}</small>}
    </div>
  );
}

type TextProps = {
  name: string;
  value: string;
  onChange: (value: string) => void;
  note?: string | undefined;
  isWide?: boolean;
  placeholder?: string;
  type?: "text" | "password";
  inputMode?: "decimal" | "url";
  list?: readonly string[];
};

/** A line of text; with `list` what others have entered is offered. */
export function TextField({
  name,
  value,
  onChange,
  note,
  isWide,
  placeholder,
  type = "text",
  inputMode,
  list,
}: TextProps) {
  const listId = useId();
  return (
    <Field name={name} note={note} {...(isWide === undefined ? {} : { isWide })}>
      {(id, noteId) => (
        <>
          <input
            id={id}
            type={type}
            value={value}
            autoComplete={type === "password" ? "new-password" : "off"}
            spellCheck={false}
            maxLength={500}
            placeholder={placeholder}
            inputMode={inputMode}
            aria-describedby={noteId}
            list={list === undefined ? undefined : listId}
            onChange={(event) => onChange(event.target.value)}
          />
          {list !== undefined && (
            <datalist id={listId}>
              {list.map((one) => (
                <option key={one} value={one} />
              ))}
            </datalist>
          )}
        </>
      )}
    </Field>
  );
}

export function SelectField<Value extends string>({
  name,
  value,
  options,
  onChange,
  note,
}: {
  name: string;
  value: Value;
  options: readonly { value: Value; text: string }[];
  onChange: (value: Value) => void;
  note?: string;
}) {
  return (
    <Field name={name} note={note}>
      {(id, noteId) => (
        <select
          id={id}
          value={value}
          aria-describedby={noteId}
          onChange={(event) => onChange(event.target.value as Value)}
        >
          {options.map((one) => (
            <option key={one.value} value={one.value}>
              {one.text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** One of a few, each with a word on what it is: arrows move, Enter goes on. */
export function Choices<Value extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: Value;
  options: readonly { value: Value; name: string; about: string }[];
  onChange: (value: Value) => void;
}) {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (step === undefined || event.altKey) return;
    event.preventDefault();
    const at = options.findIndex((one) => one.value === value);
    const to = (at + step + options.length) % options.length;
    const chosen = options[to];
    if (chosen === undefined) return;
    onChange(chosen.value);
    list.current?.querySelectorAll<HTMLElement>("[role=radio]")[to]?.focus();
  };
  return (
    <div ref={list} className="wizard-choices" role="radiogroup" aria-label={label} onKeyDown={onKeyDown}>
      {options.map((one) => (
        // A button would keep Enter to itself, which is to go on.
        // biome-ignore lint/a11y/useSemanticElements: a radio button cannot hold two lines of words
        <div
          key={one.value}
          role="radio"
          className="wizard-choice"
          aria-checked={one.value === value}
          tabIndex={one.value === value ? 0 : -1}
          data-first={one.value === value || undefined}
          onClick={() => onChange(one.value)}
          onKeyDown={(event) => {
            if (event.key !== " ") return;
            event.preventDefault();
            onChange(one.value);
          }}
        >
          <strong>{one.name}</strong>
          <small>{one.about}</small>
        </div>
      ))}
    </div>
  );
}

export function CheckField({
  name,
  isChecked,
  onChange,
}: {
  name: string;
  isChecked: boolean;
  onChange: (is: boolean) => void;
}) {
  return (
    <label className="wizard-check">
      <input type="checkbox" checked={isChecked} onChange={(event) => onChange(event.target.checked)} />
      <span>{name}</span>
    </label>
  );
}
