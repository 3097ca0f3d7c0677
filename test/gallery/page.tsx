import "../../renderer/live/strict-csp.ts";
import "./drawn-words.ts";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { seriesKey } from "#contract/entities/series-key.ts";
import { agesOf } from "../../main/core/readings/figure-ages.ts";
import { createWords } from "../../renderer/i18n/index.ts";
import { openTiles } from "../../renderer/panels/rules.ts";
import { cameras } from "../../renderer/state/cameras.ts";
import { nowStore } from "../../renderer/state/clock.ts";
import { addressStore, connectionStore } from "../../renderer/state/connection.ts";
import { figureAges } from "../../renderer/state/figure-ages.ts";
import { collectionStore } from "../../renderer/state/kinds.ts";
import { markPainted } from "../../renderer/state/painted.ts";
import { replaceReadings } from "../../renderer/state/readings.ts";
import { setSite } from "../../renderer/state/site.ts";
import { sources } from "../../renderer/state/sources.ts";
import { Catalogue } from "./Catalogue.tsx";
import { type Case, cases, nameOf, type SizeName } from "./cases.ts";
import { Exhibit } from "./Exhibit.tsx";
import { isOfEnvironment, withEnvironment } from "./environment.ts";
import { answerCameras } from "./fake-cameras.ts";
import { answerFor } from "./fake-core.ts";
import { galleryForecast, galleryPlatforms } from "./fixtures.ts";
import { isOfDocuments, withDocuments } from "./papers.ts";
import { galleryNowMs, lostSinceMs, type Situation, toldIn } from "./situations.ts";
import { tileOf } from "./tile.ts";
import "../../renderer/ui/fonts.css";
import "../../renderer/ui/tokens.css";
import "../../renderer/ui/base.css";
import "../../renderer/ui/parts.css";
import "../../renderer/layout/monitor.css";
import "./gallery.css";

/** Long enough for what was asked of the core while it was still heard; nothing in the gallery waits for a network. */
const heardForMs = 250;

/** What a kind draws with and reads later; no other page is made to read it. */
const readLater: Record<string, () => Promise<unknown>> = {
  trend: () => import("../../renderer/panels/trend/Chart.tsx"),
};

const isOfCameras = (kind: string) => kind.startsWith("camera");
/** Drawn by an engine, or as tiles without any. */
const drawnMap = '.map:not([data-engine="none"]), .map[data-form="schematic"]';

/** What shows that a panel has read what it reads once, over the line; with its program it may be there later than that is heard. */
const readOverTheLine: Record<string, string> = {
  news: ".news-text",
  "air-quality": ".air-band",
  river: ".river-course",
  picture: "figure.picture:not(:has(.picture-note))",
  document: "figure.document .document-stage:not([hidden])",
};

/** What cameras show in a situation, when all that was on its way to them has come. */
const presentations: Record<Situation, readonly string[]> = {
  loading: ["connecting"],
  empty: ["connecting"],
  ok: ["live"],
  late: ["live"],
  stale: ["frozen"],
  // The core keeps the picture of one of them.
  lost: ["last-picture", "no-signal"],
  planned: ["live"],
  offline: ["frozen"],
  simulated: ["live"],
  error: ["live", "unknown"],
};

/** Resolves when the page is as told; looked at as often as it is drawn. */
async function seen(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise(requestAnimationFrame);
}

async function framesDrawn(count: number): Promise<void> {
  for (let frame = 0; frame < count; frame += 1) await new Promise(requestAnimationFrame);
}

/** Resolves when every camera shows one of these, and the one with a kept picture that. */
const camerasShow = (wanted: readonly string[]): Promise<void> =>
  seen(() =>
    [...document.querySelectorAll<HTMLElement>(".camera")].every(({ dataset: { camera, presentation = "" } }) =>
      camera === "camera-1" && wanted.includes("last-picture")
        ? presentation === "last-picture"
        : wanted.includes(presentation),
    ),
  );

