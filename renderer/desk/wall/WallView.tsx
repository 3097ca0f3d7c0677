import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { StoredScene, WallCommand } from "#contract/entities/wall-state.ts";
import { routes, WallAnswer } from "#contract/http.ts";
import { inLanguage } from "../../i18n/index.ts";
import { askCore, type Refusal, refusalOf } from "../../state/asking.ts";
import { useCameras } from "../../state/cameras.ts";
import { displays } from "../../state/displays.ts";
import { useStoreValue } from "../../state/store.ts";
import { useWall } from "../../state/wall.ts";
import { useTakeaway } from "../../takeaway/use-takeaway.tsx";
import { Mark } from "../../ui/Mark.tsx";
import { SoundSign } from "../../ui/SoundSign.tsx";
import { AskedNote } from "../AskedNote.tsx";
import { editScene } from "../editor/wanted.ts";
import { useMoments } from "../moments.ts";
import type { ViewProps } from "../registry/desk-view.ts";
import { digitOf } from "../registry/press.ts";
import { say } from "../registry/said.ts";
import { useCommands } from "../registry/use-commands.ts";
import { openSearch } from "../search/opening.ts";
import { hearingNow, nextHeard } from "../sound/hearable.ts";
import { displayState } from "../status/item.ts";
import { SteeringDialog } from "../steering/SteeringDialog.tsx";
import { followed, handStore, putAtHand, useHand } from "./at-hand.ts";
import { BannerDialog } from "./BannerDialog.tsx";
import { ControlWords } from "./ControlWords.tsx";
import { movableAtHand, wallCommands } from "./commands.ts";
import { EntryList } from "./EntryList.tsx";
import { ForSelect } from "./ForSelect.tsx";
import { Miniature } from "./Miniature.tsx";
import { NumberDialog } from "./NumberDialog.tsx";
import { type Preparation, prepared } from "./preparation.ts";
import { SceneButtons } from "./SceneButtons.tsx";
import { SurfacesDialog } from "./SurfacesDialog.tsx";
import { useScenes } from "./use-scenes.ts";
import "./wall.css";

const levelStep = 10;
const digitIn = (event: KeyboardEvent | undefined): number => (event === undefined ? 0 : (digitOf(event) ?? 0));
const pane = (selector: string): ParentNode => document.querySelector(selector) ?? document;

