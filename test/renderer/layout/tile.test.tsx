import type { ReactElement } from "react";
import { renderToString } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { describe, expect, it, vi } from "vitest";
import { createWords } from "../../../renderer/i18n/index.ts";
import { isLossTold } from "../../../renderer/layout/ConnectionStrip.tsx";
import { TileBoundary } from "../../../renderer/layout/TileBoundary.tsx";
import { TileView } from "../../../renderer/layout/TileView.tsx";
import { createWindowReporter } from "../../../renderer/layout/window-report.ts";
import type { LiveListener } from "../../../renderer/live/client.ts";
import { openTiles } from "../../../renderer/panels/rules.ts";
import { replaceReadings } from "../../../renderer/state/readings.ts";
import { setSite } from "../../../renderer/state/site.ts";
import { stageSnapshot } from "../../lab/stage-snapshot.ts";

const box = { left: 0, top: 0, width: 600, height: 400 };
const tile = (panel: string, settings: Record<string, unknown> = {}) => ({
  id: "one",
  panel,
  x: 0,
  y: 0,
  width: 8,
  height: 8,
  settings,
});
const draw = (element: ReactElement, language: "vi" | "en" = "vi") =>
  renderToString(<I18nextProvider i18n={createWords(language)}>{element}</I18nextProvider>);
const drawTile = (panel: string, settings: Record<string, unknown>, language: "vi" | "en" = "vi") => {
  const shown = tile(panel, settings);
  // Files of tests share a page's stores.
  replaceReadings([]);
  const { site } = stageSnapshot("well", Date.parse("2026-11-24T14:20:00+07:00"));
  setSite({ ...site, scene: { ...site.scene, tiles: [shown] } }, (view) => openTiles(view.scene.tiles));
  return draw(<TileView tile={shown} box={box} report={() => undefined} />, language);
};

describe("a tile that cannot be shown", () => {
  it("says that its kind is unknown, in the reader's language", () => {
    expect(drawTile("hologram", {})).toContain("Không có loại ô «hologram».");
    expect(drawTile("hologram", {}, "en")).toContain("There is no panel kind “hologram”.");
  });

  it("says where its settings are wrong", () => {
    const text = drawTile("key-figure", { indicator: "a.b", comparator: { kind: "note" } });
    expect(text).toContain("Thiết đặt của ô không đúng ở «comparator.text");
    expect(drawTile("trend", { title: { vi: "x", en: "x" } })).toContain("ở «series");
  });

  it("draws its panel when all is right", () => {
    expect(drawTile("key-figure", { indicator: "a.b" })).toContain("Không có chỉ tiêu «a.b»");
    expect(drawTile("key-figure", { indicator: "cua-khau.tong-xe-cho" })).toContain("chưa có số liệu");
  });

  it("keeps a failure of its panel to itself and offers a retry", () => {
    const fallback = vi.fn((retry: () => void) => (
      <button type="button" onClick={retry}>
        again
      </button>
    ));
    const boundary = new TileBoundary({ onError: () => undefined, fallback, children: "figures" });
    expect(boundary.render()).toBe("figures");
    boundary.state = TileBoundary.getDerivedStateFromError();
    expect(renderToString(boundary.render())).toContain("again");
    expect(fallback).toHaveBeenCalledOnce();
  });
});

describe("the loss of the core", () => {
  it("is told after a moment, so that a restart does not make the wall flicker", () => {
    expect(isLossTold({ phase: "up" }, null, 0)).toBe(false);
    expect(isLossTold({ phase: "lost", sinceMs: 1_000 }, null, 2_000)).toBe(false);
    expect(isLossTold({ phase: "lost", sinceMs: 1_000 }, null, 3_000)).toBe(true);
    expect(isLossTold({ phase: "refused", reason: { code: "access.bad-token", params: {} } }, null, 0)).toBe(true);
  });

  it("is told at once while only figures of an earlier run stand there", () => {
    expect(isLossTold({ phase: "connecting" }, null, 5_000)).toBe(false);
    expect(isLossTold({ phase: "connecting" }, 4_999, 5_000)).toBe(true);
    // The line is up, its first snapshot is not there yet.
    expect(isLossTold({ phase: "up" }, 4_999, 5_000)).toBe(true);
    // A machine of another one's wall, whose core has lost that one.
    expect(isLossTold({ phase: "up" }, null, 5_000, { state: "cut", sinceMs: 1_000 })).toBe(true);
    expect(isLossTold({ phase: "up" }, null, 5_000, { state: "cut", sinceMs: 4_900 })).toBe(false);
    expect(isLossTold({ phase: "up" }, null, 5_000, { state: "up", sinceMs: 1_000 })).toBe(false);
  });
});

describe("the window's report", () => {
  it("is sent once for many changes, again on a new line, and not when nothing changed", () => {
    vi.useFakeTimers();
    try {
      const sent: unknown[] = [];
      let listener: LiveListener = {};
      const reporter = createWindowReporter(3);
      // Before there is a line nothing is lost: what tiles say is told with it.
      reporter.put(tile("map"), "empty");
      vi.advanceTimersByTime(1_000);
      reporter.attach({
        send: (message) => sent.push(message) > 0,
        subscribe: (one) => {
          listener = one;
          return () => undefined;
        },
      });
      reporter.put(tile("map"), "fresh");
      vi.advanceTimersByTime(1_000);
      expect(sent).toEqual([{ type: "window", display: 3, tiles: [{ tile: "one", panel: "map", state: "fresh" }] }]);
      reporter.put(tile("map"), "fresh");
      vi.advanceTimersByTime(5_000);
      expect(sent.length).toBe(1);
      listener.onState?.({ phase: "up" });
      vi.advanceTimersByTime(1_000);
      expect(sent.length).toBe(2);
      expect(reporter.hasAll([tile("map")])).toBe(true);
      reporter.keep([]);
      expect(reporter.hasAll([tile("map")])).toBe(false);
      reporter.stop();
    } finally {
      vi.useRealTimers();
    }
  });
});
