import { useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { CameraWall } from "../../cameras/CameraWall.tsx";
import { inLanguage } from "../../i18n/index.ts";
import { useCameras } from "../../state/cameras.ts";
import { useSite } from "../../state/site.ts";
import type { PanelProps } from "../panel.ts";
import { nearestOf } from "./nearest.ts";
import type { CameraNearSettings } from "./settings.ts";

export function CameraNear({ settings, size, report }: PanelProps<CameraNearSettings>) {
  const { t, i18n } = useTranslation("camera");
  const place = useSite()?.places.find(({ id }) => id === settings.place);
  const views = useCameras();
  const key = place === undefined ? "" : nearestOf(views.values(), place, settings.most).join(" ");
  // The views change with each state; the list only when other cameras are the nearest.
  const cameras = useMemo(() => (key === "" ? [] : key.split(" ")), [key]);
  const name = place === undefined ? settings.place : inLanguage(place.name, i18n.language);
  const isEmpty = cameras.length === 0;
  useEffect(() => {
    if (isEmpty) report("empty");
  }, [isEmpty, report]);
  if (isEmpty) return <p className="camera-none">{t("noneNear", { place: name })}</p>;
  return <CameraWall cameras={cameras} size={size} title={t("near", { place: name })} report={report} />;
}
