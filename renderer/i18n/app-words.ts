import type { Language } from "#contract/entities/text.ts";
import { addWords, makeWords } from "./bundles.ts";
import enAsking from "./en/asking.json";
import enFigure from "./en/figure.json";
import viApp from "./vi/app.json";
import viAsking from "./vi/asking.json";
import viFigure from "./vi/figure.json";
import viLeader from "./vi/leader.json";

declare module "i18next" {
  interface ResourceNamespaceMap {
    app: typeof viApp;
    /** Of the leader's first page, and what others share with it. */
    leader: typeof viLeader;
  }
}

/** The words that the web app begins with. What pages need besides they bring themselves (`addWords`). */
export const createAppWords = (language: Language) =>
  makeWords(language, "app", {
    vi: { app: viApp, asking: viAsking, figure: viFigure, leader: viLeader },
    en: { asking: enAsking, figure: enFigure },
  });

/** The frame's own words in the second language: loaded by whoever reads it. Until they are there, the first one stands. */
export async function loadAppWords(language: Language): Promise<void> {
  if (language === "vi") return;
  const [{ default: app }, { default: leader }] = await Promise.all([
    import("./en/app.json"),
    import("./en/leader.json"),
  ]);
  addWords("app", { vi: viApp, en: app });
  addWords("leader", { vi: viLeader, en: leader });
}
