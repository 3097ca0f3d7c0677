import { useTranslation } from "react-i18next";
import type { AccountState } from "#contract/accounts/account.ts";
import { Mark, type MarkShape } from "../../ui/Mark.tsx";

const looks: Record<AccountState, { shape: MarkShape; tone: string }> = {
  active: { shape: "live", tone: "tone-quiet" },
  invited: { shape: "late", tone: "tone-late" },
  locked: { shape: "up", tone: "tone-attention" },
  unused: { shape: "late", tone: "tone-late" },
  left: { shape: "cross", tone: "tone-quiet" },
};

/** How an account stands, by a shape and its word. */
export function StateMark({ state }: { state: AccountState }) {
  const { t } = useTranslation("accounts");
  const { shape, tone } = looks[state];
  return (
    <span className={`accounts-state ${tone}`}>
      <Mark shape={shape} />
      {t(`state.${state}`)}
    </span>
  );
}
