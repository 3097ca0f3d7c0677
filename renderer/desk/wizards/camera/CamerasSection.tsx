import { useTranslation } from "react-i18next";
import { useCamera } from "../../../state/cameras.ts";
import { type Thing, ThingKey, ThingRow, ThingsSection, useThings, useTurn } from "../changes/Things.tsx";
import { beginCamera, editCamera } from "./camera-wizard.ts";

/** Every camera of the site: changed, taken out; a new one by N. */
export function CamerasSection() {
  const { t } = useTranslation("wizards");
  const things = useThings("cameras");
  return (
    <ThingsSection
      {...things}
      kind="cameras"
      counts={t("cameras.counts", { count: things.all.length })}
      add={{ word: t("camera.add"), begin: beginCamera }}
      row={(one, name) => <Row key={one.id} one={one} name={name} />}
    />
  );
}

function Row({ one, name }: { one: Thing; name: string }) {
  const { t } = useTranslation("wizards");
  const { t: status } = useTranslation("status");
  const view = useCamera(one.id);
  const { isBusy, refusal, turn } = useTurn();
  const { item, id, mark, isFromPack } = one;
  const stream = item.stream as { type?: string } | undefined;
  const unplaced = item.position === undefined ? ` · ${t("camera.unplaced")}` : "";
  return (
    <ThingRow
      {...{ name, isFromPack, refusal }}
      about={`${String(stream?.type).toUpperCase()} · ${id}${unplaced}`}
      state={view === undefined ? "" : status(`camera.${view.state}`)}
    >
      <ThingKey
        word={t("sources.edit")}
        label={t("sources.editOne", { name })}
        onPress={() => editCamera({ id, item, mark })}
      />
      <ThingKey
        word={t("cameras.remove")}
        label={t("cameras.removeOne", { name })}
        isDisabled={isBusy || isFromPack}
        onPress={() =>
          turn({ kind: "camera-removed", name: one.name, items: [{ list: "cameras", id, mark, set: null }] })
        }
      />
    </ThingRow>
  );
}
