import { useTranslation } from "react-i18next";
import { sentence } from "#contract/errors.ts";
import { Mark } from "../../ui/Mark.tsx";
import { useMoments } from "../moments.ts";
import { withKeys } from "../with-keys.ts";
import type { Foreign } from "./use-others-changes.ts";
import type { SceneDeeds } from "./use-scene-deeds.ts";

type Props = {
  deeds: Pick<SceneDeeds, "imported" | "forget">;
  foreign: Foreign | undefined;
  onRead: () => void;
  /** A tile's number and name, by its id. */
  nameOf: (tile: string) => string;
};

/** What others did to this scene, and what became of a file; until it was read. */
export function EditorNotes({ deeds: { imported, forget }, foreign, onRead, nameOf }: Props) {
  const { t, i18n } = useTranslation("editor");
  const moments = useMoments();
  const language = i18n.language === "en" ? "en" : "vi";
  const close = (run: () => void) => (
    <button type="button" className="button-quiet" onClick={run}>
      {t("note.read")}
    </button>
  );
  return (
    <>
      {foreign !== undefined && (
        <div className="editor-note" role="status">
          <Mark shape="up" />
          <span>
            {foreign.kind === "removed"
              ? t("foreign.removed")
              : t("foreign.saved", {
                  who:
                    foreign.scene.by === null
                      ? t("foreign.profile")
                      : foreign.scene.by.name || t("foreign.atTheMachine"),
                  time: moments.since(foreign.scene.changedAtMs),
                })}{" "}
            {foreign.kind === "saved" &&
              foreign.both.length > 0 &&
              t("foreign.both", { tiles: foreign.both.map(nameOf).join("; ") })}
          </span>
          {close(onRead)}
        </div>
      )}
      {imported !== undefined && (
        <div className="editor-note" role="status">
          <span>
            {t("imported.done", { saved: imported.saved.length, unchanged: imported.unchanged })}
            <ul>
              {withKeys(imported.mistakes, ({ scene, tile, reason }) => `${scene} ${tile} ${reason.code}`).map(
                ({ key, item }) => (
                  <li key={key} className="tone-attention">
                    {[item.scene, item.tile].filter(Boolean).join(" · ")} {sentence(item.reason, language)}
                  </li>
                ),
              )}
            </ul>
          </span>
          {close(forget)}
        </div>
      )}
    </>
  );
}
