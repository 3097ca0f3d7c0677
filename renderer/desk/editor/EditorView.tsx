import { useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Words } from "#contract/entities/text.ts";
import type { Tile } from "#contract/entities/wall.ts";
import { sceneTemplates } from "#contract/scene-templates.ts";
import { cameras, useCameras } from "../../state/cameras.ts";
import { allReadings } from "../../state/readings.ts";
import { useStoreValue } from "../../state/store.ts";
import { AskedNote } from "../AskedNote.tsx";
import type { ViewProps } from "../registry/desk-view.ts";
import { openView } from "../registry/navigation.ts";
import { digitOf } from "../registry/press.ts";
import { useCommands } from "../registry/use-commands.ts";
import { SearchBox } from "../search/SearchBox.tsx";
import type { Candidate } from "../search/search.ts";
import { putAtHand } from "../wall/at-hand.ts";
import { useScenes } from "../wall/use-scenes.ts";
import { Canvas } from "./Canvas.tsx";
import { editorCommands } from "./commands.ts";
import { changed, isUnsaved, opened, redone, undone, type Work } from "./draft.ts";
import { type Asking, EditorDialogs } from "./EditorDialogs.tsx";
import { EditorNotes } from "./EditorNotes.tsx";
import { useEditorWords } from "./editor-words.ts";
import {
  addedTiles,
  alignedTiles,
  placed,
  pulledTiles,
  removedTiles,
  swapped,
  withSettings,
  withTemplate,
} from "./edits.ts";
import { useChoices } from "./form/choices.ts";
import { useLegibility } from "./legibility.ts";
import { ManyInspector } from "./ManyInspector.tsx";
import { newTileCandidates, newTileOf } from "./new-tiles.ts";
import { displayOf, wholeOf } from "./placing.ts";
import { SceneBar } from "./SceneBar.tsx";
import { SceneInspector } from "./SceneInspector.tsx";
import { sceneIdOf } from "./scene-id.ts";
import { TileHandles } from "./TileHandles.tsx";
import { TileInspector } from "./TileInspector.tsx";
import { tileName } from "./tile-name.ts";
import { tileNotes } from "./tile-notes.ts";
import { useOthersChanges } from "./use-others-changes.ts";
import { useSceneDeeds } from "./use-scene-deeds.ts";
import { wantedScene } from "./wanted.ts";
import { clipboardStore, keepWork, useWork, workStore } from "./work-store.ts";
import "./editor.css";

