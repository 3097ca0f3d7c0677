import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useReasonOnce } from "../../i18n/sentence-later.ts";
import "../../i18n/offline-words.ts";
import { refusalOf } from "../../state/asking.ts";
import { isWithoutCore, mayNow, useWho } from "../app/who.ts";
import { ability, askPush, NoService, noteOwner, type Standing, turnOff, turnOn } from "./push.ts";
import { clearFiles } from "./registration.ts";

/** What belongs to this device alone: whether it is told of something, and what the app keeps on it. */
export function DeviceSections() {
  const who = useWho();
  return (
    <>
      {mayNow(who, "own-account") && !isWithoutCore() && <Notifications />}
      <KeptFiles />
    </>
  );
}

function Notifications() {
  const { t, i18n } = useTranslation("offline");
  const reasonOf = useReasonOnce();
  const who = useWho();
  const [standing, setStanding] = useState<Standing>();
  const [isBusy, setBusy] = useState(false);
  const [wrong, setWrong] = useState("");
  const [can, setCan] = useState(ability);
  const run = async (deed: () => Promise<Standing>) => {
    setBusy(true);
    setWrong("");
    try {
      setStanding(await deed());
    } catch (error) {
      setWrong(
        error instanceof NoService ? t("push.service") : t("push.failed", { reason: await reasonOf(refusalOf(error)) }),
      );
    }
    setCan(ability());
    setBusy(false);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once
  useEffect(() => void run(askPush), []);
  const account = who.phase === "known" ? who.person?.id : undefined;
  const isOn = standing?.id !== undefined;
  const press = () =>
    run(async () => {
      const language = i18n.language === "en" ? "en" : "vi";
      const next = isOn ? await turnOff(standing.id ?? "") : await turnOn(standing?.key ?? "", language);
      noteOwner(isOn ? undefined : account);
      return next;
    });
  return (
    <section className="app-card">
      <h2>{t("push.title")}</h2>
      <p className="app-second">{t("push.why")}</p>
      {can === "able" ? (
        <>
          <p role="status">
            {standing !== undefined && t(isOn ? "push.on" : "push.off")}
            {standing !== undefined && standing.others > 0 && ` ${t("push.others", { count: standing.others })}`}
          </p>
          <button
            type="button"
            className="app-button"
            disabled={isBusy || standing === undefined}
            onClick={() => void press()}
          >
            {isBusy ? t("push.working") : t(isOn ? "push.turnOff" : "push.turnOn")}
          </button>
        </>
      ) : (
        <p>{t(can === "unable" ? "push.unable" : can === "denied" ? "push.denied" : "push.iphone")}</p>
      )}
      {wrong !== "" && (
        <p role="alert" className="tone-attention">
          {wrong}
        </p>
      )}
    </section>
  );
}

function KeptFiles() {
  const { t } = useTranslation("offline");
  const [isBusy, setBusy] = useState(false);
  const clear = async () => {
    setBusy(true);
    await clearFiles().catch(() => undefined);
    window.location.reload();
  };
  return (
    <section className="app-card">
      <h2>{t("files.title")}</h2>
      <p className="app-second">{t("files.why")}</p>
      <button type="button" className="app-button" disabled={isBusy} onClick={() => void clear()}>
        {t(isBusy ? "files.clearing" : "files.clear")}
      </button>
    </section>
  );
}
