import { ownAccountCommands } from "../accounts/own-commands.ts";
import type { Command } from "./command.ts";
import type { DeskView } from "./desk-view.ts";

/** What can be done on every page, beside going to another one. */
export const deskCommands: readonly Command[] = [
  { id: "desk.help", words: { name: "desk:keys.help", also: "desk:also.help" }, keys: ["F1"], isAlways: true },
  { id: "desk.search", words: { name: "desk:keys.search" }, keys: ["/"], shown: "/ · Ctrl K", isKeyOnly: true },
  {
    id: "desk.searchTyping",
    words: { name: "desk:keys.search" },
    keys: ["Ctrl+K"],
    beside: "desk.search",
    isKeyOnly: true,
    isWhileTyping: true,
  },
  {
    id: "desk.mute",
    words: { name: "desk:keys.muteWall", also: "desk:also.mute" },
    keys: ["Ctrl+M"],
    isAlways: true,
    isDriving: true,
    right: "drive-wall",
  },
  { id: "desk.sound", words: { name: "desk:keys.sound", also: "desk:also.sound" }, keys: [], right: "drive-wall" },
  ...ownAccountCommands,
  { id: "desk.move", words: { name: "desk:keys.move" }, keys: [], shown: "↑ ↓", isKeyOnly: true },
  { id: "desk.close", words: { name: "desk:keys.close" }, keys: [], shown: "Esc", isKeyOnly: true },
];

/** Going to a page, by its key. */
export const openingOf = ({ id, words, shortcut }: DeskView): Command => ({
  id: `open.${id}`,
  words: { name: words.about },
  keys: shortcut === undefined ? [] : [shortcut],
  isKeyOnly: true,
  isAlways: true,
});
