import { useEffect } from "react";
import type { MapEngine } from "../../map/engine.ts";
import type { Switchable } from "../../panels/map/settings.ts";

/** From so near the names of communes have room beside those of the towns; further away they would push them off the map. */
const namesWithinDegrees = 0.6;

/**
 * Communes are asked about without being coloured too: their borders, and from near their names, stay as long as other
 * names do.
 * @param hidden another set whenever a layer was switched, when the map itself hides what it does not colour
 * @param areColoured by an indicator: then the map itself shows and hides them
 */
export function useCommuneBorders(
  engine: MapEngine | null,
  hidden: ReadonlySet<Switchable>,
  areColoured: boolean,
): void {
  useEffect(() => {
    if (engine === null || areColoured) return;
    const areNamesHidden = hidden.has("towns");
    let hadNames: boolean | undefined;
    const show = () => {
      const { width } = engine.size();
      const hasNames =
        !areNamesHidden && engine.unproject(width, 0)[0] - engine.unproject(0, 0)[0] < namesWithinDegrees;
      if (hasNames === hadNames) return;
      hadNames = hasNames;
      engine.setVisible(["commune-names"], hasNames);
    };
    engine.setVisible(["commune-lines"], !areNamesHidden);
    show();
    return engine.onMoved(show);
  }, [engine, hidden, areColoured]);
}
