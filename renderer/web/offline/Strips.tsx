import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Go } from "../app/Go.tsx";
import { useNewBuild } from "./registration.ts";
import { wasReloaded } from "./reload-once.ts";
import { useWaiting } from "./waiting.ts";

/** Above the pages: what waits to be sent, and that the app is another one by now. */
export function Strips() {
  const { t } = useTranslation("app");
  const waiting = useWaiting();
  const isNew = useNewBuild();
  const [isReloaded] = useState(wasReloaded);
  return (
    <>
      {waiting.length > 0 && (
        <Go className="app-strip app-strip-quiet" to="/app/waiting">
          {t("waiting.strip", { count: waiting.length })}
        </Go>
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
