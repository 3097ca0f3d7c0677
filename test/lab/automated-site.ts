import { fileURLToPath } from "node:url";
import pino from "pino";
import type { CameraView } from "#contract/entities/camera.ts";
import type { CameraEventKind } from "#contract/entities/camera-event.ts";
import { Profile } from "#contract/entities/profile.ts";
import { Programme } from "#contract/entities/programme.ts";
import type { Reading } from "#contract/entities/reading.ts";
import { Rule } from "#contract/entities/rule.ts";
import type { SourceView } from "#contract/entities/source.ts";
import type { Scene } from "#contract/entities/wall.ts";
import type { WallCommand } from "#contract/entities/wall-state.ts";
import { AutomationCommand } from "#contract/entities/wall-state.ts";
import { readNationalDays } from "../../main/core/calendar/national-days.ts";
import { createSiteCalendar } from "../../main/core/calendar/site-calendar.ts";
import { openStore } from "../../main/core/store/store.ts";
import { openAutomation } from "../../main/core/wall/automation/automation.ts";
import { openWall } from "../../main/core/wall/wall.ts";

const assetsFolder = fileURLToPath(new URL("../../assets", import.meta.url));
const words = (vi: string) => ({ vi, en: vi });
export const lan = { role: "operator", name: "Lan" };
/** A Tuesday, 10:00 in Vietnam. */
export const tenOClock = Date.parse("2026-11-24T10:00:00+07:00");

const scene = (id: string): Scene => ({
  id,
  name: words(id.toUpperCase()),
  tiles: [
    { id: `o-${id}`, panel: "heading", x: 0, y: 0, width: 24, height: 24, settings: {} },
    { id: `p-${id}`, panel: "clock", x: 24, y: 0, width: 24, height: 24, settings: {} },
  ],
});

const indicator = {
  code: "xe-cho",
  name: words("Xe chờ"),
  unit: words("xe"),
  sector: "cua-khau",
  period: "minute" as const,
  decimals: 0,
  freshness: { lateAfter: 60_000, staleAfter: 300_000, lostAfter: 3_600_000 },
};

export type SiteUnderTest = Awaited<ReturnType<typeof openSite>>;

/** The wall and what drives it by itself, over a real store, with a clock that is set and figures that are told. */
export async function openSite(
  folder: string,
  clock: { ms: number },
  brought: { programmes?: Programme[]; rules?: Rule[] } = {},
) {
  const profile = {
    scenes: ["a", "b", "c", "d"].map(scene),
    ...brought,
    scene: "a",
    timeZone: "Asia/Ho_Chi_Minh",
    place: "lang-son",
    wall: {
      columns: 2,
      rows: 1,
      viewingDistanceM: 4,
      diagonalInch: 55,
      resolution: { width: 1920, height: 1080 },
    },
    indicators: [
      Profile.shape.indicators.element.parse({
        ...indicator,
        freshness: { lateAfter: "1m", staleAfter: "5m", lostAfter: "60m" },
      }),
    ],
    places: [{ id: "lang-son", name: words("Lạng Sơn"), kind: "province" }],
    sources: [{ id: "vnpt", name: words("VNPT") }],
    hasCamera: (id: string) => id === "cau",
  } as unknown as Parameters<typeof openAutomation>[0]["profile"] & { scenes: Scene[]; scene: string } & typeof brought;
  const store = await openStore(folder);
  const log = pino({ level: "silent" });
  const now = () => clock.ms;
  const calendar = createSiteCalendar({ national: await readNationalDays(assetsFolder), now, log });
  const wall = await openWall({
    ...{ repository: store.wall, profile, now, log },
    onHolidays: calendar.setSiteDays,
    onChange: () => {},
  });
  const figures = new Map<string, Reading>();
  const states = { source: "ok" as SourceView["state"], camera: "ok" as CameraView["state"] };
  let maintenance: SourceView["maintenance"];
  const automation = await openAutomation({
    wall,
    profile,
    calendar,
    newest: {
      reading: (code, place) => figures.get(`${code}@${place}`),
      source: (id) => (id === "vnpt" ? ({ id, state: states.source, maintenance } as SourceView) : undefined),
      camera: (id) =>
        id === "cau" ? ({ id, name: words("Cầu Kỳ Cùng"), state: states.camera } as CameraView) : undefined,
    },
    events: store.cameraEvents,
    now,
    log,
  });
  let events = 0;
  return {
    /** A camera tells of an event just now; nobody has told the automation of it yet. */
    async happens(camera: string, kind: CameraEventKind, ageS = 0) {
      events += 1;
      const told = {
        source: "ai",
        id: `${clock.ms}-${events}`,
        camera,
        kind,
        atMs: clock.ms - ageS * 1_000,
        receivedAtMs: clock.ms,
      };
      await store.cameraEvents.add({
        ...told,
        plate: null,
        text: null,
        confidence: null,
        isSimulated: false,
        picture: null,
      });
    },
    wall,
    automation,
    store,
    states,
    /** The source is planned to be down from now. */
    plan(forS: number) {
      maintenance = [{ fromMs: clock.ms, untilMs: clock.ms + forS * 1_000 }];
    },
    /** What the wall shows: the scene, and what is pushed on monitors. */
    shown: () => [wall.state().scene.id, ...wall.state().pushes.map(({ display, what }) => `${display}:${what.vi}`)],
    control: () => {
      const { by, what, who } = wall.state().control;
      return [by, what?.vi ?? who?.name ?? null];
    },
    tell(value: number | string | null, quality: Reading["quality"] = "good") {
      figures.set("xe-cho@lang-son", { value, quality, asOfMs: clock.ms } as Reading);
    },
    /** Time goes on, in steps of a second as the program looks. */
    async pass(seconds: number) {
      for (let second = 0; second < seconds; second += 1) {
        clock.ms += 1_000;
        await automation.look();
      }
    },
    async jumpTo(ms: number) {
      clock.ms = ms;
      await automation.look();
      await automation.look();
    },
    save: (kind: "programme" | "rule", id: string, content: object, basedOn = 0) =>
      wall.saveAutomation(
        kind,
        id,
        (({ id: _id, ...rest }) => rest)(
          kind === "programme"
            ? Programme.parse({ id, name: words(id), ...content })
            : Rule.parse({ id, name: words(id), ...content }),
        ),
        basedOn,
        lan,
      ),
    async drive(command: WallCommand) {
      const automatic = AutomationCommand.safeParse(command);
      if (automatic.success) await automation.execute(automatic.data, lan);
      else await wall.execute(command as Parameters<typeof wall.execute>[0], lan);
      await automation.look();
      await automation.look();
    },
    entries: async (limit = 50) =>
      (await wall.entries(lan, limit)).entries.map(({ kind, who }) => `${kind} ${who?.name ?? "-"}`),
    async close() {
      automation.stop();
      wall.stop();
      await store.close();
    },
  };
}
