import { unitsPerDisplay, type WallPlan } from "#contract/entities/wall.ts";
import type { StoredScene } from "#contract/entities/wall-state.ts";

/** What a kind of panel is drawn as; anything else is a plain tile. */
const shapes: Record<string, "figure" | "line" | "picture" | "map" | "rows" | "title"> = {
  heading: "title",
  "key-figure": "figure",
  trend: "line",
  gates: "rows",
  "figure-table": "rows",
  "plan-outlook": "rows",
  comparison: "rows",
  ranking: "rows",
  forecast: "rows",
  records: "rows",
  "documents-state": "rows",
  "source-scores": "rows",
  clock: "figure",
  countdown: "figure",
  text: "title",
  news: "title",
  picture: "picture",
  document: "rows",
  "web-page": "rows",
  "air-quality": "figure",
  river: "line",
  warnings: "rows",
  "status-board": "rows",
  map: "map",
  camera: "picture",
  "camera-grid": "picture",
  "camera-tour": "picture",
  "camera-near": "picture",
};

/** A scene as a drawing of where its tiles are and what kind each is. It shows no values, so it cannot show old ones. */
export function ScenePlan({ scene, plan }: { scene: Pick<StoredScene, "tiles">; plan: WallPlan }) {
  const { width, height } = plan.resolution;
  // One unit is as wide as it is high only on a square monitor.
  const stretch = width / height;
  const whole = { width: plan.columns * unitsPerDisplay * stretch, height: plan.rows * unitsPerDisplay };
  return (
    <svg className="scene-plan" viewBox={`0 0 ${whole.width} ${whole.height}`} aria-hidden="true">
      {scene.tiles.map(({ id, panel, x, y, width: units, height: high }) => {
        const box = { x: x * stretch + 0.5, y: y + 0.5, width: units * stretch - 1, height: high - 1 };
        return (
          <g key={id} className={`plan-${shapes[panel] ?? "plain"}`}>
            <rect {...box} rx={0.8} />
            <path d={drawing(shapes[panel], box)} />
          </g>
        );
      })}
      <path
        className="plan-monitors"
        d={[
          ...Array.from(
            { length: plan.columns - 1 },
            (_, at) => `M${(at + 1) * unitsPerDisplay * stretch} 0V${whole.height}`,
          ),
          ...Array.from({ length: plan.rows - 1 }, (_, at) => `M0 ${(at + 1) * unitsPerDisplay}H${whole.width}`),
        ].join("")}
      />
    </svg>
  );
}

type Box = { x: number; y: number; width: number; height: number };

function drawing(shape: (typeof shapes)[string] | undefined, box: Box): string {
  const x = (share: number) => box.x + box.width * share;
  const y = (share: number) => box.y + box.height * share;
  switch (shape) {
    case "figure":
      return `M${x(0.12)} ${y(0.4)}H${x(0.6)}`;
    case "line":
      return `M${x(0.1)} ${y(0.7)}L${x(0.35)} ${y(0.45)}L${x(0.6)} ${y(0.6)}L${x(0.9)} ${y(0.3)}`;
    case "rows":
      return [0.3, 0.5, 0.7].map((share) => `M${x(0.12)} ${y(share)}H${x(0.88)}`).join("");
    case "title":
      return `M${x(0.04)} ${y(0.5)}H${x(0.5)}`;
    case "map":
      return `M${x(0.3)} ${y(0.25)}L${x(0.6)} ${y(0.2)}L${x(0.72)} ${y(0.5)}L${x(0.55)} ${y(0.8)}L${x(0.32)} ${y(0.65)}Z`;
    case "picture":
      return `M${x(0.42)} ${y(0.35)}L${x(0.62)} ${y(0.5)}L${x(0.42)} ${y(0.65)}Z`;
    default:
      return "";
  }
}
