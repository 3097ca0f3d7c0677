export type View = "wall" | "editor" | "status" | "trial" | "outages" | "map" | "automation" | "events";

/** The views in the order of their keys; F5 loads a browser's page again and stays free. */
export const viewKeys: readonly { view: View; key: string }[] = [
  { view: "wall", key: "F2" },
  { view: "editor", key: "F8" },
  { view: "status", key: "F3" },
  { view: "trial", key: "F4" },
  { view: "outages", key: "F6" },
  { view: "map", key: "F7" },
  { view: "automation", key: "F9" },
  { view: "events", key: "F10" },
];
