import type { DeskView } from "../registry/desk-view.ts";
import { eventsCommands } from "./commands.ts";
import { useUnreadEvents } from "./unread.ts";
export const eventsView: DeskView = {
  id: "events",
  words: { name: "desk:view.events", about: "desk:keys.events", also: "desk:also.view.events" },
  shortcut: "F10",
  order: 8,
  right: "see-camera-events",
  load: () => import("./EventsView.tsx").then(({ EventsView }) => EventsView),
  useBadge: useUnreadEvents,
  commands: eventsCommands,
};
