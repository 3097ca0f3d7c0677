import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Go } from "../app/Go.tsx";
import { useLater } from "../app/later.ts";
import { mayNow, useWho } from "../app/who.ts";
import { useNewBuild } from "./own-build.ts";
import { wasReloaded } from "./reload-once.ts";
import { useEntered, useWaiting } from "./waiting.ts";

const loadEntered = () => import("./EnteredWaiting.tsx").then(({ EnteredWaiting }) => EnteredWaiting);
function Sending({ owner }: { owner: string }) {
  const Entered = useLater(loadEntered);
  return Entered === undefined ? null : <Entered owner={owner} />;
}

/** Above the pages: what waits to be sent, and that the app is another one by now. */
export function Strips() {
  const { t } = useTranslation("app");
  const entered = useEntered();
  const count = useWaiting().length + entered;
  const who = useWho();
  const owner = entered > 0 && mayNow(who, "enter-figures") && who.phase === "known" ? who.person?.id : undefined;
  const isNew = useNewBuild();
  const [isReloaded] = useState(wasReloaded);
  return (
    <>
      {owner !== undefined && <Sending owner={owner} />}
      {count > 0 && (
        <aside aria-label={t("waiting.title")}>
          <Go className="app-strip app-strip-quiet" to="/app/waiting">
            {t("waiting.strip", { count })}
          </Go>
        </aside>
      )}
      {isNew && (
        <p className="app-strip app-strip-quiet" role="status">
          {t("line.newBuild")}{" "}
          <button type="button" className="app-text-key" onClick={() => window.location.reload()}>
            {t("line.reload")}
          </button>
        </p>
      )}
      {isReloaded && !isNew && (
        <p className="app-strip app-strip-quiet" role="status">
          {t("line.reloaded")}
        </p>
      )}
    </>
  );
}
