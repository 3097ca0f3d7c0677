import { useMemo } from "react";
import type { Surfaces } from "#contract/entities/surface.ts";
import { displays } from "./displays.ts";
import { useStoreValue } from "./store.ts";
import { useWall } from "./wall.ts";

const none: Surfaces = [];

/** The surfaces that one window spans: those that are wanted, but for what a machine says is not whole now. */
export function useSpanned(): Surfaces {
  const surfaces = useWall()?.surfaces ?? none;
  const told = useStoreValue(displays.store);
  const text = JSON.stringify(
    surfaces.filter((wanted) =>
      [...told.values()].every(
        ({ number, state, surface }) =>
          !wanted.includes(number) || (surface?.state === "spanned" && state !== "missing"),
      ),
    ),
  );
  // Displays are told whole and often; what is drawn from this must not begin anew each time.
  return useMemo(() => JSON.parse(text) as Surfaces, [text]);
}
