import { useTranslation } from "react-i18next";

/** How far what is drawn may be from where it really is: all of it in one note, once on a map. */
export function Accuracy({
  isApproximate,
  isRough,
  isSketched,
}: {
  /** Marks stand at positions that nobody has surveyed. */
  isApproximate: boolean;
  /** Communes stand at points that are off by some kilometres. */
  isRough: boolean;
  /** Roads go straight from town to town. */
  isSketched: boolean;
}) {
  const { t } = useTranslation("map");
  const parts = [
    ...(isApproximate ? [t("accuracy.approximate")] : []),
    ...(isRough ? [t("accuracy.rough")] : []),
    ...(isSketched ? [t("accuracy.sketched")] : []),
  ].join(", ");
  if (parts === "") return null;
  return <span className="map-accuracy">{parts.charAt(0).toLocaleUpperCase("vi") + parts.slice(1)}</span>;
}
