import { useTranslation } from "react-i18next";
import type { Words } from "#contract/entities/text.ts";
import { withKeys } from "../../with-keys.ts";
import { beginningOf, type Field, type Member, settingsAtFirst } from "./field.ts";
import { type FormAbout, MistakeLines } from "./form-about.tsx";
import { MomentInput } from "./MomentInput.tsx";
import { PickBox } from "./PickBox.tsx";
import { SpanInput } from "./SpanInput.tsx";

type Props = {
  field: Field;
  value: unknown;
  /** Where it stands in the settings, "series.0.indicator". */
  at: string;
  label: string;
  about: FormAbout;
  /** undefined: it is to be left out. */
  onChange: (value: unknown, at: string) => void;
};

/** What one value is filled in with. A value that its field cannot hold is shown as it is and kept until it is changed. */
export function FieldInput({ field, value, at, label, about, onChange }: Props) {
  const { t } = useTranslation("editor");
  const put = (next: unknown) => onChange(next, at);
  const text = typeof value === "string" ? value : value === undefined ? "" : JSON.stringify(value);
  switch (field.kind) {
    case "pick":
      return (
        <PickBox
          label={label}
          chosen={text || undefined}
          choices={about.choicesOf(field.of) ?? []}
          onChoose={(id) => put(id)}
        />
      );
    case "words":
      return <WordsInput value={value} label={label} isLong={field.isLong} beginning={about.title.en} onChange={put} />;
    case "span":
      return <SpanInput value={text} label={label} onChange={put} />;
    case "moment":
      return <MomentInput value={value} label={label} onChange={put} />;
    case "boolean":
      return (
        <input
          type="checkbox"
          aria-label={label}
          checked={value === true}
          onChange={(event) => put(event.target.checked)}
        />
      );
    case "enum":
      return (
        <select aria-label={label} value={text} onChange={(event) => put(event.target.value || undefined)}>
          {!field.values.includes(text) && <option value={text}>{text}</option>}
          {field.values.map((one) => (
            <option key={one} value={one}>
              {about.word(`option.${one}`, one)}
            </option>
          ))}
        </select>
      );
    case "number":
      return (
        <input
          type="number"
          aria-label={label}
          value={text}
          min={field.least}
          max={field.most}
          step={field.isWhole ? 1 : "any"}
          onChange={(event) => put(event.target.value === "" ? undefined : Number(event.target.value))}
        />
      );
    case "text":
      return (
        <input
          aria-label={label}
          value={text}
          maxLength={field.longest}
          onChange={(event) => put(event.target.value || undefined)}
        />
      );
    case "list": {
      const items: unknown[] = Array.isArray(value) ? value : [];
      return (
        <ol className="field-list">
          {withKeys(items, (item) => JSON.stringify(item) ?? "").map(({ item }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: what is typed into an item must not make it another one
            <li key={index}>
              <FieldInput
                field={field.item}
                value={item}
                at={`${at}.${index}`}
                label={`${label} ${index + 1}`}
                about={about}
                onChange={onChange}
              />
              <button
                type="button"
                className="button-quiet"
                aria-label={t("form.removeItem", { label, number: index + 1 })}
                onClick={() => put(items.filter((_, other) => other !== index))}
              >
                ×
              </button>
              <MistakeLines about={about} at={`${at}.${index}`} />
            </li>
          ))}
          {(field.most === undefined || items.length < field.most) && (
            <li>
              {field.item.kind === "pick" ? (
                <PickBox
                  label={t("form.addItem", { label })}
                  chosen={undefined}
                  choices={(about.choicesOf(field.item.of) ?? []).filter(({ id }) => !items.includes(id))}
                  onChoose={(id) => put([...items, id])}
                />
              ) : (
                <button
                  type="button"
                  className="button"
                  onClick={() => put([...items, beginningOf(field.item, about.title)])}
                >
                  {t("form.add")}
                </button>
              )}
            </li>
          )}
        </ol>
      );
    }
    case "group":
      return <Members members={field.members} value={value} at={at} about={about} onChange={onChange} />;
    case "choice": {
      const chosen = (value as Record<string, unknown> | undefined)?.[field.by];
      const members = field.options.find((option) => option.value === chosen)?.members ?? [];
      return (
        <>
          <select
            aria-label={label}
            value={String(chosen ?? "")}
            onChange={(event) => {
              const option = field.options.find((one) => one.value === event.target.value);
              put({ [field.by]: event.target.value, ...settingsAtFirst(option?.members ?? [], about.title) });
            }}
          >
            {field.options.map((option) => (
              <option key={option.value} value={option.value}>
                {about.word(`option.${option.value}`, option.value)}
              </option>
            ))}
          </select>
          <Members members={members} value={value} at={at} about={about} onChange={onChange} />
        </>
      );
    }
    default:
      return <pre className="raw">{JSON.stringify(value, null, 2) ?? ""}</pre>;
  }
}

