import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CameraSearchAnswer, CameraStreams, type FoundCamera } from "#contract/entities/steering.ts";
import { routes } from "#contract/http.ts";
import { askCore, type Refusal, refusalOf } from "../../../state/asking.ts";
import { AskedNote } from "../../AskedNote.tsx";
import type { StepProps } from "../frame/wizard.ts";
import type { CameraDraft } from "./draft.ts";

const searchMs = 4_000;
/** The camera is asked several things, and cheap ones think about each. */
const toldWithinMs = 30_000;

/** Cameras that answer in the core's own networks; the chosen one is asked for its streams, by the account below. */
export function Finding({ draft, change }: Pick<StepProps<CameraDraft>, "draft" | "change">) {
  const { t } = useTranslation("wizards");
  const { t: map } = useTranslation("deskMap");
  const [busy, setBusy] = useState<"search" | "streams">();
  const [answer, setAnswer] = useState<CameraSearchAnswer>();
  const [refusal, setRefusal] = useState<Refusal>();
  const [chosen, setChosen] = useState<FoundCamera>();
  const [streams, setStreams] = useState<CameraStreams>();
  const attempt = async (what: "search" | "streams", deed: () => Promise<void>) => {
    setBusy(what);
    setRefusal(undefined);
    try {
      await deed();
    } catch (error) {
      setRefusal(refusalOf(error));
    } finally {
      setBusy(undefined);
    }
  };
  const search = () =>
    attempt("search", async () => {
      setChosen(undefined);
      setAnswer(
        await askCore(routes.cameraSearch, CameraSearchAnswer, {
          ...{ method: "POST", body: { withinMs: searchMs }, changesNothing: true, withinMs: searchMs + 10_000 },
        }),
      );
    });
  const ask = (camera: FoundCamera) =>
    attempt("streams", async () => {
      setChosen(camera);
      setStreams(undefined);
      const account = draft.username === "" ? {} : { username: draft.username, password: draft.secret };
      const told = await askCore(routes.cameraStreams, CameraStreams, {
        ...{ method: "POST", body: { address: camera.address, ...account }, changesNothing: true },
        withinMs: toldWithinMs,
      });
      setStreams(told);
      const [main] = told.streams;
      const small = told.streams.at(-1);
      change({
        ...(main === undefined ? {} : { url: main.url }),
        sub: small === undefined || small === main ? "" : small.url,
        onvif: told.isMovable ? camera.address : "",
      });
    });
  return (
    <section className="wizard-camera-finding" aria-label={map("found.title")}>
      <p className="quiet">{t("camera.findHint")}</p>
      <button type="button" className="button" disabled={busy !== undefined} onClick={() => void search()}>
        {busy === "search" ? map("found.searching") : map("found.search")}
      </button>
      <AskedNote failure={refusal} isLoading={false} />
      {answer !== undefined && (
        <div role="status">
          <p>{answer.found.length === 0 ? map("found.none") : map("found.count", { count: answer.found.length })}</p>
          <ul>
            {answer.found.map((one) => (
              <li key={one.address}>
                <button
                  type="button"
                  className="button-quiet"
                  aria-pressed={chosen === one}
                  disabled={busy !== undefined}
                  onClick={() => void ask(one)}
                >
                  {one.name === "" ? map("found.nameless") : one.name} · {new URL(one.address).host}
                </button>
                {one.camera !== null && <small> {map("found.known", { id: one.camera })}</small>}
              </li>
            ))}
          </ul>
          {chosen !== undefined && (
            <p className="quiet">{busy === "streams" ? t("camera.asking") : t("camera.again")}</p>
          )}
          {streams !== undefined && (
            <p className="quiet">
              {streams.streams.length === 0
                ? map("found.noStreams")
                : streams.streams.map(({ width, height, codec }) => `${width}×${height} ${codec}`).join(" · ")}
            </p>
          )}
        </div>
      )}
    </section>
  );
}
