import { expect, it } from "vitest";
import type { Sound } from "#contract/entities/sound.ts";
import type { Tile } from "#contract/entities/wall.ts";
import { hearableOn, hearingNow, nextHeard } from "../../../renderer/desk/sound/hearable.ts";
import { setSite, siteStore } from "../../../renderer/state/site.ts";
import { hearingOf } from "../../../renderer/state/sound.ts";
import { stageSnapshot } from "../../lab/stage-snapshot.ts";

const camera = { kind: "camera" as const, id: "camera-1" };
const sound: Sound = { level: 40, isMuted: false, heard: { ...camera, what: { vi: "Cổng", en: "Gate" }, display: 2 } };
const wall = (over: Partial<Sound> = {}, blanked: number[] = [], standing: number[] = []) => ({
  sound: { ...sound, ...over },
  blanked,
  frozen: standing.map((display) => ({ display, sinceMs: 1 })),
});

it("is heard at its own monitor alone, as loud as the wall, and nowhere where nobody could silence it", () => {
  expect(hearingOf(wall(), [2], true, camera)).toEqual({ volume: 0.4, isMuted: false });
  expect(hearingOf(wall({ isMuted: true }), [2], true, camera)).toEqual({ volume: 0, isMuted: true });
  for (const [state, display, isUp, what] of [
    [wall(), 1, true, camera],
    // The desk and browsers.
    [wall(), null, true, camera],
    [wall(), 2, false, camera],
    [null, 2, true, camera],
    [wall({ heard: null }), 2, true, camera],
    [wall({}, [2]), 2, true, camera],
    [wall({}, [], [2]), 2, true, camera],
    [wall(), 2, true, { ...camera, id: "camera-2" }],
    [wall(), 2, true, { ...camera, kind: "web-page" as const }],
  ] as const)
    expect(hearingOf(state, display === null ? null : [display], isUp, what)).toBeNull();
});

it("offers what the monitors show, a key goes through one of them and ends with silence", () => {
  const snapshot = stageSnapshot("well", 1_800_000_000_000);
  const [one, two] = snapshot.cameras.map(({ id }) => id);
  const tile = (panel: string, x: number, settings: Tile["settings"]): Tile => ({
    ...{ id: `t${x}`, panel, x, y: 0, width: 24, height: 24 },
    settings,
  });
  const scene = {
    ...snapshot.site.scene,
    tiles: [tile("camera-grid", 0, { cameras: [one, two, one, "gone"] }), tile("clock", 24, {})],
  };
  setSite({ ...snapshot.site, scene }, () => new Map());
  const site = siteStore.getState();
  if (site === null || one === undefined || two === undefined) throw new Error("no site");
  const cameras = new Map(snapshot.cameras.map((view) => [view.id, view]));
  const known = { site, cameras };
  expect(hearableOn(known).map(({ id, display }) => `${id} ${display}`)).toEqual([`${one} 1`, `${two} 1`]);
  const first = nextHeard(known, 1, null);
  const second = nextHeard(known, 1, first);
  expect([first?.id, second?.id, nextHeard(known, 1, second), nextHeard(known, 2, null)]).toEqual([
    one,
    two,
    null,
    null,
  ]);

  expect(hearingNow(wall({ heard: null }), known)).toBe("silent");
  expect(hearingNow(wall({ heard: first }), known)).toBe("opening");
  const heard = new Map(cameras);
  const view = cameras.get(one);
  if (view !== undefined) heard.set(one, { ...view, sound: { state: "ok", reason: null } });
  expect(hearingNow(wall({ heard: first }), { site, cameras: heard })).toBe("heard");
  expect(hearingNow(wall({ heard: first, level: 0 }), { site, cameras: heard })).toBe("muted");
  expect(hearingNow(wall({ heard: first }, [1]), { site, cameras: heard })).toBe("covered");
  expect(hearingNow(wall({ heard: first && { ...first, display: 2 } }), { site, cameras: heard })).toBe("elsewhere");
});
