import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CameraListReport, CameraListUndone, CameraListView } from "#contract/camera-list.ts";
import { CatalogueReport, CatalogueUndone, CatalogueView } from "#contract/catalogue.ts";
import { routes } from "#contract/http.ts";
import { FoundCameras } from "./FoundCameras.tsx";
import { MapImportForm } from "./MapImportForm.tsx";
import { type Table, TableForm } from "./TableForm.tsx";
import "./data.css";

const catalogue: Table<CatalogueReport> = {
  name: "catalogue",
  routes: { view: routes.catalogue, file: routes.catalogueWorkbook, undo: routes.catalogueUndo },
  accept: ".xlsx",
  report: CatalogueReport,
  view: CatalogueView,
  undone: CatalogueUndone,
  changesOf: ({ added, revived, changed, retired }) => ({
    added: [...added, ...revived],
    changed: changed.map(({ code }) => code),
    gone: retired,
  }),
};
const cameras: Table<CameraListReport> = {
  name: "cameras",
  routes: { view: routes.cameraList, file: routes.cameraListFile, undo: routes.cameraListUndo },
  accept: ".xlsx,.csv",
  report: CameraListReport,
  view: CameraListView,
  undone: CameraListUndone,
  // Those that are in no row stay, which a warning says.
  changesOf: ({ added, changed }) => ({ added, changed: changed.map(({ id }) => id), gone: [] }),
};

/** What an administrator hands over as files: map data, the catalogue of indicators, the list of cameras. */
export function DataCard({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("deskMap");
  // The list's own form asks anew what counts.
  const [added, setAdded] = useState(0);
  return (
    <article className="desk-map-card">
      <h2>{t("data.title")}</h2>
      <p className="quiet">{t("data.who")}</p>
      <MapImportForm />
      <TableForm table={catalogue} />
      <TableForm key={`cameras ${added}`} table={cameras} />
      <FoundCameras onAdded={() => setAdded(added + 1)} />
      <p>
        <button type="button" className="button" onClick={onClose}>
          {t("data.close")} <kbd>Esc</kbd>
        </button>
      </p>
    </article>
  );
}
