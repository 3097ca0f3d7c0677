import { useTranslation } from "react-i18next";
import type { Tile } from "#contract/entities/wall.ts";
import type { Site } from "../../state/site.ts";
import { Mark } from "../../ui/Mark.tsx";
import { SettingsForm } from "./form/SettingsForm.tsx";
import type { Place } from "./placing.ts";
import type { TileNote } from "./tile-notes.ts";

type Props = {
  tile: Tile;
  number: number;
  name: string;
  notes: readonly TileNote[];
  site: Site;
  onPlace: (place: Place) => void;
  onSettings: (settings: Tile["settings"], step: string) => void;
};

const sides = ["x", "y", "width", "height"] as const;

/** One tile: what is to be known of it, where it stands, what it shows. */
export function TileInspector({ tile, number, name, notes, site, onPlace, onSettings }: Props) {
  const { t, i18n } = useTranslation("editor");
  return (
    <>
      <h3>{t("tile.named", { number, name })}</h3>
      <TileNotes notes={notes.filter(({ word }) => word !== "wrong")} />
      <fieldset className="tile-place">
        {sides.map((side) => (
          <label key={side}>
            {t(`tile.${side}`)}
            <input
              type="number"
              min={side === "x" || side === "y" ? 0 : 1}
              value={tile[side]}
              onChange={(event) => {
                const { x, y, width, height } = tile;
                onPlace({ x, y, width, height, [side]: Math.round(Number(event.target.value)) });
              }}
            />
          </label>
        ))}
      </fieldset>
      <SettingsForm key={`${tile.id} ${i18n.language}`} tile={tile} site={site} onChange={onSettings} />
    </>
  );
}

export function TileNotes({ notes }: { notes: readonly TileNote[] }) {
  const { t, i18n } = useTranslation("editor");
  const language = i18n.language === "en" ? "en" : "vi";
  const told = (params: TileNote["params"]): TileNote["params"] =>
    Object.fromEntries(
      Object.entries(params).map(([name, value]) => [
        name,
        typeof value === "number" ? value.toLocaleString(language) : value,
      ]),
    );
  return (
    <ul className="tile-notes">
      {notes.map(({ word, params }) => (
        <li key={word} className="tone-attention" data-note={word}>
          <Mark shape="up" />
          {t(`note.${word}`, told(params))}
        </li>
      ))}
    </ul>
  );
}
