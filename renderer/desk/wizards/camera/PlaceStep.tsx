import { useTranslation } from "react-i18next";
import { useSite } from "../../../state/site.ts";
import { useProfileList } from "../changes/changes.ts";
import { SelectField, TextField } from "../frame/Field.tsx";
import { useSayer } from "../frame/use-sayer.ts";
import type { StepProps } from "../frame/wizard.ts";
import type { CameraDraft } from "./draft.ts";
import { PlacingMap } from "./PlacingMap.tsx";

/** Where it hangs, who answers for it, and the point on the map. */
export function PlaceStep({ draft, change }: StepProps<CameraDraft>) {
  const { t } = useTranslation("wizards");
  const { named } = useSayer();
  const site = useSite();
  const units = useProfileList("units").value?.items ?? [];
  const { contact, position, accuracy } = draft;
  const none = { value: "", text: t("camera.none") };
  const unitName = (item: Record<string, unknown>, id: string) => {
    const { vi = id, en = vi } = (item.name ?? {}) as { vi?: string; en?: string };
    return named({ vi, en });
  };
  return (
    <>
      <div className="wizard-fields">
        <SelectField
          name={t("camera.place")}
          value={draft.place}
          options={[none, ...(site?.places ?? []).map(({ id, name }) => ({ value: id, text: named(name) }))]}
          onChange={(place) => change({ place })}
        />
        <SelectField
          name={t("camera.unit")}
          value={draft.unit}
          options={[none, ...units.map(({ id, item }) => ({ value: id, text: unitName(item, id) }))]}
          onChange={(unit) => change({ unit })}
        />
        <TextField
          name={t("camera.contact")}
          value={contact.name}
          onChange={(name) => change({ contact: { ...contact, name } })}
        />
        <TextField
          name={t("camera.phone")}
          value={contact.phone}
          onChange={(phone) => change({ contact: { ...contact, phone } })}
        />
      </div>
      <PlacingMap draft={draft} change={change} />
      <div className="wizard-fields">
        <TextField
          inputMode="decimal"
          name={t("camera.lat")}
          value={position.lat}
          onChange={(lat) => change({ position: { ...position, lat } })}
        />
        <TextField
          inputMode="decimal"
          name={t("camera.lon")}
          value={position.lon}
          onChange={(lon) => change({ position: { ...position, lon } })}
        />
        <SelectField
          name={t("camera.accuracy")}
          value={accuracy}
          options={(["surveyed", "approximate", "rough"] as const).map((value) => ({
            value,
            text: t(`camera.accuracyOf.${value}`),
          }))}
          onChange={(value) => change({ accuracy: value })}
        />
      </div>
    </>
  );
}