/** On air beside in preparation; scenes, search and single monitors a key away; and what was done, to be taken back. */
export function WallView({ site }: ViewProps) {
  const { t, i18n } = useTranslation("desk");
  const wall = useWall();
  const scenes = useScenes();
  const { preparation, selected, forMs } = useHand();
  const setPreparation = (preparation: Preparation | undefined) => putAtHand({ preparation });
  const setSelected = (selected: number) => putAtHand({ selected });
  const [late, setLate] = useState<number[]>([]);
  const [refusal, setRefusal] = useState<Refusal>();
  const [hasBanner, setHasBanner] = useState(false);
  const [hasSurfaces, setHasSurfaces] = useState(false);
  const [numbered, setNumbered] = useState<StoredScene>();
  const [steered, setSteered] = useState<string>();
  const deeds = useRef<HTMLUListElement>(null);
  const list = scenes.value?.scenes ?? [];

  const drive = async (command: WallCommand) => {
    setRefusal(undefined);
    try {
      setLate((await askCore(routes.wallCommands, WallAnswer, { method: "POST", body: command })).late);
      return true;
    } catch (error) {
      setRefusal(refusalOf(error));
      return false;
    }
  };
  // The answer comes when the windows show it, seconds later perhaps. By then something else may be in preparation,
  // which must stay; and a key that is hit twice sends it once.
  const onItsWay = useRef<Preparation>(undefined);
  const take = async () => {
    if (preparation === undefined || onItsWay.current === preparation) return;
    onItsWay.current = preparation;
    let command: WallCommand;
    if (preparation.kind === "scene") command = { type: "take", scene: preparation.scene.id };
    else {
      const { name: what, panel, settings } = preparation.candidate;
      command = { type: "push", display: selected, content: { kind: "panel", what, panel, settings }, forMs };
    }
    const isTaken = await drive(command);
    if (onItsWay.current === preparation) onItsWay.current = undefined;
    if (isTaken && handStore.getState().preparation === preparation) putAtHand({ preparation: undefined });
  };
  // Only what is no more goes, and then it is said why nothing stands there.
  const followedBy = useEffectEvent((scenes: readonly StoredScene[] | undefined) => {
    const now = followed(preparation, scenes);
    if (now === preparation || preparation?.kind !== "scene") return;
    if (now !== "gone") return putAtHand({ preparation: now });
    const scene = inLanguage(preparation.scene.name, i18n.language);
    say({ key: "desk:wall.preparedGone", params: { scene } });
    putAtHand({ preparation: undefined });
  });
  useEffect(() => followedBy(scenes.value?.scenes), [scenes.value]);
  // The windows prepare it too, unseen, so that taking it is a matter of a frame. Without that it only takes longer.
  const ahead = preparation?.kind === "scene" ? preparation.scene.id : null;
  const isAhead = useRef(false);
  useEffect(() => {
    if (ahead === null && !isAhead.current) return;
    isAhead.current = ahead !== null;
    const command: WallCommand = { type: "prepare", scene: ahead };
    askCore(routes.wallCommands, WallAnswer, { method: "POST", body: command }).catch(() => {});
  }, [ahead]);
  const prepareScene = (id: string | undefined) => {
    const scene = list.find((one) => one.id === id);
    if (scene !== undefined) setPreparation({ kind: "scene", scene });
  };
  const blank = (isOnlySelected: boolean) => {
    const blanked = wall?.blanked ?? [];
    const one = blanked.includes(selected) ? blanked.filter((n) => n !== selected) : [...blanked, selected];
    void drive({ type: "blank", displays: isOnlySelected ? one : blanked.length > 0 ? [] : "all" });
  };
  const isFrozen = wall?.frozen.some(({ display }) => display === selected) === true;
  const freeze = () => {
    const standing = (wall?.frozen ?? []).map(({ display }) => display);
    const others = standing.filter((display) => display !== selected);
    void drive({ type: "freeze", displays: isFrozen ? others : [...others, selected] });
  };
  const known = { site, cameras: useCameras() };
  const isHeard = wall !== null && hearingNow(wall, known) === "heard";
  const listen = () => void drive({ type: "hear", heard: nextHeard(known, selected, wall?.sound.heard ?? null) });
  const changeLevel = (by: number) =>
    void drive({ type: "sound-level", level: Math.min(100, Math.max(0, (wall?.sound.level ?? 50) + by)) });
  const count = site.wall.columns * site.wall.rows;
  const movable = movableAtHand();
  const chosenScene =
    preparation?.kind === "scene" ? preparation.scene : list.find((scene) => scene.id === site.scene.id);
  const looked = preparation === undefined ? site : prepared(preparation, site);
  const takeaway = useTakeaway(looked, () => pane(preparation === undefined ? ".pane-on-air" : ".pane-preparing"));
  const keys = {
    giveBack: () => void drive({ type: "give-back", displays: "all" }),
    release: () => void drive({ type: "release" }),
    identify: () => void drive({ type: "identify" }),
    banner: () => (wall?.banner == null ? setHasBanner(true) : void drive({ type: "banner-off" })),
    number: () => setNumbered(chosenScene),
    surfaces: () => setHasSurfaces(true),
    edit: () => editScene(chosenScene?.id ?? site.scene.id),
    steer: () => setSteered(movableAtHand()),
    undo: () => void drive({ type: "undo" }),
    redo: () => void drive({ type: "redo" }),
  };
  useCommands("wall", wallCommands, {
    "wall.scene": (event) => prepareScene(wall?.numbers[digitIn(event) - 1] ?? undefined),
    "wall.push": (event) => digitIn(event) <= count && setSelected(digitIn(event)),
    "wall.take": () => void take(),
    "wall.drop": () => setPreparation(undefined),
    "wall.blank": () => blank(false),
    "wall.blankOne": () => blank(true),
    "wall.giveBack": keys.giveBack,
    "wall.release": keys.release,
    "wall.freeze": freeze,
    "wall.identify": keys.identify,
    "wall.banner": keys.banner,
    "wall.listen": listen,
    "wall.mute": () => void drive({ type: "mute", isMuted: wall?.sound.isMuted !== true }),
    "wall.quieter": () => changeLevel(-levelStep),
    "wall.louder": () => changeLevel(levelStep),
    "wall.number": keys.number,
    "wall.surfaces": keys.surfaces,
    "wall.edit": keys.edit,
    "wall.steer": keys.steer,
    "wall.takeAway": () => takeaway.open(),
    "wall.undo": keys.undo,
    "wall.redo": keys.redo,
    "wall.takeBack": () => deeds.current?.querySelector("button")?.focus(),
  });

  const blankedCount = wall?.blanked.length ?? 0;
  return (
    <div className="wall-view">
      <div className="wall-panes">
        <section className="pane pane-on-air" aria-label={t("wall.onAir")}>
          <h2>
            <span className="pane-tag">{t("wall.onAir")}</span>
            {inLanguage(site.scene.name, i18n.language)}
            <ControlWords onRelease={keys.release} />
          </h2>
          <Miniature
            site={site}
            isOnAir
            about={(display) => <About display={display} isHeard={isHeard} />}
            selected={selected}
            onSelect={setSelected}
          />
        </section>
        <section className="pane pane-preparing" aria-label={t("wall.preparing")}>
          <h2>
            <span className="pane-tag">{t("wall.preparing")}</span>
            {preparation !== undefined && (
              <>
                {inLanguage(prepared(preparation, site).scene.name, i18n.language)}
                <span className="pane-actions">
                  {preparation.kind === "panel" && (
                    <ForSelect forMs={forMs} onChange={(forMs) => putAtHand({ forMs })} />
                  )}
                  <button type="button" className="button button-main" onClick={() => void take()}>
                    {preparation.kind === "scene" ? t("wall.take") : t("wall.pushTo", { display: selected })}{" "}
                    <kbd>Space</kbd>
                  </button>
                </span>
              </>
            )}
          </h2>
          {preparation === undefined ? (
            <p className="pane-empty">{t("wall.nothingPrepared")}</p>
          ) : (
            <Miniature
              site={prepared(preparation, site)}
              isOnAir={false}
              {...(preparation.kind === "panel" ? { single: selected } : {})}
            />
          )}
        </section>
      </div>
      {late.length > 0 && (
        <p className="asked-note tone-attention" role="status">
          <Mark shape="up" />
          {t("wall.late", { displays: late.join(", ") })}
        </p>
      )}
      <AskedNote failure={refusal ?? scenes.failure} isLoading={false} />
      <div className="wall-lower">
        <section className="wall-scenes">
          <SceneButtons
            scenes={list}
            plan={site.wall}
            isTold={scenes.value !== undefined}
            numbers={wall?.numbers ?? []}
            onAir={site.scene.id}
            preparing={preparation?.kind === "scene" ? preparation.scene.id : undefined}
            onChoose={prepareScene}
          />
          <div className="wall-deeds">
            <button type="button" className="button" onClick={() => blank(false)}>
              {blankedCount > 0 ? t("wall.unblank") : t("wall.blankAll")} <kbd>B</kbd>
            </button>
            <button type="button" className="button" onClick={() => blank(true)}>
              {t("wall.blankOne", { display: selected })} <kbd>⇧ B</kbd>
            </button>
            <button type="button" className="button" disabled={!wall?.pushes.length} onClick={keys.giveBack}>
              {t("wall.giveBack")} <kbd>G</kbd>
            </button>
            <button type="button" className="button" onClick={freeze}>
              {t(isFrozen ? "wall.unfreeze" : "wall.freeze", { display: selected })} <kbd>F</kbd>
            </button>
            <button type="button" className="button" onClick={keys.identify}>
              {t("wall.identify")} <kbd>I</kbd>
            </button>
            <button type="button" className="button" onClick={keys.edit}>
              {t("wall.edit")} <kbd>E</kbd>
            </button>
            <button type="button" className="button" disabled={chosenScene === undefined} onClick={keys.number}>
              {t("wall.number.open")} <kbd>K</kbd>
            </button>
            <button type="button" className="button" onClick={keys.banner}>
              {wall?.banner == null ? t("wall.banner") : t("wall.bannerOff")} <kbd>T</kbd>
            </button>
            <button type="button" className="button" onClick={listen}>
              {t(wall?.sound.heard?.display === selected ? "wall.listenNext" : "wall.listen", { display: selected })}{" "}
              <kbd>L</kbd>
            </button>
            {count > 1 && (
              <button type="button" className="button" onClick={keys.surfaces}>
                {t("wall.surface.open")} <kbd>N</kbd>
              </button>
            )}
            <button type="button" className="button" onClick={() => takeaway.open()}>
              {t("wall.takeAway")} <kbd>X</kbd>
            </button>
            {movable !== undefined && (
              <button type="button" className="button" onClick={keys.steer}>
                {t("steering.open")} <kbd>P</kbd>
              </button>
            )}
          </div>
        </section>
        <EntryList
          wall={wall}
          list={deeds}
          onUndo={keys.undo}
          onRedo={keys.redo}
          onTakeBack={(entry) => void drive({ type: "take-back", entry })}
        />
      </div>
      <button type="button" className="search-open" onClick={openSearch}>
        {t("search.open")} <kbd>/</kbd>
      </button>
      {takeaway.parts}
      {steered !== undefined && <SteeringDialog id={steered} onClose={() => setSteered(undefined)} />}
      {numbered !== undefined && (
        <NumberDialog
          scene={numbered}
          scenes={list}
          numbers={wall?.numbers ?? []}
          onCommand={(command) => void drive(command)}
          onClose={() => setNumbered(undefined)}
        />
      )}
      {hasSurfaces && (
        <SurfacesDialog
          plan={site.wall}
          surfaces={wall?.surfaces ?? []}
          selected={selected}
          onArrange={(surfaces) => void drive({ type: "surfaces", surfaces })}
          onClose={() => setHasSurfaces(false)}
        />
      )}
      {hasBanner && (
        <BannerDialog
          onShow={(text, bannerForMs) => void drive({ type: "banner", text, forMs: bannerForMs })}
          onClose={() => setHasBanner(false)}
        />
      )}
    </div>
  );
}

