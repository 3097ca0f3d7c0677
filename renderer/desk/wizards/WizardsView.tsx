import { useTranslation } from "react-i18next";
import { makeStore, useStoreValue } from "../../state/store.ts";
import type { ViewProps } from "../registry/desk-view.ts";
import { useCommands } from "../registry/use-commands.ts";
import { useWord } from "../registry/word-key.ts";
import { ChangeBar, useTakingBack } from "./changes/ChangeBar.tsx";
import { ChangeList } from "./changes/ChangeList.tsx";
import { useChanges, useLastChange } from "./changes/changes.ts";
import { wizardCommands } from "./commands.ts";
import { openedWizard } from "./frame/opened.ts";
import { WizardFrame } from "./frame/WizardFrame.tsx";
import { sections } from "./sections.ts";
import "./wizards.css";

/** The section that is open, by its id; it outlasts the page. */
const chosenSection = makeStore("sources");

/** Where things are set up: what there is by its kind, the wizard that is open over it, and what was changed. */
export function WizardsView({ site }: ViewProps) {
  const { t } = useTranslation("wizards");
  const word = useWord();
  const opened = useStoreValue(openedWizard);
  const chosen = useStoreValue(chosenSection);
  const taking = useTakingBack();
  const changes = useChanges();
  const section = sections.find(({ id }) => id === chosen) ?? sections[0];
  const last = useLastChange(changes.value?.changes);
  useCommands("wizards", wizardCommands, {
    "wizards.takeBack": last === undefined ? undefined : () => taking.take(last),
    "wizards.new": section?.begin,
  });
  if (section === undefined) return null;
  const { Section } = section;
  return (
    <div className="setting">
      <nav className="setting-sections" aria-label={t("view.sections")}>
        <h2>{t("view.name")}</h2>
        <p className="quiet">{t("view.atOnce")}</p>
        {sections.map(({ id, name }) => (
          <button
            key={id}
            type="button"
            className="setting-section"
            aria-current={id === section.id ? "true" : undefined}
            onClick={() => chosenSection.setState(id, true)}
          >
            {word(name)}
          </button>
        ))}
      </nav>
      <Section site={site} />
      <ChangeList taking={taking} />
      <ChangeBar taking={taking} />
      {opened !== null && <WizardFrame opened={opened} />}
    </div>
  );
}
