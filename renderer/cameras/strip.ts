import type { TFunction } from "i18next";
import { formatNumber, formatSince, formatSinceSeconds } from "../figures/format.ts";
import type { Playing } from "../video/camera-player.ts";
import type { Presentation } from "../video/presentation.ts";

export type Strip = {
  mark: "live" | "frozen" | "cross" | "none";
  /** The state in one or two words; empty only while there is nothing to say. */
  word: string;
  /** What goes with it: delay, since when, of when the picture is. */
  detail: string;
  /** The same in ever fewer words, for a narrow tile; the last one is what cannot be left out. */
  shorter: readonly string[];
};

/**
 * What a camera's strip says.
 * @param pictureAtMs when the kept picture that is shown was taken, epoch ms; null when none is shown
 * @param nowMs epoch ms on the core's clock
 * @param playing how the shown pictures come; null while none are shown
 */
export function stripOf(
  t: TFunction<"camera">,
  shown: Presentation,
  pictureAtMs: number | null,
  nowMs: number,
  zone: { language: string; timeZone: string },
  playing: Pick<Playing, "way" | "mode" | "pace"> | null,
): Strip {
  const said = wordsOf(t, shown, pictureAtMs, nowMs, zone, playing);
  return { ...said, shorter: said.shorter ?? [] };
}

function wordsOf(
  t: TFunction<"camera">,
  shown: Presentation,
  pictureAtMs: number | null,
  nowMs: number,
  zone: { language: string; timeZone: string },
  playing: Pick<Playing, "way" | "mode" | "pace"> | null,
): Omit<Strip, "shorter"> & { shorter?: readonly string[] } {
  const moment = (ms: number) => formatSinceSeconds(ms, nowMs, zone);
  const picture = pictureAtMs === null ? "" : t("picture", { time: moment(pictureAtMs) });
  const joined = (...parts: string[]) => parts.filter((part) => part !== "").join(" · ");
  const since = (ms: number) => t("since", { time: formatSince(ms, nowMs, zone) });
  switch (shown.kind) {
    case "connecting":
      return { mark: "none", word: t("connecting"), detail: picture };
    case "live": {
      const pace = playing?.mode === "stills" ? t("stills") : playing?.pace === "keys" ? t("fewer") : "";
      const [way, wayShort] = playing === null ? ["", ""] : [t(`way.${playing.way}`), t(`wayShort.${playing.way}`)];
      const seconds = shown.delayMs === null ? "" : formatNumber(shown.delayMs / 1_000, zone.language, 1);
      const delay = seconds === "" ? "" : t("delay", { seconds });
      const delayShort = seconds === "" ? "" : t("delayShort", { seconds });
      return {
        mark: "live",
        word: t("live"),
        detail: joined(delay, pace, way),
        shorter: [joined(delayShort, pace, wayShort), joined(delayShort, pace)],
      };
    }
    case "frozen":
      return { mark: "frozen", word: t("frozen"), detail: t("since", { time: moment(shown.sinceMs) }) };
    case "last-picture":
      return {
        mark: "cross",
        word: t("noSignal"),
        detail: joined(since(shown.sinceMs), picture),
        // What people see needs its time most; when the outage began is about the same.
        shorter: [picture === "" ? since(shown.sinceMs) : picture],
      };
    case "no-signal":
      return { mark: "cross", word: t("noSignal"), detail: since(shown.sinceMs) };
    case "wrong-password":
      return {
        mark: "cross",
        word: t("wrongPassword"),
        detail: joined(since(shown.sinceMs), picture),
        shorter: [picture === "" ? since(shown.sinceMs) : picture],
      };
    case "unsupported":
      return { mark: "cross", word: t("unsupported"), detail: "" };
  }
}
