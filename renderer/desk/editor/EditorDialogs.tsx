import { useTranslation } from "react-i18next";
import type { Words } from "#contract/entities/text.ts";
import { AskDialog } from "./AskDialog.tsx";
import type { Work } from "./draft.ts";
import { NameDialog } from "./NameDialog.tsx";
import type { SceneDeeds } from "./use-scene-deeds.ts";
import { workStore } from "./work-store.ts";

/** What the editor asks: a name, or whether to go on where something would be lost. `leave` goes on. */
export type Asking = "new" | "save-as" | "remove" | { leave: () => void };

type Props = {
  asking: Asking | undefined;
  work: Work | null;
  deeds: SceneDeeds;
  /** Makes a scene of that name, empty or as another is. */
  onBegin: (name: Words, from?: Work) => void;
  onClose: () => void;
};

/** The one question that the editor has open, if any. */
export function EditorDialogs({ asking, work, deeds, onBegin, onClose }: Props) {
  const { t } = useTranslation("editor");
  if (asking === "new")
    return (
      <NameDialog
        title={t("bar.new")}
        word={t("bar.make")}
        name={{ vi: "", en: "" }}
        onName={(name) => onBegin(name)}
        onClose={onClose}
      />
    );
  if (asking === undefined || work === null) return null;
  if (asking === "save-as")
    return (
      <NameDialog
        title={t("bar.saveAs")}
        word={t("bar.save")}
        name={work.draft.name}
        onName={(name) => onBegin(name, work)}
        onClose={onClose}
      />
    );
  if (asking === "remove") {
    const remove = async () => {
      if (await deeds.remove(work.id)) workStore.setState(null, true);
    };
    return (
      <AskDialog
        text={t("ask.remove", { scene: work.draft.name.vi })}
        answers={[{ word: t("bar.remove"), isMain: true, run: () => void remove() }]}
        onClose={onClose}
      />
    );
  }
  const saveAndLeave = async () => {
    if ((await deeds.save()) !== undefined) asking.leave();
  };
  return (
    <AskDialog
      text={t("ask.unsaved", { scene: work.draft.name.vi })}
      answers={[
        { word: t("bar.save"), isMain: true, run: () => void saveAndLeave() },
        { word: t("ask.drop"), run: asking.leave },
      ]}
      onClose={onClose}
    />
  );
}
