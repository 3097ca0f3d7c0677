import type { TFunction } from "i18next";
import type { DoorNote } from "#contract/door/view.ts";
import { isNotEnteredYet } from "#contract/entities/keyed-by-hand.ts";
import type { SourceView } from "#contract/entities/source.ts";
import { inLanguage } from "../../i18n/index.ts";
import { isUnopened } from "../../state/cameras.ts";
import type { MarkShape } from "../../ui/Mark.tsx";
import { type Item, isPlanned, unknownRank, wellRank } from "./item.ts";

type DeskWords = TFunction<"desk">;
type StatusWords = TFunction<"status">;

export function nameOf(item: Item, t: DeskWords, language: string): string {
  switch (item.kind) {
    case "display":
      return t("status.display.name", { number: item.display.number });
    case "restart":
      return item.display === null ? t("status.restart.core") : t("status.display.name", { number: item.display });
    case "machine":
      return item.machine.isThis ? t("status.machine.this", { name: item.machine.name }) : item.machine.name;
    case "profile":
      return t("status.profile.name");
    case "audit":
      return t("status.audit.name");
    case "door":
      return t("status.door.name");
    case "store":
      return t("status.store.name");
    default:
      return inLanguage(item.name, language);
  }
}

/** How it is, in a word or two. @param time how a moment is told */
export function stateWords(item: Item, t: DeskWords, status: StatusWords, time: (ms: number) => string): string {
  if ((item.kind === "source" || item.kind === "origin") && item.plannedMs !== undefined) {
    const state = item.kind === "source" ? item.source.state : item.origin.state;
    return t(state === "ok" ? "maintenance.well" : "maintenance.state", { until: time(item.plannedMs) });
  }
  switch (item.kind) {
    case "source":
      return status(`source.${saidOf(item.source)}`);
    case "origin":
      return status(`source.${item.origin.state}`);
    case "camera":
      return isUnopened(item.camera) ? t("status.unopened") : status(`camera.${item.camera.state}`);
    case "figure":
      return item.places > 1
        ? `${t(`status.figure.${item.state}`)} · ${t("status.figure.places", { count: item.places })}`
        : t(`status.figure.${item.state}`);
    case "display": {
      const failed = item.display.tiles.filter((tile) => tile.state === "error").length;
      if (item.state === "turned-down") return t(`status.turnedDown.${item.display.turnedDown?.level ?? 1}`);
      return item.state === "tiles" ? t("status.display.tiles", { count: failed }) : t(`status.display.${item.state}`);
    }
    case "restart":
      return t("status.restart.state");
    case "machine":
      return t(`status.machine.${item.state}`);
    case "profile":
      return t(`status.profile.${item.files.state}`);
    case "audit":
      return t(`status.audit.${item.trouble.state}`);
    case "door":
      return t(`status.door.${doorState(item.note)}`);
    case "store":
      return t(`status.store.${item.state}`);
  }
}

const doorStates: Readonly<Record<string, "shut" | "newRefused" | "ending" | "expired" | "plain">> = {
  "tls.closed": "shut",
  "tls.new-refused": "newRefused",
  "tls.ending": "ending",
  "tls.ca-ending": "ending",
  "tls.expired": "expired",
  "door.plain": "plain",
  "door.plain-unsaid": "plain",
};
const doorState = ({ reason, isFault }: DoorNote) => doorStates[reason.code] ?? (isFault ? "fault" : "known");

const saidOf = (source: SourceView) => (isNotEnteredYet(source) ? "not-entered" : source.state);

/** What a person does about it. */
export function adviceOf(item: Item, t: DeskWords): string {
  if (isPlanned(item)) return t("maintenance.advice");
  switch (item.kind) {
    case "source":
      return t(`status.advice.source.${saidOf(item.source)}`);
    case "origin":
      return t("status.advice.origin");
    case "camera":
      return isUnopened(item.camera) ? t("status.advice.unopened") : t(`status.advice.camera.${item.camera.state}`);
    case "figure":
      return t("status.advice.figure");
    case "display":
      return t(`status.advice.display.${item.state}`);
    case "restart":
      return t("status.advice.restart");
    case "machine":
      return t(`status.advice.machine.${item.state}`, { name: item.machine.name });
    case "profile":
      return t(`status.advice.profile.${item.files.state}`);
    case "audit":
      return t(`status.advice.audit.${item.trouble.state}`);
    case "door":
      return t(item.note.isFault ? "status.advice.door.fault" : "status.advice.door.known");
    case "store":
      return t(`status.advice.store.${item.state}`);
  }
}

/** Its shape and tone; told by shape and word as well as by colour. */
export function lookOf(item: Item): { shape: MarkShape; tone: "alarm" | "attention" | "late" | "quiet" | "live" } {
  // That the profile wants it so makes it no safer.
  const isKnownWeakness = item.kind === "door" && item.rank >= wellRank;
  if (item.rank === unknownRank || isPlanned(item) || isKnownWeakness) return { shape: "late", tone: "quiet" };
  if (item.rank >= wellRank) return { shape: "live", tone: "live" };
  if (item.kind === "figure") return { shape: "late", tone: "late" };
  if (item.rank <= 1) return { shape: "cross", tone: "alarm" };
  return item.rank >= 4 ? { shape: "late", tone: "quiet" } : { shape: "up", tone: "attention" };
}
