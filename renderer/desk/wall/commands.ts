import { inLanguage } from "../../i18n/index.ts";
import { cellOf, tilesOn } from "../../layout/grid.ts";
import { cameras } from "../../state/cameras.ts";
import { siteStore } from "../../state/site.ts";
import { wallStore } from "../../state/wall.ts";
import type { Command, Why } from "../registry/command.ts";
import { called } from "../registry/command-words.ts";
import { movableIn } from "../steering/movable.ts";
import { handStore } from "./at-hand.ts";

/** The camera that P moves: of what is in preparation, which is what the operator looks at; else of the chosen monitor. */
export function movableAtHand(): string | undefined {
  const site = siteStore.getState();
  const { preparation, selected } = handStore.getState();
  const cell = site === null ? undefined : cellOf(site.wall, selected);
  const tiles =
    preparation?.kind === "panel"
      ? [preparation.candidate]
      : site === null || cell === undefined
        ? []
        : tilesOn(site.scene.tiles, cell).toReversed();
  return movableIn(tiles, cameras.store.getState());
}

function noneMovable(): Why | undefined {
  if (movableAtHand() !== undefined) return undefined;
  const { preparation, selected } = handStore.getState();
  if (preparation?.kind !== "panel") return { key: "desk:steering.none", params: { display: selected } };
  return {
    key: "desk:steering.notThis",
    params: { name: inLanguage(preparation.candidate.name, document.documentElement.lang) },
  };
}

const nothingPrepared = (): Why | undefined =>
  handStore.getState().preparation === undefined ? { key: "desk:why.nothingPrepared" } : undefined;
const nothingPushed = (): Why | undefined =>
  wallStore.getState()?.pushes.length === 0 ? { key: "desk:why.nothingPushed" } : undefined;
const oneMonitor = (): Why | undefined => {
  const plan = siteStore.getState()?.wall;
  return plan !== undefined && plan.columns * plan.rows < 2 ? { key: "desk:why.oneMonitor" } : undefined;
};
const notHeld = (): Why | undefined => {
  const control = wallStore.getState()?.control.by;
  return control === undefined || control === "operator" ? undefined : { key: "desk:why.notHeld" };
};

type Own = Omit<Command, "id" | "view" | "words"> & Partial<Pick<Command, "words">>;
/** What it is called stands under its own name. */
const command = (name: string, more: Own): Command => ({
  id: `wall.${name}`,
  view: "wall",
  isDriving: true,
  words: { name: `desk:keys.${name}` },
  ...more,
});
const ofCameras = "desk:keys.camerasOnWall";
const takingBack = "desk:keys.takingBack";

/** What is done at the wall's page; what each does is beside its state, in WallView.tsx. */
export const wallCommands: readonly Command[] = [
  command("scene", { keys: ["1…9"], isKeyOnly: true }),
  command("take", { keys: ["Space"], words: called("take", "take"), whyNot: nothingPrepared }),
  command("drop", { keys: ["Escape"], isKeyOnly: true, beside: "wall.take" }),
  command("push", { keys: ["Alt+1…9"], isKeyOnly: true }),
  command("giveBack", { keys: ["G"], words: called("giveBack", "giveBack"), whyNot: nothingPushed }),
  command("blank", { keys: ["B"], words: called("blank", "blank") }),
  command("blankOne", { keys: ["Shift+B"], words: called("blankOne", "blank"), beside: "wall.blank" }),
  command("freeze", { keys: ["F"], words: called("freeze", "freeze") }),
  command("banner", { keys: ["T"], words: called("banner", "banner") }),
  command("identify", { keys: ["I"], words: called("identify", "identify") }),
  command("surfaces", { keys: ["N"], words: called("surfaces", "surfaces"), whyNot: oneMonitor }),
  command("edit", { keys: ["E"], words: called("edit", "edit") }),
  command("number", { keys: ["K"], words: called("number", "number") }),
  command("takeAway", { keys: ["X"], words: called("takeAway", "takeAway"), isDriving: false }),
  command("undo", {
    keys: ["Ctrl+Z"],
    words: called("undoOwn", "undo", "undo"),
    shown: "Ctrl Z · Y",
    under: takingBack,
  }),
  command("redo", {
    keys: ["Ctrl+Y", "Ctrl+Shift+Z"],
    words: called("redoOwn", "redo"),
    beside: "wall.undo",
    under: takingBack,
  }),
  command("takeBack", { keys: ["Z"], words: called("takeBack", "takeBack"), under: takingBack }),
  command("release", { keys: ["Q"], words: called("release", "release"), under: takingBack, whyNot: notHeld }),
  command("steer", { keys: ["P"], words: called("steer", "steer"), under: ofCameras, whyNot: noneMovable }),
  command("listen", { keys: ["L"], words: called("listen", "listen"), under: ofCameras }),
  command("mute", { keys: ["M"], isKeyOnly: true, shown: "M · Ctrl M", under: ofCameras }),
  command("quieter", { keys: ["-"], words: called("quieter", "level", "level"), shown: "− · =", under: ofCameras }),
  command("louder", { keys: ["=", "+"], words: called("louder", "level"), beside: "wall.quieter" }),
];
