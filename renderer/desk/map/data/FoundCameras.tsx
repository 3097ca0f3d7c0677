import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CameraSearchAnswer, type FoundCamera } from "#contract/entities/steering.ts";
import { routes } from "#contract/http.ts";
import { askCore, type Refusal, refusalOf } from "../../../state/asking.ts";
import { AskedNote } from "../../AskedNote.tsx";
import { AddCameraForm } from "./AddCameraForm.tsx";

const searchMs = 4_000;

/** ONVIF cameras that answer in the core's own networks. Each is an offer: none is added but by somebody, one at a time. */
export function FoundCameras({ onAdded }: { onAdded: () => void }) {
  const { t } = useTranslation("deskMap");
  const [isSearching, setSearching] = useState(false);
  const [answer, setAnswer] = useState<CameraSearchAnswer>();
  const [refusal, setRefusal] = useState<Refusal>();
  const [chosen, setChosen] = useState<FoundCamera>();
  const [added, setAdded] = useState<readonly string[]>([]);

  const search = async () => {
    setSearching(true);
    setRefusal(undefined);
    setChosen(undefined);
    setAdded([]);
    try {
      const body = { withinMs: searchMs };
      setAnswer(
        await askCore(routes.cameraSearch, CameraSearchAnswer, {
          method: "POST",
          body,
          changesNothing: true,
          withinMs: searchMs + 10_000,
        }),
      );
    } catch (error) {
      setRefusal(refusalOf(error));
    } finally {
      setSearching(false);
    }
  };
  return (
    <section className="data-form" aria-label={t("found.title")}>
      <h3>{t("found.title")}</h3>
      <p className="quiet">{t("found.hint")}</p>
      <p className="desk-map-deeds">
        <button type="button" className="button" disabled={isSearching} onClick={() => void search()}>
          {isSearching ? t("found.searching") : t("found.search")}
        </button>
      </p>
      <AskedNote failure={refusal} isLoading={false} />
      {answer !== undefined && (
        <div role="status">
          <p>
            <strong>
              {answer.found.length > 0
                ? t("found.count", { count: answer.found.length })
                : answer.refused > 0
                  ? t("found.noneUsable")
                  : t("found.none")}
            </strong>
            {answer.refused > 0 && ` ${t("found.refused", { count: answer.refused })}`}
            {answer.isCut && ` ${t("found.cut")}`}
          </p>
          <ul className="found-cameras">
            {answer.found.map((one) => (
              <li key={one.address}>
                <span>
                  {one.name === "" ? t("found.nameless") : one.name} <small className="quiet">{one.hardware}</small>
                  <br />
                  <small className="quiet">{new URL(one.address).host}</small>
                </span>
                <span>
                  <span className="quiet">
                    {[
                      ...(added.includes(one.address) ? [t("found.added")] : []),
                      ...(one.camera === null ? [] : [t("found.known", { id: one.camera })]),
                    ].join(" · ")}
                  </span>{" "}
                  {/* Also where there is one on that host: a recorder has many. */}
                  <button
                    type="button"
                    className="button"
                    aria-expanded={chosen === one}
                    onClick={() => setChosen(chosen === one ? undefined : one)}
                  >
                    {t("found.add")}
                  </button>
                </span>
                {chosen === one && (
                  <AddCameraForm
                    found={one}
                    onAdded={() => {
                      setAdded([...added, one.address]);
                      setChosen(undefined);
                      onAdded();
                    }}
                  />
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
