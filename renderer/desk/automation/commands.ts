import { wallStore } from "../../state/wall.ts";
import type { Command, Why } from "../registry/command.ts";
import { called, keyOnly } from "../registry/command-words.ts";

const noneRuns = (): Why | undefined =>
  wallStore.getState()?.programme == null ? { key: "desk:why.noProgramme" } : undefined;

type Own = Omit<Command, "id" | "view" | "isDriving">;
const command = (name: string, own: Own): Command => ({
  id: `automation.${name}`,
  view: "automation",
  isDriving: true,
  ...own,
});

export const automationCommands: readonly Command[] = [
  command("step", { ...keyOnly("move"), keys: ["ArrowUp", "ArrowDown"], beside: "desk.move" }),
  command("main", { ...keyOnly("startItem"), keys: ["Enter"] }),
  command("previous", {
    words: called("previousStep", "programme", "programme"),
    keys: ["ArrowLeft"],
    shown: "← → · P · S",
    whyNot: noneRuns,
  }),
  command("next", {
    words: called("nextStep", "programme"),
    keys: ["ArrowRight"],
    beside: "automation.previous",
    whyNot: noneRuns,
  }),
  command("pause", {
    words: called("pause", "programme"),
    keys: ["P"],
    beside: "automation.previous",
    whyNot: noneRuns,
  }),
  command("stop", { words: called("stop", "stop"), keys: ["S"], beside: "automation.previous", whyNot: noneRuns }),
  command("newProgramme", {
    words: called("newProgramme", "newProgramme", "editAutomation"),
    keys: ["N"],
    shown: "N · R · E · H",
  }),
  command("newRule", { words: called("newRule", "newRule"), keys: ["R"], beside: "automation.newProgramme" }),
  command("edit", { ...keyOnly("editAutomation"), keys: ["E"], beside: "automation.newProgramme" }),
  command("holidays", { words: called("holidays", "holidays"), keys: ["H"], beside: "automation.newProgramme" }),
  command("dismiss", { ...keyOnly("dismissRule"), keys: ["G"], shown: "G · Q" }),
  command("remove", { ...keyOnly("removeItem"), keys: ["Delete"] }),
  // The same as on the wall's page, where the table of keys and the search have them from.
  command("release", { ...keyOnly("release"), keys: ["Q"], beside: "automation.dismiss" }),
  command("undo", { ...keyOnly("undo"), keys: ["Ctrl+Z"], beside: "automation.dismiss" }),
  command("redo", { ...keyOnly("undo"), keys: ["Ctrl+Y", "Ctrl+Shift+Z"], beside: "automation.dismiss" }),
  command("leave", { ...keyOnly("close"), keys: ["Escape"], beside: "automation.dismiss" }),
];
