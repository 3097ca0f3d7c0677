import { useTranslation } from "react-i18next";
import { useSources } from "../../../state/sources.ts";
import { useProfileList } from "../changes/changes.ts";
import { type Thing, ThingKey, ThingRow, ThingsSection, useThings, useTurn } from "../changes/Things.tsx";
import { sourceTypes } from "./kinds.ts";
import { beginSource, editSource } from "./source-wizard.ts";

/** Every source of the site, those that are off too: changed, switched off and on; a new one by N. */
export function SourcesSection() {
  const { t } = useTranslation("wizards");
  const things = useThings("sources");
  // For the wizard, which is to know what names are taken.
  useProfileList("indicators");
  const off = things.all.filter(({ item }) => item.isOff === true).length;
  return (
    <ThingsSection
      {...things}
      kind="sources"
      counts={t("sources.counts", { count: things.all.length - off, off })}
      add={{ word: t("source.add"), begin: beginSource }}
      row={(one, name) => <Row key={one.id} one={one} name={name} />}
    />
  );
}

function Row({ one, name }: { one: Thing; name: string }) {
  const { t } = useTranslation("wizards");
  const { t: status } = useTranslation("status");
  const view = useSources().get(one.id);
  const { isBusy, refusal, turn } = useTurn();
  const { item, id, mark, isFromPack } = one;
  const isOff = item.isOff === true;
  const canEdit = sourceTypes.some((type) => type === item.type);
  return (
    <ThingRow
      {...{ name, isFromPack, isOff, refusal }}
      about={`${String(item.type)} · ${id}`}
      state={isOff ? t("sources.off") : view === undefined ? "" : status(`source.${view.state}` as never, view.state)}
    >
      <ThingKey
        word={t("sources.edit")}
        label={t("sources.editOne", { name })}
        isDisabled={!canEdit}
        why={canEdit ? undefined : t("sources.inFiles")}
        onPress={() => editSource({ id, item, mark })}
      />
      <ThingKey
        word={t(isOff ? "sources.turnOn" : "sources.turnOff")}
        label={t(isOff ? "sources.onOne" : "sources.offOne", { name })}
        isDisabled={isBusy}
        onPress={() =>
          turn({
            kind: isOff ? "source-on" : "source-off",
            name: one.name,
            items: [{ list: "sources", id, mark, set: { isOff: !isOff } }],
          })
        }
      />
    </ThingRow>
  );
}
