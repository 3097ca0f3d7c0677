import { useTranslation } from "react-i18next";
import type { Tile } from "#contract/entities/wall.ts";
import { sentence } from "#contract/errors.ts";
import { sceneTemplates } from "#contract/scene-templates.ts";
import { inLanguage } from "../../i18n/index.ts";
import { Mark } from "../../ui/Mark.tsx";
import { withKeys } from "../with-keys.ts";
import type { Work } from "./draft.ts";
import { TileNotes } from "./TileInspector.tsx";
import type { TileNote } from "./tile-notes.ts";

type Props = {
  work: Work;
  display: number;
  nameOf: (tile: Tile) => string;
  notesOf: (tile: Tile) => TileNote[];
  onName: (name: { vi: string; en: string }) => void;
  onTags: (tags: string[]) => void;
  onSelect: (id: string) => void;
  onTemplate: (id: string) => void;
};

/** The scene as a whole: its name and tags, its tiles by number with what is to be known of them, what it can begin with. */
export function SceneInspector({ work, display, nameOf, notesOf, onName, onTags, onSelect, onTemplate }: Props) {
  const { t, i18n } = useTranslation("editor");
  const language = i18n.language === "en" ? "en" : "vi";
  const { draft, base } = work;
  const { vi, en } = draft.name;
  const unreadable = (base?.mistakes ?? []).filter(({ reason }) => reason.code === "tile.unreadable");
  return (
    <>
      <label className="scene-field">
        {t("scene.name")}
        <input
          value={vi}
          onChange={(event) => onName({ vi: event.target.value, en: en === vi ? event.target.value : en })}
        />
      </label>
      <label className="scene-field">
        {t("scene.nameEn")}
        <input lang="en" value={en} onChange={(event) => onName({ vi, en: event.target.value })} />
      </label>
      <label className="scene-field">
        {t("scene.tags")}
        {/* As it was typed while it is typed: a comma at the end is the beginning of the next one. */}
        <input
          key={`${work.id} ${base?.version}`}
          defaultValue={draft.tags.join(", ")}
          placeholder={t("scene.tagsHint")}
          onChange={(event) =>
            onTags(
              [...new Set(event.target.value.split(",").map((tag) => tag.trim().slice(0, 40)))]
                .filter(Boolean)
                .slice(0, 20),
            )
          }
        />
      </label>
      {(vi.trim() === "" || en.trim() === "") && (
        <p className="tone-attention" role="alert">
          <Mark shape="up" />
          {t("scene.nameless")}
        </p>
      )}
      <h3>{t("scene.tiles", { count: draft.tiles.length })}</h3>
      {draft.tiles.length === 0 && <p className="quiet">{t("scene.noTiles")}</p>}
      <ol className="tile-list">
        {draft.tiles.map((tile, index) => (
          <li key={tile.id}>
            <button type="button" className="button-quiet" onClick={() => onSelect(tile.id)}>
              <b>{index + 1}</b> {nameOf(tile)}
            </button>
            <TileNotes notes={notesOf(tile)} />
          </li>
        ))}
        {withKeys(unreadable, ({ tile }) => tile ?? "").map(({ key, item }) => (
          <li key={`unreadable ${key}`} className="tone-attention">
            <Mark shape="up" />
            {item.tile} {sentence(item.reason, language)}
          </li>
        ))}
      </ol>
      <h3>{t("scene.templates")}</h3>
      <div className="template-list">
        {sceneTemplates.map((template) => (
          <button key={template.id} type="button" className="button" onClick={() => onTemplate(template.id)}>
            {inLanguage(template.name, i18n.language)}{" "}
            <small>{template.for === "wall" ? t("scene.forWall") : t("scene.forDisplay", { display })}</small>
          </button>
        ))}
      </div>
    </>
  );
}
