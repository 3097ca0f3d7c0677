import type { TFunction } from "i18next";
import { formatMoment, formatNumber, formatSince } from "../../figures/format.ts";
import type { Presentation } from "../../video/presentation.ts";

export type Strip = {
  mark: "live" | "frozen" | "cross" | "none";
  /** The state in one or two words; empty only while there is nothing to say. */
  word: string;
  /** What goes with it: delay, since when, of when the picture is. */
  detail: string;
  /** The same in fewer words, for a narrow tile. */
  shortDetail: string;
};

/**
 * What a camera's strip says.
 * @param pictureAtMs when the kept picture that is shown was taken, epoch ms; null when none is shown
 * @param nowMs epoch ms on the core's clock
 */
export function stripOf(
  t: TFunction<"camera">,
  shown: Presentation,
  pictureAtMs: number | null,
  nowMs: number,
  zone: { language: string; timeZone: string },
): Strip {
  const said = wordsOf(t, shown, pictureAtMs, nowMs, zone);
  return { ...said, shortDetail: said.shortDetail ?? said.detail };
}

function wordsOf(
  t: TFunction<"camera">,
  shown: Presentation,
  pictureAtMs: number | null,
  nowMs: number,
  zone: { language: string; timeZone: string },
): Omit<Strip, "shortDetail"> & { shortDetail?: string } {
  const moment = (ms: number) => {
    const seconds = formatMoment(ms, "seconds", zone);
    const isToday = formatMoment(ms, "date", zone) === formatMoment(nowMs, "date", zone);
    return isToday ? seconds : `${seconds} ${formatMoment(ms, "dayMonth", zone)}`;
  };
  const picture = pictureAtMs === null ? "" : t("picture", { time: moment(pictureAtMs) });
  const joined = (...parts: string[]) => parts.filter((part) => part !== "").join(" · ");
  const since = (ms: number) => t("since", { time: formatSince(ms, nowMs, zone) });
  switch (shown.kind) {
    case "connecting":
      return { mark: "none", word: t("connecting"), detail: picture };
    case "live": {
      if (shown.delayMs === null) return { mark: "live", word: t("live"), detail: "" };
      const seconds = formatNumber(shown.delayMs / 1_000, zone.language, 1);
      return {
        mark: "live",
        word: t("live"),
        detail: t("delay", { seconds }),
        shortDetail: t("delayShort", { seconds }),
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
        shortDetail: picture === "" ? since(shown.sinceMs) : picture,
      };
    case "no-signal":
      return { mark: "cross", word: t("noSignal"), detail: since(shown.sinceMs) };
    case "wrong-password":
      return {
        mark: "cross",
        word: t("wrongPassword"),
        detail: joined(since(shown.sinceMs), picture),
        shortDetail: picture === "" ? since(shown.sinceMs) : picture,
      };
    case "unsupported":
      return { mark: "cross", word: t("unsupported"), detail: "" };
  }
}
