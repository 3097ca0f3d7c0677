import { useState } from "react";
import { useTranslation } from "react-i18next";
import { MapBack, MapImport, MapRole } from "#contract/entities/map.ts";
import { sentence } from "#contract/errors.ts";
import { mapUploadLimitMb, routes } from "#contract/http.ts";
import { formatNumber } from "../../../figures/format.ts";
import { askCore, Refusal, refusalOf, sendFile } from "../../../state/asking.ts";
import { reloadMap } from "../../../state/site-map.ts";
import { Mark } from "../../../ui/Mark.tsx";
import { AskedNote } from "../../AskedNote.tsx";
import { withKeys } from "../../with-keys.ts";
import { FileDrop } from "./FileDrop.tsx";
import { Progress } from "./Progress.tsx";
import { useSending } from "./use-sending.ts";

/** The former map is read again, whole. */
const undoneWithinMs = 120_000;
const bytesPerMb = 1_048_576;
/** As the core is told that a name is shown, never used as a path. */
const longestName = 300;

/** A map file is looked at by the core first; used when somebody says so; and the last import can be taken back. */
export function MapImportForm() {
  const { t, i18n } = useTranslation("deskMap");
  const sending = useSending<MapImport>();
  const [role, setRole] = useState<MapRole | "">("");
  const [undone, setUndone] = useState<string>();
  const [refusal, setRefusal] = useState<Refusal>();
  const { file, report, sent } = sending;

  const send = async (given: File, as: MapRole | "", isLookOnly: boolean) => {
    setUndone(undefined);
    setRefusal(undefined);
    await sending.send(given, async (options) => {
      const name = given.name.slice(0, longestName);
      // Told at once, not after a gigabyte was sent.
      if (given.size > mapUploadLimitMb * bytesPerMb)
        throw new Refusal({ code: "map.too-large", params: { name, limitMb: mapUploadLimitMb } });
      const query = new URLSearchParams({ name, look: String(isLookOnly), ...(as === "" ? {} : { as }) });
      const type = "application/octet-stream";
      const told = await sendFile(`${routes.mapImport}?${query}`, given, MapImport, { type, ...options });
      if (told.isTaken) reloadMap();
      return told;
    });
  };
  const back = async () => {
    sending.drop();
    setUndone(undefined);
    setRefusal(undefined);
    try {
      setUndone((await askCore(routes.mapBack, MapBack, { method: "POST", withinMs: undoneWithinMs })).undone);
      reloadMap();
    } catch (error) {
      setRefusal(refusalOf(error));
    }
  };
  return (
    <section className="data-form" aria-label={t("data.map")}>
      <h3>{t("data.map")}</h3>
      <p className="quiet">{t("data.mapHint", { limitMb: formatNumber(mapUploadLimitMb, i18n.language, 0) })}</p>
      <FileDrop
        label={t("data.mapFile")}
        accept=".pmtiles,.mbtiles,.geojson,.json,.zip,.csv"
        isBusy={sent !== undefined}
        onFile={(given) => void send(given, role, true)}
      />
      <label>
        {t("data.as")}{" "}
        <select
          value={role}
          disabled={sent !== undefined}
          onChange={({ target }) => {
            const as = MapRole.safeParse(target.value).data ?? "";
            setRole(as);
            if (file !== undefined && report?.isTaken !== true) void send(file, as, true);
          }}
        >
          <option value="">{t("data.byItself")}</option>
          {MapRole.options.map((one) => (
            <option key={one} value={one}>
              {t(`role.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <Progress sending={sending} />
      {report !== undefined && <Report report={report} />}
      {undone !== undefined && <p role="status">{t("data.undone", { name: undone })}</p>}
      <AskedNote failure={refusal} isLoading={false} />
      <p className="desk-map-deeds">
        {file !== undefined && report?.isTaken === false && (
          <>
            <button type="button" className="button button-main" onClick={() => void send(file, role, false)}>
              {t("data.use")}
            </button>
            <button type="button" className="button" onClick={sending.drop}>
              {t("data.leave")}
            </button>
          </>
        )}
        <button type="button" className="button" disabled={sent !== undefined} onClick={() => void back()}>
          {t("data.back")}
        </button>
      </p>
    </section>
  );
}

/** What the core saw in the file: the same as `ioc map import` tells. */
function Report({ report }: { report: MapImport }) {
  const { t, i18n } = useTranslation("deskMap");
  const language = i18n.language === "en" ? "en" : "vi";
  const findings = withKeys(report.findings, ({ message }) => sentence(message, language));
  return (
    <div role="status">
      <p>
        <strong>
          {t(report.isTaken ? "data.taken" : "data.looked", { name: report.name, role: t(`role.${report.role}`) })}
        </strong>
      </p>
      <ul className="data-findings">
        {findings.map(({ key, item: { level, message } }) => (
          <li key={key} className={level === "attention" ? "tone-attention" : undefined}>
            {level === "attention" && <Mark shape="up" />}
            {sentence(message, language)}
          </li>
        ))}
      </ul>
    </div>
  );
}
