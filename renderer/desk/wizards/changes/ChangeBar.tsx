import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ProfileChangeView } from "#contract/http.ts";
import { useReason } from "../../../i18n/use-reason.ts";
import { type Refusal, refusalOf } from "../../../state/asking.ts";
import { useStoreValue } from "../../../state/store.ts";
import { Mark } from "../../../ui/Mark.tsx";
import { useSayer } from "../frame/use-sayer.ts";
import { takeBack, toldChange } from "./changes.ts";

/** What a change was, in one line: "Đã thêm nguồn Một cửa". */
export function useChangeWords(): (change: Pick<ProfileChangeView, "kind" | "name">) => string {
  const { t } = useTranslation("wizards");
  const { named } = useSayer();
  return ({ kind, name }) => t(`change.${kind}`, { name: named(name) });
}

/** Takes changes back, one at a time; `refusal` is why the last could not be. */
export function useTakingBack() {
  const [busy, setBusy] = useState<number>();
  const [refusal, setRefusal] = useState<{ number: number; why: Refusal }>();
  const take = (change: ProfileChangeView) => {
    if (busy !== undefined || change.takenBack !== null) return;
    setBusy(change.number);
    setRefusal(undefined);
    takeBack(change)
      .catch((error: unknown) => setRefusal({ number: change.number, why: refusalOf(error) }))
      .finally(() => setBusy(undefined));
  };
  return { busy, refusal, take };
}

type Taking = ReturnType<typeof useTakingBack>;

/** Over the page after a change: what was done, and the one key that takes it back. Stays until somebody reads it or does something else. */
export function ChangeBar({ taking }: { taking: Taking }) {
  const { t } = useTranslation("wizards");
  const told = useStoreValue(toldChange);
  const say = useChangeWords();
  const reasonOf = useReason();
  if (told === null) return null;
  const isBack = told.takenBack !== null;
  const refusal = taking.refusal?.number === told.number ? taking.refusal.why : undefined;
  return (
    <div className="change-bar" role="status">
      <p>
        <Mark shape={isBack ? "flat" : "live"} />
        {isBack ? t("change.wasTakenBack", { what: say(told) }) : say(told)}
        {refusal !== undefined && <span className="tone-attention">{reasonOf(refusal)}</span>}
      </p>
      {!isBack && (
        <button type="button" className="button" disabled={taking.busy !== undefined} onClick={() => taking.take(told)}>
          {t("change.takeBack")} <kbd>Ctrl Z</kbd>
        </button>
      )}
      <button type="button" className="button-quiet" onClick={() => toldChange.setState(null, true)}>
        {t("change.read")}
      </button>
    </div>
  );
}
