import { type RefObject, useEffect, useRef, useState } from "react";
import type { MapBase } from "#contract/entities/map.ts";
import { routes } from "#contract/http.ts";
import { authorization, fetchMapboxAccess } from "../../live/api.ts";
import {
  type Bounds,
  type BrokenReason,
  EngineError,
  type EngineName,
  type MapEngine,
  type Padding,
  type SharedGestures,
  type View,
} from "../../map/engine.ts";
import { mapFontRead } from "../../map/fonts.ts";
import { mapIcons } from "../../map/icons.ts";
import { readLook } from "../../map/look.ts";
import { openMap } from "../../map/opening.ts";
import { mapStyle } from "../../map/style.ts";

/** Whatever of it changes, the map is opened anew. */
export type EnginePlan = {
  address: { origin: string; token?: string };
  wanted: EngineName;
  extent: Bounds;
  base: MapBase | null;
  hasCommunes: boolean;
  hasTowns: boolean;
  labelPx: number;
  isInteractive: boolean;
  shared: SharedGestures | null;
};

/** What is to be seen whole, and what lies over the map's edges. Its change moves an open map: opening one costs a second. */
export type Framing = { bounds: Bounds; padding: Padding };

/** lost: the machine's graphics went away under an open map, which is being opened anew. */
export type Trouble = BrokenReason | "undrawable" | "lost";

/** The browser's graphics process is back within a second or two; where it is not, a map is tried for less often. */
const lostPauseMs = 300;
const undrawablePauseMs = 3_000;

/**
 * Opens the map in an element, after what else is on the page has been painted, and opens the built-in engine where the
 * site's own breaks. Where the machine's graphics go away (its driver crashed), it is opened anew, as an engine comes back
 * without the states of its features. Where somebody has moved it, it stays, whatever opens it anew.
 * @param plan null while it is not known; both must be the same object while nothing has changed
 */
export function useMapEngine(
  container: RefObject<HTMLDivElement | null>,
  plan: EnginePlan | null,
  framing: Framing | null,
) {
  const [engine, setEngine] = useState<MapEngine | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const latest = useRef(framing);
  const framed = useRef<Framed>(undefined);
  useEffect(() => {
    latest.current = framing;
  }, [framing]);
  const isFramed = framing !== null;
  useEffect(() => {
    const element = container.current;
    if (element === null || plan === null || !isFramed) return;
    let isGone = false;
    let opened: MapEngine | undefined;
    /** Counts losses, so that a map that was being opened then is not taken for one that can draw. */
    let losses = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const openAfter = (ms: number) => {
      clearTimeout(timer);
      timer = setTimeout(() => void open(plan.wanted), ms);
    };
    const leave = () => {
      if (opened && framed.current) framed.current.left = movedTo(opened, framed.current);
      opened?.remove();
      opened = undefined;
      setEngine(null);
    };
    const open = async (wanted: EngineName) => {
      const lossesBefore = losses;
      const isOver = () => isGone || losses !== lossesBefore;
      try {
        const framing = latest.current;
        if (framing === null) return;
        const made = await openIn(element, plan, framing, wanted, isOver, (reason) => {
          leave();
          setTrouble(reason);
          if (!isGone) void open("maplibre");
        });
        if (made === null) return;
        if (isOver()) return made.engine.remove();
        opened = made.engine;
        const former = framed.current;
        const left = former && isSameBounds(former.framing, framing) ? former.left : undefined;
        framed.current = { framing, home: opened.view() };
        if (left) opened.show(left);
        setTrouble((former) => made.fellBack ?? (former === "lost" || former === "undrawable" ? null : former));
        setEngine(made.engine);
      } catch (error) {
        if (isOver()) return;
        const reason = error instanceof EngineError ? error.reason : "undrawable";
        setTrouble(reason);
        if (reason === "undrawable") openAfter(undrawablePauseMs);
      }
    };
    const onLost = () => {
      losses += 1;
      leave();
      setTrouble("lost");
      openAfter(lostPauseMs);
    };
    // It does not bubble; and it is heard here before the engine begins to mend itself.
    element.addEventListener("webglcontextlost", onLost, { capture: true });
    // The map's program is large: figures are painted before it is read.
    const frame = requestAnimationFrame(() => openAfter(0));
    return () => {
      isGone = true;
      element.removeEventListener("webglcontextlost", onLost, { capture: true });
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      leave();
      setTrouble(null);
    };
  }, [container, plan, isFramed]);
  useEffect(() => {
    const former = framed.current;
    if (engine === null || framing === null || former === undefined || former.framing === framing) return;
    engine.keepFree(framing.padding);
    const stays = isSameBounds(former.framing, framing) && movedTo(engine, former) !== undefined;
    if (!stays) engine.fit(framing.bounds);
    framed.current = { framing, home: stays ? former.home : engine.view() };
  }, [engine, framing]);
  return { engine, trouble };
}

/** How a map was last framed, where it stood then, and where somebody had moved it before it was closed. */
type Framed = { framing: Framing; home: View; left?: View | undefined };

const isSameBounds = (one: Framing, other: Framing) => String(one.bounds) === String(other.bounds);

/** Where somebody has moved a map; undefined where it stands as it was framed. */
function movedTo(engine: MapEngine, { home }: Framed): View | undefined {
  const view = engine.view();
  return JSON.stringify(view) === JSON.stringify(home) ? undefined : view;
}

/** @param isOver whether nobody wants it any more; asked before it is put into the element · null: so it was */
async function openIn(
  element: HTMLElement,
  plan: EnginePlan,
  { bounds, padding }: Framing,
  wanted: EngineName,
  isOver: () => boolean,
  onBroken: (reason: BrokenReason) => void,
) {
  const { address, base, extent, isInteractive, shared } = plan;
  const look = readLook(element, plan.labelPx);
  await mapFontRead();
  const account = wanted === "mapbox" ? await fetchMapboxAccess(address).catch(() => "unknown" as const) : null;
  const tileAddress = base === null ? "" : `${address.origin}${routes.mapTile(base.revision, "{z}", "{x}", "{y}")}`;
  const { hasCommunes, hasTowns } = plan;
  // Another may stand in the element by now, where the core was long in answering.
  if (isOver()) return null;
  // An engine of its own element: whatever one leaves behind does not lie under the next.
  const holder = document.createElement("div");
  holder.className = "map-holder";
  element.replaceChildren(holder);
  const hasAccount = account !== null && account !== "unknown";
  const made = await openMap(hasAccount ? "mapbox" : "maplibre", {
    container: holder,
    style: mapStyle({ look, base, tileAddress, hasCommunes, hasTowns }),
    bounds,
    extent,
    padding,
    icons: mapIcons(look),
    isInteractive,
    shared,
    core: { origin: address.origin, headers: authorization(address) },
    ...(hasAccount ? { mapbox: account } : {}),
    onBroken,
  });
  return account === "unknown" ? { ...made, fellBack: "token" as const } : made;
}
