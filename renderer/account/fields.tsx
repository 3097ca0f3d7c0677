import { type KeyboardEvent, type ReactNode, type Ref, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Mark } from "../ui/Mark.tsx";
import "./words.ts";

type FieldProps = {
  label: string;
  value: string;
  onChange(value: string): void;
  /** Under the field. */
  hint?: ReactNode;
  autoComplete: string;
  input?: Ref<HTMLInputElement>;
};

type TextProps = FieldProps & { inputMode?: "numeric" | "text" | "email"; maxLength?: number; isCode?: boolean };

export function AccountField({ label, value, onChange, hint, autoComplete, input, isCode, ...rest }: TextProps) {
  const id = useId();
  return (
    <div className="account-field">
      <label htmlFor={id}>{label}</label>
      <input
        {...rest}
        id={id}
        ref={input}
        className={isCode ? "account-code" : undefined}
        value={value}
        autoComplete={autoComplete}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onChange(event.target.value)}
      />
      {hint !== undefined && (
        <p id={`${id}-hint`} className="account-hint">
          {hint}
        </p>
      )}
    </div>
  );
}

/** A password, which can be shown, and which says that Caps Lock is on. */
export function PasswordField({ label, value, onChange, hint, autoComplete, input }: FieldProps) {
  const { t } = useTranslation("account");
  const id = useId();
  const [isShown, setShown] = useState(false);
  const [hasCaps, setCaps] = useState(false);
  const look = (event: KeyboardEvent) => setCaps(event.getModifierState("CapsLock"));
  return (
    <div className="account-field">
      <label htmlFor={id}>{label}</label>
      <div className="account-password">
        <input
          id={id}
          ref={input}
          type={isShown ? "text" : "password"}
          value={value}
          maxLength={256}
          autoComplete={autoComplete}
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          aria-describedby={`${id}-hint`}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={look}
          onKeyUp={look}
          onBlur={() => setCaps(false)}
        />
        <button
          type="button"
          aria-pressed={isShown}
          aria-label={t(isShown ? "hide" : "show")}
          title={t(isShown ? "hide" : "show")}
          onClick={() => setShown(!isShown)}
        >
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="M2 12s3.6-6.5 10-6.5S22 12 22 12s-3.6 6.5-10 6.5S2 12 2 12M12 9a3 3 0 1 1 0 6 3 3 0 0 1 0-6" />
            {isShown && <path d="M4 4l16 16" />}
          </svg>
        </button>
      </div>
      <div id={`${id}-hint`}>
        <p className="account-caps" role="status">
          {hasCaps && (
            <>
              <Mark shape="up" />
              {t("capsLock")}
            </>
          )}
        </p>
        {hint}
      </div>
    </div>
  );
}

/** What came to nothing and why, heard by whoever does not see it. */
export function Wrong({ children }: { children: string }) {
  return (
    <p className="account-wrong" role="alert">
      {children !== "" && (
        <>
          <Mark shape="up" />
          <span>{children}</span>
        </>
      )}
    </p>
  );
}
