import { wallStore } from "../../state/wall.ts";
import type { Command, Why } from "../registry/command.ts";

const noneRuns = (): Why | undefined =>
  wallStore.getState()?.programme == null ? { key: "desk:why.noProgramme" } : undefined;

type Own = Omit<Command, "id" | "view" | "isDriving">;
const command = (name: string, own: Own): Command => ({
  id: `automation.${name}`,
  view: "automation",
  isDriving: true,
  ...own,
});
const key = (name: string): Pick<Command, "words" | "isKeyOnly"> => ({
  words: { name: `desk:keys.${name}` },
  isKeyOnly: true,
});
const called = (name: string, also: string, row?: string): Command["words"] => ({
  name: `desk:keys.${name}`,
  also: `desk:also.${also}`,
  ...(row === undefined ? {} : { row: `desk:keys.${row}` }),
});

export const automationCommands: readonly Command[] = [
  command("step", { ...key("move"), keys: ["ArrowUp", "ArrowDown"], beside: "desk.move" }),
  command("main", { ...key("startItem"), keys: ["Enter"] }),
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
  command("edit", { ...key("editAutomation"), keys: ["E"], beside: "automation.newProgramme" }),
  command("holidays", { words: called("holidays", "holidays"), keys: ["H"], beside: "automation.newProgramme" }),
  command("dismiss", { ...key("dismissRule"), keys: ["G"], shown: "G · Q" }),
  command("remove", { ...key("removeItem"), keys: ["Delete"] }),
  // The same as on the wall's page, where the table of keys and the search have them from.
  command("release", { ...key("release"), keys: ["Q"], beside: "automation.dismiss" }),
  command("undo", { ...key("undo"), keys: ["Ctrl+Z"], beside: "automation.dismiss" }),
  command("redo", { ...key("undo"), keys: ["Ctrl+Y", "Ctrl+Shift+Z"], beside: "automation.dismiss" }),
  command("leave", { ...key("close"), keys: ["Escape"], beside: "automation.dismiss" }),
];
