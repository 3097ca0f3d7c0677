import { useTranslation } from "react-i18next";
import { PasswordField } from "./fields.tsx";
import { leastPassword, type Strength, strengthOf } from "./strength.ts";

type Props = {
  value: string;
  again: string;
  onChange(value: string): void;
  onAgain(value: string): void;
  /** Names of whoever it is for. */
  about: readonly string[];
};

/** Whether both are there and the same; how good it is is the core's matter. */
export const isReady = ({ value, again }: Pick<Props, "value" | "again">): boolean =>
  [...value.normalize("NFC")].length >= leastPassword && value === again;

const steps: Record<Strength["level"], number> = { none: 0, short: 1, guessable: 1, fair: 2, good: 3 };

/** A new password, twice, with what it is worth in a word. */
export function NewPasswordFields({ value, again, onChange, onAgain, about }: Props) {
  const { t } = useTranslation("account");
  const strength = strengthOf(value, about);
  const words =
    strength.level === "none"
      ? t("strength.none", { least: leastPassword })
      : strength.level === "short"
        ? t("strength.short", { count: strength.missing })
        : strength.level === "guessable"
          ? t(`strength.${strength.why}`)
          : t(`strength.${strength.level}`);
  return (
    <>
      <PasswordField
        label={t("newPassword.new")}
        value={value}
        onChange={onChange}
        autoComplete="new-password"
        hint={
          <p className="account-strength" data-level={strength.level} aria-live="polite">
            <span className="account-steps" aria-hidden="true" data-steps={steps[strength.level]} />
            {words}
          </p>
        }
      />
      <PasswordField
        label={t("newPassword.again")}
        value={again}
        onChange={onAgain}
        autoComplete="new-password"
        hint={
          again !== "" && again.length >= value.length && again !== value ? (
            <p className="account-hint account-differ">{t("newPassword.differ")}</p>
          ) : undefined
        }
      />
      <p className="account-hint">{t("newPassword.note")}</p>
    </>
  );
}
