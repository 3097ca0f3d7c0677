import { type RefObject, useEffect, useState } from "react";
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
} from "../../map/engine.ts";
import { mapIcons } from "../../map/icons.ts";
import { readLook } from "../../map/look.ts";
import { openMap } from "../../map/opening.ts";
import { mapStyle } from "../../map/style.ts";

/** Whatever of it changes, the map is opened anew. */
export type EnginePlan = {
  address: { origin: string; token?: string };
  wanted: EngineName;
  bounds: Bounds;
  extent: Bounds;
  padding: Padding;
  base: MapBase | null;
  hasCommunes: boolean;
  hasTowns: boolean;
  labelPx: number;
  isInteractive: boolean;
};

export type Trouble = BrokenReason | "undrawable";

/**
 * Opens the map in an element, after what else is on the page has been painted, and opens the built-in engine where the
 * site's own breaks.
 * @param plan null while it is not known; must be the same object while nothing has changed
 */
export function useMapEngine(container: RefObject<HTMLDivElement | null>, plan: EnginePlan | null) {
  const [engine, setEngine] = useState<MapEngine | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  useEffect(() => {
    const element = container.current;
    if (element === null || plan === null) return;
    let isGone = false;
    let opened: MapEngine | undefined;
    const open = async (wanted: EngineName) => {
      try {
        const made = await openIn(element, plan, wanted, (reason) => {
          opened?.remove();
          opened = undefined;
          setEngine(null);
          setTrouble(reason);
          if (!isGone) void open("maplibre");
        });
        if (isGone) return made.engine.remove();
        opened = made.engine;
        if (made.fellBack !== null) setTrouble(made.fellBack);
        setEngine(made.engine);
      } catch (error) {
        if (!isGone) setTrouble(error instanceof EngineError ? error.reason : "undrawable");
      }
    };
    let timer: ReturnType<typeof setTimeout>;
    // The map's program is large: figures are painted before it is read.
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => void open(plan.wanted), 0);
    });
    return () => {
      isGone = true;
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      setEngine(null);
      setTrouble(null);
      opened?.remove();
    };
  }, [container, plan]);
  return { engine, trouble };
}

async function openIn(
  element: HTMLElement,
  plan: EnginePlan,
  wanted: EngineName,
  onBroken: (reason: BrokenReason) => void,
) {
  const { address, base, bounds, extent, padding, isInteractive } = plan;
  const look = readLook(element, plan.labelPx);
  // The faces are read before the engine measures its first letters with another.
  await document.fonts.load(`500 1em "Be Vietnam Pro"`, "aệ").catch(() => []);
  const account = wanted === "mapbox" ? await fetchMapboxAccess(address).catch(() => "unknown" as const) : null;
  const tileAddress = base === null ? "" : `${address.origin}${routes.mapTile(base.revision, "{z}", "{x}", "{y}")}`;
  const { hasCommunes, hasTowns } = plan;
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
    core: { origin: address.origin, headers: authorization(address) },
    ...(hasAccount ? { mapbox: account } : {}),
    onBroken,
  });
  return account === "unknown" ? { ...made, fellBack: "token" as const } : made;
}
