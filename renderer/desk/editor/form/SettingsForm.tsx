import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Tile } from "#contract/entities/wall.ts";
import { sentence } from "#contract/errors.ts";
import { ruleOf } from "../../../panels/rules.ts";
import type { Site } from "../../../state/site.ts";
import { useEditorWords } from "../editor-words.ts";
import { mistakesOf, useChoices } from "./choices.ts";
import { Members } from "./FieldInput.tsx";
import { MistakeLines } from "./form-about.tsx";
import { formOfKind } from "./kind-forms.ts";
import { putAt } from "./put-at.ts";

type Props = { tile: Tile; site: Site; onChange: (settings: Tile["settings"], step: string) => void };

/** What a tile shows, in a form made from its panel's schema, each mistake beside its field. */
export function SettingsForm({ tile, site, onChange }: Props): ReactNode {
  const { t, i18n } = useTranslation("editor");
  const { word, panelName } = useEditorWords();
  const choicesOf = useChoices(site);
  const rule = ruleOf(tile.panel);
  const mistakes = useMemo(() => mistakesOf(tile, choicesOf), [tile, choicesOf]);
  const given = <pre className="raw">{JSON.stringify(tile.settings, null, 2)}</pre>;
  if (rule === undefined)
    return (
      <>
        <p className="tone-attention">
          {sentence({ code: "panel.unknown", params: { panel: tile.panel } }, i18n.language === "en" ? "en" : "vi")}
        </p>
        <p className="quiet">{t("form.keptAsIs")}</p>
        {given}
      </>
    );
  const members = formOfKind(tile.panel);
  // Whatever is changed is written in the newest form; until then the tile stays as it was given.
  const settings = rule.newest(tile.settings);
  const about = { word, choicesOf, mistakes, title: panelName(tile.panel) };
  const put = (value: unknown, at: string) =>
    onChange(putAt(settings, at.split("."), value) as Tile["settings"], `settings ${tile.id} ${at}`);
  const strange = Object.keys(settings).filter((key) => !members.some(({ name }) => name === key));
  return (
    <div className="settings-form">
      <Members members={members} value={settings} at="" about={about} onChange={put} />
      <MistakeLines about={about} at="" />
      {strange.length > 0 && (
        <>
          {given}
          <button
            type="button"
            className="button"
            onClick={() =>
              onChange(
                Object.fromEntries(Object.entries(settings).filter(([key]) => !strange.includes(key))),
                "strange",
              )
            }
          >
            {t("form.dropUnknown")}
          </button>
        </>
      )}
    </div>
  );
}
