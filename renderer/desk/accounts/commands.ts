import type { Command } from "../registry/command.ts";

type Own = Omit<Command, "id" | "view">;
const command = (name: string, own: Own): Command => ({ id: `accounts.${name}`, view: "accounts", ...own });
const inRow = (name: string, keys: readonly string[]): Command =>
  command(name, { words: { name: "desk:keys.accountDeeds" }, keys, beside: "accounts.change", isKeyOnly: true });

export const accountsCommands: readonly Command[] = [
  command("step", {
    words: { name: "desk:keys.move" },
    keys: ["ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End"],
    beside: "desk.move",
    isKeyOnly: true,
  }),
  command("invite", { words: { name: "desk:keys.invite", also: "desk:also.invite" }, keys: ["N"] }),
  command("find", { words: { name: "desk:keys.findAccount" }, keys: ["L"], isKeyOnly: true }),
  command("change", {
    words: { name: "desk:keys.accountDeeds" },
    keys: ["E"],
    shown: "E · U · R · T",
    isKeyOnly: true,
  }),
  inRow("unlock", ["U"]),
  inRow("link", ["R"]),
  inRow("substitute", ["T"]),
  command("undo", { words: { name: "desk:keys.undo" }, keys: ["Ctrl+Z"], beside: "accounts.change", isKeyOnly: true }),
  command("leave", { words: { name: "desk:keys.close" }, keys: ["Escape"], beside: "desk.close", isKeyOnly: true }),
];
