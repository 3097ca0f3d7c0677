import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { routes } from "#contract/http.ts";
import { type NewMaintenance, SourceMaintenance } from "#contract/maintenance/maintenance.ts";
import { useReason } from "../../i18n/use-reason.ts";
import { askCore, type Refusal, refusalOf } from "../../state/asking.ts";
import { Mark } from "../../ui/Mark.tsx";

type Props = { source: string; timeZone: string; onSaid: () => void; onClose: () => void };

/** From when until when a source is to be down, and why. What the core says no to stands in the form, which stays. */
export function MaintenanceDialog({ source, timeZone, onSaid, onClose }: Props) {
  const { t } = useTranslation("desk");
  const reasonOf = useReason();
  const dialog = useRef<HTMLDialogElement>(null);
  const [from, setFrom] = useState("");
  const [until, setUntil] = useState("");
  const [reason, setReason] = useState("");
  const [isSending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
    first.current?.focus();
  }, []);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (until.trim() === "" || isSending) return;
    setSending(true);
    setRefusal(undefined);
    const body: NewMaintenance = { until: until.trim(), reason: reason.trim() };
    if (from.trim() !== "") body.from = from.trim();
    try {
      await askCore(routes.sourceMaintenance(source), SourceMaintenance, { method: "POST", body });
      onSaid();
      onClose();
    } catch (error) {
      setRefusal(refusalOf(error));
      setSending(false);
    }
  };
  return (
    <dialog ref={dialog} className="keys maintenance-dialog" aria-label={t("maintenance.say")} onClose={onClose}>
      <h2>{t("maintenance.say")}</h2>
      <form onSubmit={(event) => void send(event)} className="maintenance-form">
        <label>
          {t("maintenance.until")}
          <input
            ref={first}
            value={until}
            maxLength={40}
            placeholder="17:00"
            onChange={(e) => setUntil(e.target.value)}
          />
        </label>
        <label>
          {t("maintenance.from")}
          <input
            value={from}
            maxLength={40}
            placeholder={t("maintenance.now")}
            onChange={(e) => setFrom(e.target.value)}
          />
        </label>
        <label className="maintenance-reason">
          {t("maintenance.reason")}
          <input value={reason} maxLength={200} onChange={(e) => setReason(e.target.value)} />
        </label>
        <p className="quiet">{t("maintenance.hint", { zone: timeZone })}</p>
        {refusal !== undefined && (
          <p className="tone-attention" role="alert">
            <Mark shape="up" />
            {reasonOf(refusal)}
          </p>
        )}
        <button type="submit" className="button button-main" disabled={isSending}>
          {t("maintenance.say")} <kbd>Enter</kbd>
        </button>
        <button type="button" className="button" onClick={onClose}>
          {t("keys.closeButton")} <kbd>Esc</kbd>
        </button>
      </form>
    </dialog>
  );
}
