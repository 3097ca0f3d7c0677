import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { CameraListReport } from "#contract/camera-list.ts";
import { CameraStreams, type FoundCamera } from "#contract/entities/steering.ts";
import { sentence } from "#contract/errors.ts";
import { routes } from "#contract/http.ts";
import { askCore, type Refusal, refusalOf } from "../../../state/asking.ts";
import { Mark } from "../../../ui/Mark.tsx";
import { AskedNote } from "../../AskedNote.tsx";
import { withKeys } from "../../with-keys.ts";

/** The camera is asked several things, and cheap ones think about each. */
const toldWithinMs = 30_000;

const fields = ["id", "name", "username", "secret", "url", "sub"] as const;
type Field = (typeof fields)[number];
const required: ReadonlySet<Field> = new Set(["id", "name", "url"]);

/** What a found camera needs beside its address to be one of the site's. The camera itself is asked for its streams. */
export function AddCameraForm({ found, onAdded }: { found: FoundCamera; onAdded: () => void }) {
  const { t, i18n } = useTranslation("deskMap");
  const language = i18n.language === "en" ? "en" : "vi";
  const [values, setValues] = useState<Record<Field, string>>({
    ...{ id: "", name: found.name, username: "", secret: "", url: "", sub: "" },
  });
  const [streams, setStreams] = useState<CameraStreams>();
  const [report, setReport] = useState<CameraListReport>();
  const [refusal, setRefusal] = useState<Refusal>();
  const [isAsking, setAsking] = useState(false);
  const given = (...names: Field[]) =>
    Object.fromEntries(names.flatMap((name) => (values[name].trim() === "" ? [] : [[name, values[name].trim()]])));

  const attempt = async (what: () => Promise<void>) => {
    setAsking(true);
    setRefusal(undefined);
    setReport(undefined);
    try {
      await what();
    } catch (error) {
      setRefusal(refusalOf(error));
    } finally {
      setAsking(false);
    }
  };
  const askStreams = () =>
    attempt(async () => {
      const body = { address: found.address, ...given("username", "secret") };
      const told = await askCore(routes.cameraStreams, CameraStreams, {
        method: "POST",
        body,
        changesNothing: true,
        withinMs: toldWithinMs,
      });
      setStreams(told);
      const [main] = told.streams;
      const small = told.streams.at(-1);
      setValues((before) => ({
        ...before,
        url: main?.url ?? before.url,
        sub: small === undefined || small === main ? "" : small.url,
      }));
    });
  const add = (event: FormEvent) => {
    event.preventDefault();
    void attempt(async () => {
      const steering = streams?.isMovable === true ? { onvif: found.address } : {};
      const body = { ...given(...fields), ...steering };
      const told = await askCore(routes.cameraListCameras, CameraListReport, { method: "POST", body });
      if (told.outcome === "imported") onAdded();
      else setReport(told);
    });
  };
  return (
    <form className="add-camera" onSubmit={add}>
      {fields.map((field) => (
        <label key={field}>
          {t(`found.field.${field}`)}
          <input
            value={values[field]}
            required={required.has(field)}
            maxLength={500}
            spellCheck={false}
            autoComplete="off"
            onChange={({ target }) => setValues({ ...values, [field]: target.value })}
          />
        </label>
      ))}
      {streams !== undefined && (
        <p className="quiet">
          {streams.streams.length === 0
            ? t("found.noStreams")
            : streams.streams.map(({ width, height, codec }) => `${width}×${height} ${codec}`).join(" · ")}
        </p>
      )}
      <AskedNote failure={refusal} isLoading={false} />
      {report !== undefined && (
        <ul className="data-findings" role="alert">
          {withKeys(report.mistakes, ({ column, message }) => `${column}/${message.code}`).map(({ key, item }) => (
            <li key={key} className="tone-attention">
              <Mark shape="up" />
              {item.heading === "" ? "" : `${item.heading}: `}
              {sentence(item.message, language)}
            </li>
          ))}
        </ul>
      )}
      <p className="desk-map-deeds">
        <button type="button" className="button" disabled={isAsking} onClick={() => void askStreams()}>
          {t("found.askStreams")}
        </button>
        <button type="submit" className="button button-main" disabled={isAsking}>
          {t("found.addThis")}
        </button>
      </p>
    </form>
  );
}