/** Puts the page's stores into a situation, as the core would. */
function tell(shown: Case): void {
  const { kind, situation } = shown;
  const isSchematic = shown.variant === "schematic";
  document.documentElement.dataset.situation = situation;
  answerFor(situation);
  const cutCameras = answerCameras(situation);
  const told = isOfEnvironment(kind)
    ? withEnvironment(toldIn(situation), situation, galleryNowMs)
    : isOfDocuments(kind)
      ? withDocuments(toldIn(situation), situation, galleryNowMs)
      : toldIn(situation, galleryNowMs, isSchematic, kind === "plan-outlook");
  const others = shown.scene.map((one, at) => ({ ...one, id: `khac-${at}`, x: 0, y: 24, width: 24, height: 24 }));
  const site = { ...told.site, scene: { ...told.site.scene, tiles: [tileOf(shown), ...others] } };
  nowStore.setState(galleryNowMs, true);
  addressStore.setState({ origin: location.origin }, true);
  connectionStore.setState(situation === "loading" ? { phase: "connecting" } : { phase: "up" }, true);
  const hasPlatforms = kind === "map" && situation !== "loading";
  sources.replace([...told.sources, ...(hasPlatforms ? galleryPlatforms(galleryNowMs) : [])]);
  // A site is never told without its cameras; until their first pictures come, they are being connected to.
  const isUnseen = isOfCameras(kind) && (situation === "loading" || situation === "empty");
  cameras.replace(isUnseen ? toldIn("ok").cameras.map((one) => ({ ...one, state: "connecting" })) : told.cameras);
  const isForecast = kind === "forecast" && situation !== "loading" && situation !== "empty";
  const forecast = galleryForecast(galleryNowMs, situation === "simulated");
  collectionStore("forecasts").setState(
    new Map(isForecast ? [[seriesKey(forecast.indicator, forecast.place), forecast]] : []),
    true,
  );
  replaceReadings(told.readings);
  figureAges.replace(agesOf(told.readings));
  collectionStore("warnings").setState(new Map((told.warnings ?? []).map((one) => [String(one.number), one])), true);
  setSite(site, (view) => openTiles(view.scene.tiles));
  markPainted();
  setTimeout(async () => {
    if (situation === "offline") {
      if (isOfCameras(kind)) await camerasShow(presentations.ok);
      const whenRead = readOverTheLine[kind];
      if (whenRead !== undefined) await seen(() => document.querySelector(whenRead) !== null);
      // What a map asks for once it is drawn was asked while the core was still heard.
      if (kind === "map") {
        await seen(() => document.querySelector(drawnMap) !== null);
        // Its two lists, of events and of reports, may stand there some frames later, and are asked for then.
        if (!isSchematic) await seen(() => document.querySelectorAll(".map-events").length === 2);
        await seen(() => document.body.textContent?.includes(words.t("map:mapEvents.loading")) === false);
      }
      cutCameras();
      connectionStore.setState({ phase: "lost", sinceMs: lostSinceMs }, true);
    }
    await document.fonts.ready;
    await isDrawn(shown);
    document.documentElement.dataset.ready = "";
  }, heardForMs);
}

/** Resolves when what panels read later is there as well, and drawn: a chart takes a frame to be told its figures and one to draw them. */
async function isDrawn({ kind, situation, variant }: Case): Promise<void> {
  await readLater[kind]?.();
  if (isOfCameras(kind)) await camerasShow(presentations[situation]);
  if (kind === "map" && !(situation === "loading" || (variant === "schematic" && situation === "error")))
    await seen(() => document.querySelector(drawnMap) !== null);
  await framesDrawn(4);
}

const asked = new URLSearchParams(location.search);
const words = createWords(asked.get("language") === "en" ? "en" : "vi");
const shown = cases.find((one) => nameOf(one) === asked.get("case"));
if (shown !== undefined) tell(shown);
const rootElement = document.getElementById("root");
const root = rootElement === null ? null : createRoot(rootElement);
const render = (one: Case | undefined) =>
  root?.render(
    <I18nextProvider i18n={words}>
      {one === undefined ? <Catalogue kind={asked.get("kind")} /> : <Exhibit key={one.size} {...one} />}
    </I18nextProvider>,
  );
render(shown);

/**
 * For whoever takes pictures: the same panel anew at another size, on what the page was told already. Most of what a picture costs is
 * to load a page.
 * @returns when it is drawn
 */
async function showAtSize(size: SizeName): Promise<void> {
  if (shown === undefined) return;
  const other = { ...shown, size };
  flushSync(() => render(other));
  await new Promise((resolve) => setTimeout(resolve, heardForMs));
  await document.fonts.ready;
  await isDrawn(other);
}
Object.assign(globalThis, { showAtSize });
