/** The wall's colours, read from the page's own tokens so that map and tiles can never drift apart, and its sizes. */
export type MapLook = {
  ground: string;
  land: string;
  beyond: string;
  water: string;
  green: string;
  outline: string;
  line: string;
  road: string;
  roadQuiet: string;
  second: string;
  quiet: string;
  text: string;
  attention: string;
  alarm: string;
  late: string;
  /** From least to most; the legend shows the same. */
  ramp: readonly string[];
  /** Of place names, CSS pixels. */
  labelPx: number;
};

/** Steps of the choropleth: more cannot be told apart from five metres. */
export const rampSteps = 5;

/** Reads the look from the element's style; the tokens stand in ui/tokens.css and the map's own css. */
export function readLook(element: HTMLElement, labelPx: number): MapLook {
  const tokens = getComputedStyle(element);
  const colour = (name: string) => tokens.getPropertyValue(name).trim();
  return {
    ground: colour("--ground"),
    land: colour("--map-land"),
    beyond: colour("--map-beyond"),
    water: colour("--map-water"),
    green: colour("--map-green"),
    outline: colour("--map-outline"),
    line: colour("--map-line"),
    road: colour("--map-road"),
    roadQuiet: colour("--map-road-quiet"),
    second: colour("--second"),
    quiet: colour("--quiet"),
    text: colour("--text"),
    attention: colour("--attention"),
    alarm: colour("--alarm"),
    late: colour("--late"),
    ramp: Array.from({ length: rampSteps }, (_, step) => colour(`--map-ramp-${step + 1}`)),
    labelPx,
  };
}
