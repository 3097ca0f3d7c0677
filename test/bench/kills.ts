/**
 * `kill -9` of the core at random moments while 5,000 readings a second come in by webhook and 500 by MQTT at QoS 1: whether
 * every reading acknowledged to its sender, and every message that the broker took, is there, how soon the core is back, and whether the four windows of the wall keep showing their figures.
 * `npm run bench -- kills [HOW-OFTEN]`, 100 by default.
 */
import { killCore, tilesAWindow } from "../lab/kills/kill-core.ts";
import { finish, printFigure, quantile } from "./figures.ts";

const kills = Number(process.argv[2] ?? 100);
const found = await killCore({
  kills,
  readingsASecond: 5_000,
  messagesASecond: 500,
  pauseMs: [1_000, 4_000],
  onKill: (kill, at) => {
    const times = [kill.backMs, kill.acknowledgedMs, kill.shownMs].map((ms) => Math.round(ms)).join(" ");
    process.stderr.write(
      `${at + 1}: back, acknowledged, shown after ${times} ms; light ${Math.min(...kill.light).toFixed(2)}\n`,
    );
  },
});
const backMs = found.kills.map((kill) => kill.backMs);
printFigure({ name: "the core answers again after", unit: "ms", samples: backMs });
printFigure({
  ...{ name: "processor time of the core until it answers", unit: "ms" },
  samples: found.kills.map((kill) => kill.backCpuMs),
});
printFigure({ name: "the core answers again after, p95", unit: "ms", samples: [quantile(backMs, 0.95)] });
printFigure({
  name: "next acknowledgement after",
  unit: "ms",
  samples: found.kills.map((kill) => kill.acknowledgedMs),
});
printFigure({ name: "new values on all windows after", unit: "ms", samples: found.kills.map((kill) => kill.shownMs) });
printFigure({ name: "acknowledged", unit: "readings/s", samples: [found.acknowledgedASecond] });
printFigure({
  name: "light of the darkest monitor while the core was away",
  unit: "ratio",
  samples: found.kills.map((kill) => Math.min(...kill.light)),
});
const blank = found.kills.filter((kill) => kill.fewestTiles < tilesAWindow || kill.light.some((light) => light < 0.5));
finish(
  "kills",
  {
    kills: found.kills.length,
    acknowledged: found.acknowledged,
    "messages the broker took": found.published,
    "calls made again": found.repeatedCalls,
    missing: found.stored.missing,
    surplus: found.stored.surplus,
    damaged: found.stored.integrity === "ok" ? 0 : 1,
    "blank windows": blank.length,
    "wrong numbers in the end": found.wrongNumbers,
    "back, slowest, ms": Math.max(...backMs),
  },
  { missing: 0, surplus: 0, damaged: 0, "blank windows": 0, "wrong numbers in the end": 0, "back, slowest, ms": 2_000 },
);
