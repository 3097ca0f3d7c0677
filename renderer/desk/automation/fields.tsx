import { type ReactNode, useId } from "react";
import { TimeInput } from "../dates/TimeInput.tsx";

type Labelled = { label: string };

/** A control with its name above it; `children` makes the control with the id it is named by. */
export function Field({ label, children }: Labelled & { children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}

type TextProps = Labelled & { value: string; onChange: (value: string) => void; placeholder?: string; width?: string };

export function TextField({ label, value, onChange, placeholder, width }: TextProps) {
  return (
    <Field label={label}>
      {(id) => (
        <input
          id={id}
          value={value}
          placeholder={placeholder}
          style={{ width }}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

type NumberProps = Labelled & { value: number | null; onChange: (value: number | null) => void; step?: "any" | 1 };

/** An empty one is null. */
export function NumberField({ label, value, onChange, step = 1 }: NumberProps) {
  return (
    <Field label={label}>
      {(id) => (
        <input
          id={id}
          type="number"
          step={step}
          value={value === null || Number.isNaN(value) ? "" : value}
          onChange={(event) => onChange(event.target.value === "" ? null : Number(event.target.value))}
        />
      )}
    </Field>
  );
}

export function TimeField({ label, value, onChange }: Omit<TextProps, "placeholder">) {
  return <Field label={label}>{(id) => <TimeInput id={id} value={value} onValue={onChange} />}</Field>;
}

export type Option<Value extends string> = { value: Value; text: string };
type SelectProps<Value extends string> = Labelled & {
  value: Value;
  options: readonly Option<Value>[];
  onChange: (value: Value) => void;
};

/** A value that is not among the options any more stays, by its id. */
export function SelectField<Value extends string>({ label, value, options, onChange }: SelectProps<Value>) {
  const isKnown = options.some((option) => option.value === value);
  return (
    <Field label={label}>
      {(id) => (
        <select id={id} value={value} onChange={(event) => onChange(event.target.value as Value)}>
          {!isKnown && <option value={value}>{value === "" ? "—" : `⚠ ${value}`}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

type CheckProps = { text: string; isOn: boolean; onChange: (isOn: boolean) => void };

export function Check({ text, isOn, onChange }: CheckProps) {
  return (
    <label className="check">
      <input type="checkbox" checked={isOn} onChange={(event) => onChange(event.target.checked)} />
      {text}
    </label>
  );
}