/** With Ctrl an arrow goes so many units: a quarter of a monitor. */
const leap = 6;
const steps: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The scenes' editor: the wall in miniature with live tiles to be dragged, and a form for what they show. */
export function EditorView({ site }: ViewProps) {
  const { t, i18n } = useTranslation("editor");
  const { t: desk } = useTranslation("desk");
  const plan = site.wall;
  const work = useWork();
  const scenes = useScenes();
  const list = scenes.value?.scenes;
  const known = useCameras();
  const { panelName, panelAlso } = useEditorWords();
  const choicesOf = useChoices(site);
  const [foreign, dropForeign] = useOthersChanges(list);
  const [selected, setSelected] = useState<readonly string[]>([]);
  const [display, setDisplay] = useState(1);
  const [asking, setAsking] = useState<Asking>();
  const deeds = useSceneDeeds();
  const stage = useRef<HTMLDivElement>(null);
  const side = useRef<HTMLElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const legibility = useLegibility(stage);
  useEffect(() => keepWork(site.id), [site.id]);

  const tiles = work?.draft.tiles ?? [];
  const chosen = tiles.filter(({ id }) => selected.includes(id));
  const ids = selected.filter((id) => tiles.some((tile) => tile.id === id));
  const [only] = chosen.length === 1 ? chosen : [];
  const edit = (change: (now: Work) => Work) => workStore.setState((now) => now && change(now), true);
  const table = (next: Work) => {
    workStore.setState(next, true);
    setSelected([]);
    dropForeign();
    deeds.forget();
  };
  /** Does it at once where nothing would be lost by it. */
  const leaving = (leave: () => void) => {
    if (work !== null && isUnsaved(work)) setAsking({ leave });
    else leave();
  };
  const open = (id: string) => {
    const scene = list?.find((one) => one.id === id);
    if (scene !== undefined && scene.id !== work?.id) leaving(() => table(opened(scene)));
  };
  const openNow = useEffectEvent(open);
  const wanted = useStoreValue(wantedScene);
  const isTold = list !== undefined;
  useEffect(() => {
    if (!isTold || wanted === null) return;
    wantedScene.setState(null, true);
    openNow(wanted.scene);
  }, [wanted, isTold]);
  useEffect(() => {
    if (isTold && workStore.getState() === null) openNow(site.scene.id);
  }, [isTold, site.scene.id]);

  const make = (name: Words, from?: Work) => {
    const id = sceneIdOf(name.vi, new Set(list?.map((scene) => scene.id)));
    const draft = from === undefined ? { name, tags: [], tiles: [] } : { ...from.draft, name };
    const next: Work = { id, base: null, past: [], draft, future: [], step: null };
    if (from === undefined) return table(next);
    table({ ...next, copyOf: from.base?.id ?? from.copyOf ?? from.id });
    void deeds.save();
  };
  const add = (candidate: Candidate) => {
    const tile = newTileOf(candidate);
    if (work === null || tile === undefined) return;
    const added = addedTiles(work, [tile], display, plan);
    workStore.setState(added.work, true);
    setSelected(added.ids);
  };
  const addCopies = (copies: readonly Tile[]) => {
    if (work === null) return;
    const added = addedTiles(work, copies, display, plan);
    workStore.setState(added.work, true);
    setSelected(added.ids);
  };
  const select = (id: string, isMore: boolean) => {
    const tile = tiles.find((one) => one.id === id);
    if (tile !== undefined) setDisplay(displayOf(tile, plan));
    if (!isMore) return setSelected([id]);
    setSelected((now) => (now.includes(id) ? now.filter((one) => one !== id) : [...now, id]));
  };
  const saveAndPrepare = async () => {
    const scene = work !== null && !isUnsaved(work) ? work.base : await deeds.save();
    if (!scene) return;
    putAtHand({ preparation: { kind: "scene", scene } });
    openView("wall");
  };
  const begin = () => leaving(() => setAsking("new"));
  const pull = (event: KeyboardEvent | undefined, hold: "se" | "") => {
    const step = event === undefined ? undefined : steps[event.key];
    if (event === undefined || step === undefined) return;
    const [x, y] = step.map((one) => (event.ctrlKey || event.metaKey ? one * leap : one)) as [number, number];
    edit((now) => pulledTiles(now, ids, { hold, x, y }, plan));
  };
  const copy = (isCut: boolean) => {
    if (chosen.length === 0) return;
    clipboardStore.setState(chosen, true);
    if (isCut) edit((now) => removedTiles(now, ids));
  };
  useCommands("editor", editorCommands, {
    "editor.moveTile": (event) => pull(event, ""),
    "editor.sizeTile": (event) => pull(event, "se"),
    "editor.leap": (event) => pull(event, event?.shiftKey ? "se" : ""),
    "editor.tile": (event) => {
      const tile = event === undefined ? undefined : tiles[(digitOf(event) ?? 0) - 1];
      if (tile !== undefined) select(tile.id, false);
    },
    "editor.display": (event) => {
      const number = event === undefined ? 0 : (digitOf(event) ?? 0);
      if (number <= plan.columns * plan.rows) setDisplay(number);
    },
    "editor.all": () => setSelected(tiles.map(({ id }) => id)),
    "editor.none": (event) => {
      const target = event?.target;
      if (target instanceof HTMLElement && target.matches("input, textarea, select")) target.blur();
      else setSelected([]);
    },
    "editor.add": () => search.current?.focus(),
    "editor.newScene": begin,
    // What it shows comes before where it stands, though that is drawn above it.
    "editor.form": () =>
      (
        side.current?.querySelector<HTMLElement>(".settings-form :is(input, select, textarea)") ??
        side.current?.querySelector<HTMLElement>("input")
      )?.focus(),
    "editor.remove": () => edit((now) => removedTiles(now, ids)),
    "editor.duplicate": () => addCopies(chosen),
    "editor.copy": () => copy(false),
    "editor.cut": () => copy(true),
    "editor.paste": () => addCopies(clipboardStore.getState()),
    "editor.swap": () => edit((now) => swapped(now, ids)),
    "editor.whole": () =>
      only !== undefined && edit((now) => placed(now, only.id, wholeOf(displayOf(only, plan), plan), plan)),
    "editor.undo": () => edit(undone),
    "editor.redo": () => edit(redone),
    "editor.save": () => void deeds.save(),
    "editor.saveAs": () => work !== null && setAsking("save-as"),
    "editor.saveAndPrepare": () => void saveAndPrepare(),
    "editor.export": () => void deeds.exportFile(),
  });

  const about = { site, cameras: known, panelName, language: i18n.language };
  const nameOf = (tile: Tile) => tileName(tile, about);
  const notesOf = (tile: Tile) => tileNotes(tile, { tiles, plan, choicesOf, legibility });
  const marked = useMemo(
    () => new Set(tiles.filter((tile) => tileNotes(tile, { tiles, plan, choicesOf, legibility }).length > 0)),
    [tiles, plan, choicesOf, legibility],
  );
  return (
    <div className="editor">
      <SceneBar
        scenes={list ?? []}
        work={work}
        isBusy={deeds.isBusy}
        onOpen={open}
        onNew={begin}
        onSave={() => void deeds.save()}
        onSaveAs={() => setAsking("save-as")}
        onSaveAndPrepare={() => void saveAndPrepare()}
        onRemove={() => setAsking("remove")}
        onImport={(file) => void deeds.importFile(file)}
        onExport={() => void deeds.exportFile()}
        onUndo={() => edit(undone)}
        onRedo={() => edit(redone)}
      />
      <EditorNotes
        deeds={deeds}
        foreign={foreign}
        onRead={dropForeign}
        nameOf={(id) => numberedName(tiles, id, nameOf)}
      />
      <AskedNote failure={deeds.refusal ?? scenes.failure} isLoading={list === undefined} />
      <div className="editor-main">
        <div ref={stage} className="editor-left">
          {work !== null && (
            <Canvas
              site={site}
              tiles={tiles}
              selectedDisplay={display}
              onDisplay={(number) => {
                setDisplay(number);
                setSelected([]);
              }}
              over={(cell, gap) => (
                <TileHandles
                  tiles={tiles}
                  cell={cell}
                  gap={gap}
                  selected={ids}
                  nameOf={nameOf}
                  isMarked={(tile) => marked.has(tile)}
                  onSelect={select}
                  onPull={(pull) =>
                    edit((now) => pulledTiles(now, ids.includes(pull.tile) ? ids : [pull.tile], pull, plan))
                  }
                />
              )}
            />
          )}
          <SearchBox
            input={search}
            label={t("add", { display })}
            kindOf={({ kind }) => desk(`wall.kind.${kind}`)}
            candidates={() =>
              newTileCandidates({
                cameras: cameras.store.getState().values(),
                readings: allReadings(),
                site,
                panelName,
                panelAlso,
              })
            }
            onChoose={add}
          />
        </div>
        <aside ref={side} className="editor-side" aria-label={t("side")}>
          {work === null ? null : only !== undefined ? (
            <TileInspector
              tile={only}
              number={tiles.indexOf(only) + 1}
              name={nameOf(only)}
              notes={notesOf(only)}
              site={site}
              onPlace={(place) => edit((now) => placed(now, only.id, place, plan))}
              onSettings={(settings, step) => edit((now) => withSettings(now, only.id, settings, step))}
            />
          ) : chosen.length > 1 ? (
            <ManyInspector
              count={chosen.length}
              onAlign={(how) => edit((now) => alignedTiles(now, ids, how, plan))}
              onSwap={() => edit((now) => swapped(now, ids))}
            />
          ) : (
            <SceneInspector
              work={work}
              display={display}
              nameOf={nameOf}
              notesOf={notesOf}
              onName={(name) => edit((now) => changed(now, { ...now.draft, name }, "name"))}
              onTags={(tags) => edit((now) => changed(now, { ...now.draft, tags }, "tags"))}
              onSelect={(id) => select(id, false)}
              onTemplate={(id) => {
                const template = sceneTemplates.find((one) => one.id === id);
                if (template !== undefined) edit((now) => withTemplate(now, template, display, plan));
              }}
            />
          )}
        </aside>
      </div>
      <EditorDialogs asking={asking} work={work} deeds={deeds} onBegin={make} onClose={() => setAsking(undefined)} />
    </div>
  );
}

function numberedName(tiles: readonly Tile[], id: string, nameOf: (tile: Tile) => string): string {
  const at = tiles.findIndex((tile) => tile.id === id);
  const tile = tiles[at];
  return tile === undefined ? id : `${at + 1} · ${nameOf(tile)}`;
}
