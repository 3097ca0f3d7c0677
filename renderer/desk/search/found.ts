import type { TFunction } from "i18next";
import type { AutomationList } from "#contract/entities/automation.ts";
import type { Words } from "#contract/entities/text.ts";
import type { StoredScene } from "#contract/entities/wall-state.ts";
import { cameras } from "../../state/cameras.ts";
import { allReadings } from "../../state/readings.ts";
import type { Site } from "../../state/site.ts";
import type { Command, Why } from "../registry/command.ts";
import { deskCommands } from "../registry/commands.ts";
import type { DeskView } from "../registry/desk-view.ts";
import { openView } from "../registry/navigation.ts";
import { capOf } from "../registry/press.ts";
import type { Rights } from "../registry/rights.ts";
import { runCommand } from "../registry/run.ts";
import { driveWall } from "../registry/said.ts";
import { whyNot } from "../registry/why-not.ts";
import type { WordKey } from "../registry/word-key.ts";
import { putAtHand } from "../wall/at-hand.ts";
import { wallView } from "../wall/view.ts";
import { type PanelWords, panelCandidates } from "./panel-candidates.ts";
import { type Candidate, candidatesOf } from "./search.ts";

/** Something that the search of the whole desk finds, and what Enter does with it. */
export type Found = {
  key: string;
  name: Words;
  tags?: readonly string[];
  also?: readonly string[];
  /** What kind of thing it is, and where it is done. */
  kind: string;
  /** Its key's cap, where it has one. */
  cap?: string;
  /** Why it cannot be done now. */
  why?: Why;
  run(): void;
};

type Known = PanelWords & {
  site: Site;
  shown: readonly DeskView[];
  rights: Rights;
  scenes: readonly StoredScene[];
  programmes: AutomationList["programmes"];
  t: TFunction<"desk">;
  wordsOf: (key: WordKey, params?: Record<string, Words>) => Words;
};

/** Everything there is, scenes first: where several fit as well, they are what an operator means most. */
export function foundOf(known: Known): Found[] {
  const { site, shown, rights, scenes, t } = known;
  const prepares = shown.some(({ id }) => id === wallView.id);
  const readings = allReadings();
  const things = prepares
    ? [
        ...candidatesOf({ scenes, cameras: cameras.store.getState().values(), readings, site }),
        ...panelCandidates({ readings, site, panelName: known.panelName, panelAlso: known.panelAlso }),
      ]
    : [];
  const why = whyNot({ isDriving: true });
  const prepared = things.map(
    (thing): Found => ({
      key: thing.key,
      name: thing.name,
      ...("tags" in thing ? { tags: thing.tags } : {}),
      ...("also" in thing && thing.also !== undefined ? { also: thing.also } : {}),
      kind: [t(`wall.kind.${thing.kind}`), ...("tags" in thing ? thing.tags : [])].join(" · "),
      ...(why === undefined ? {} : { why }),
      run: () => prepare(thing, scenes),
    }),
  );
  const isScene = ({ key }: Found) => key.startsWith("scene/");
  const commands = [...deskCommands, ...shown.flatMap(({ commands }) => commands)].filter(
    ({ isKeyOnly, right }) => isKeyOnly !== true && rights.has(right),
  );
  return [
    ...prepared.filter(isScene),
    ...shown.map((view) => viewFound(view, known)),
    ...commands.map((command) => commandFound(command, known)),
    ...(prepares ? known.programmes.flatMap((programme) => programmeFound(programme, known)) : []),
    ...prepared.filter((one) => !isScene(one)),
  ];
}

function prepare(thing: Candidate, scenes: readonly StoredScene[]): void {
  openView(wallView.id);
  if ("scene" in thing) {
    const scene = scenes.find(({ id }) => id === thing.scene);
    if (scene !== undefined) putAtHand({ preparation: { kind: "scene", scene } });
  } else putAtHand({ preparation: { kind: "panel", candidate: thing } });
}

export function viewFound({ id, words, shortcut }: DeskView, { t, wordsOf }: Pick<Known, "t" | "wordsOf">): Found {
  return {
    key: `view/${id}`,
    name: wordsOf(words.name),
    also: [...alsoOf(words.also, wordsOf), ...(shortcut === undefined ? [] : [shortcut])],
    kind: t("search.view"),
    ...(shortcut === undefined ? {} : { cap: shortcut }),
    run: () => openView(id),
  };
}

function commandFound(command: Command, { shown, t, wordsOf }: Known): Found {
  const view = shown.find(({ id }) => id === command.view);
  const why = whyNot(command);
  const [keys] = command.keys;
  const where = view === undefined ? [] : [t(view.words.name.split(":")[1] as never)];
  return {
    key: `command/${command.id}`,
    name: wordsOf(command.words.name),
    also: alsoOf(command.words.also, wordsOf),
    kind: [t("search.command"), ...where].join(" · "),
    ...(keys === undefined ? {} : { cap: capOf(keys) }),
    ...(why === undefined ? {} : { why }),
    run: () => runCommand(command),
  };
}

function programmeFound({ id, content }: Known["programmes"][number], { t, wordsOf }: Known): Found[] {
  if (content === null) return [];
  const why = whyNot({ isDriving: true });
  return [
    {
      key: `programme/${id}`,
      name: wordsOf("desk:search.startProgramme", { name: content.name }),
      also: alsoOf("desk:also.programme", wordsOf),
      kind: [t("search.command"), t("view.automation")].join(" · "),
      ...(why === undefined ? {} : { why }),
      run: () => driveWall({ type: "programme-start", programme: id }),
    },
  ];
}

function alsoOf(key: WordKey | undefined, wordsOf: Known["wordsOf"]): string[] {
  if (key === undefined) return [];
  const { vi, en } = wordsOf(key);
  return [...vi.split(", "), ...en.split(", ")];
}