/** The values of a group, each with its name and what is wrong with it beside it. What may be left out can be switched off. */
export function Members({
  members,
  value,
  at,
  about,
  onChange,
}: Omit<Props, "field" | "label"> & { members: readonly Member[] }) {
  const given = (typeof value === "object" && value !== null ? value : {}) as Record<string, unknown>;
  return (
    <div className="field-group">
      {members.map(({ name, field, isRequired, byDefault }) => {
        const label = about.word(`field.${name}`, name);
        const own = at === "" ? name : `${at}.${name}`;
        const isGiven = given[name] !== undefined;
        const isNested = field.kind === "group" || field.kind === "choice" || field.kind === "words";
        const isSwitched = !isRequired && isNested;
        return (
          <div key={name} className="field" data-field={own}>
            <span className="field-name">
              {field.kind === "boolean" ? (
                <label>
                  <input
                    type="checkbox"
                    checked={(given[name] ?? byDefault) === true}
                    onChange={(event) => onChange(event.target.checked, own)}
                  />{" "}
                  {label}
                </label>
              ) : isSwitched ? (
                <label>
                  <input
                    type="checkbox"
                    checked={isGiven}
                    onChange={(event) =>
                      onChange(event.target.checked ? beginningOf(field, about.title) : undefined, own)
                    }
                  />{" "}
                  {label}
                </label>
              ) : (
                <>
                  {label}
                  {!isRequired && isGiven && (
                    <button
                      type="button"
                      className="button-quiet field-clear"
                      aria-label={`${about.word("form.clear", "×")}: ${label}`}
                      onClick={() => onChange(undefined, own)}
                    >
                      ×
                    </button>
                  )}
                </>
              )}
            </span>
            {field.kind !== "boolean" && (!isSwitched || isGiven) && (
              <FieldInput
                field={field}
                value={given[name] ?? byDefault}
                at={own}
                label={label}
                about={about}
                onChange={onChange}
              />
            )}
            <MistakeLines about={about} at={own} withParts={field.kind === "words"} />
          </div>
        );
      })}
    </div>
  );
}

/** A text in both languages. The English one, the panel's own name at first, goes along with the Vietnamese until somebody writes it. */
function WordsInput({
  value,
  label,
  isLong,
  beginning,
  onChange,
}: {
  value: unknown;
  label: string;
  isLong: boolean;
  beginning: string;
  onChange: (value: Words) => void;
}) {
  const { vi = "", en = "" } = (typeof value === "object" && value !== null ? value : {}) as Partial<Words>;
  const Input = isLong ? "textarea" : "input";
  const isOwn = en !== vi && en !== beginning;
  return (
    <span className="words-input">
      <Input
        aria-label={label}
        value={vi}
        onChange={(event) => onChange({ vi: event.target.value, en: isOwn ? en : event.target.value })}
      />
      <Input
        aria-label={`${label} (English)`}
        lang="en"
        value={en}
        onChange={(event) => onChange({ vi, en: event.target.value })}
      />
    </span>
  );
}