/** What is to be known of a monitor that its picture does not say: it is not well, covered, or shows something pushed. */
function About({ display, isHeard }: { display: number; isHeard: boolean }) {
  const { t, i18n } = useTranslation("desk");
  const moments = useMoments();
  const wall = useWall();
  const status = [...useStoreValue(displays.store).values()].find((one) => one.number === display);
  const state = status === undefined ? "ok" : displayState(status);
  const { displays: surface = [], state: surfaceState = "spanned" } = status?.surface ?? {};
  const push = wall?.pushes.find((one) => one.display === display);
  return (
    <>
      {state !== "ok" && (
        <span className="tone-attention">
          <Mark shape="up" />
          {state === "tiles" ? t("status.display.tiles", { count: 1 }) : t(`status.display.${state}`)}
        </span>
      )}
      {wall?.sound.heard?.display === display && (
        <SoundSign isOn={isHeard} word={inLanguage(wall.sound.heard.what, i18n.language)} />
      )}
      {surfaceState !== "spanned" && status?.state !== "missing" && (
        <span className="tone-attention">
          <Mark shape="up" />
          {t(`wall.surface.state.${surfaceState}`, { displays: surface.join("+") })}
        </span>
      )}
      {wall?.frozen.some((one) => one.display === display) && <span className="about-covered">{t("wall.frozen")}</span>}
      {wall?.blanked.includes(display) && <span className="about-covered">{t("wall.covered")}</span>}
      {push !== undefined && (
        <span className="about-pushed">
          {push.rule !== null && `${inLanguage(push.rule, i18n.language)}: `}
          {inLanguage(push.what, i18n.language)}
          {push.untilMs !== null && ` ${t("wall.until", { time: moments.since(push.untilMs) })}`}
        </span>
      )}
    </>
  );
}
