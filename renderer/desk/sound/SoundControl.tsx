import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { WallCommand } from "#contract/entities/wall-state.ts";
import { routes, WallAnswer } from "#contract/http.ts";
import { inLanguage } from "../../i18n/index.ts";
import { askCore, type Refusal, refusalOf } from "../../state/asking.ts";
import { useCameras } from "../../state/cameras.ts";
import { useSite } from "../../state/site.ts";
import { useWall } from "../../state/wall.ts";
import { SoundSign } from "../../ui/SoundSign.tsx";
import type { Command } from "../registry/command.ts";
import { useCommands } from "../registry/use-commands.ts";
import { hearingNow } from "./hearable.ts";
import { SoundDialog } from "./SoundDialog.tsx";
import "./sound.css";

/** The desk hears the keys of every page. */
const noKeys: readonly Command[] = [];

/** What is heard in the room, always in sight; opens the dialog that sets it. One key mutes the wall from every view. */
export function SoundControl() {
  const { t, i18n } = useTranslation("desk");
  const wall = useWall();
  const site = useSite();
  const cameras = useCameras();
  const [isOpen, setOpen] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();

  const drive = async (command: WallCommand) => {
    setRefusal(undefined);
    try {
      await askCore(routes.wallCommands, WallAnswer, { method: "POST", body: command });
    } catch (error) {
      setRefusal(refusalOf(error));
      setOpen(true);
    }
  };
  useCommands(
    undefined,
    noKeys,
    wall === null
      ? {}
      : {
          "desk.mute": () => void drive({ type: "mute", isMuted: !wall.sound.isMuted }),
          "desk.sound": () => setOpen(true),
        },
  );
  if (wall === null || site === null) return null;

  const { level, heard } = wall.sound;
  const now = hearingNow(wall, { site, cameras });
  const what = heard === null ? "" : inLanguage(heard.what, i18n.language);
  const word = t(`sound.now.${now}`, { what, level, display: heard?.display ?? 0 });
  const isWrong = now === "none" || now === "failing" || now === "elsewhere";
  return (
    <>
      <button
        type="button"
        className={`chip sound-chip${isWrong ? " chip-wrong" : ""}`}
        data-hearing={now}
        disabled={wall.following !== undefined}
        aria-label={`${t("sound.title")}: ${word}`}
        title={word}
        onClick={() => setOpen(true)}
      >
        <SoundSign isOn={now === "heard"} word={word} />
      </button>
      {isOpen && (
        <SoundDialog
          wall={wall}
          site={site}
          cameras={cameras}
          failure={refusal}
          onDrive={(command) => void drive(command)}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
