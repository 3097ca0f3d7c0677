import type { Place } from "#contract/entities/place.ts";
import type { CodedMessage } from "#contract/errors.ts";
import { CapAlert } from "#contract/warnings/cap.ts";
import type { Warning } from "#contract/warnings/warning.ts";
import { mistakeIn } from "../profile/sentences.ts";
import { maxAheadMs } from "../store/ahead.ts";
import { BadArea, communesIn } from "./areas.ts";
import type { NewWarning } from "./repository.ts";
import { assumedMs, levelIn } from "./risk-levels.ts";

export type AdmittedWarning = Omit<NewWarning, "warning"> & {
  warning: Omit<NewWarning["warning"], "source" | "receivedAtMs" | "isSimulated">;
};

export type WarningAdmissionOptions = {
  places(): readonly Place[];
  /** How long ago a message may be over, ms: what is older would go at once. */
  oldestMs: number;
  now(): number;
};

const severities = ["extreme", "severe", "moderate", "minor", "unknown"] as const;
const urgencies = ["immediate", "expected", "future", "past", "unknown"] as const;
const certainties = ["observed", "likely", "possible", "unlikely", "unknown"] as const;
const mostAreasTold = 50;
const mostCommunes = 500;

/** The first of an order that any of the texts has. */
const worst = <Word extends string>(order: readonly Word[], found: readonly string[]): Word =>
  order.find((word) => found.some((one) => one.toLowerCase() === word)) ?? (order.at(-1) as Word);

/** What may be kept of what a service of warnings tells. @returns a function giving what may, or why not */
export function createWarningAdmission({ places, oldestMs, now }: WarningAdmissionOptions) {
  return (candidate: unknown): { admitted: AdmittedWarning } | { refused: CodedMessage } => {
    const unreadable = unreadableIn(candidate);
    if (unreadable !== undefined) return { refused: unreadable };
    const parsed = CapAlert.safeParse(candidate);
    if (!parsed.success) return refused("warning.invalid", mistakeIn(CapAlert, parsed.error, candidate));
    const alert = parsed.data;
    const id = alert.identifier.slice(0, 80);
    const time = new Date(alert.sent).toISOString();
    if (alert.status === "System" || alert.status === "Draft")
      return refused("warning.not-for-people", { id, kind: alert.status });
    if (alert.msgType === "Ack" || alert.msgType === "Error")
      return refused("warning.not-for-people", { id, kind: alert.msgType });
    if (alert.scope !== undefined && alert.scope !== "Public")
      return refused("warning.not-public", { id, scope: alert.scope });
    if (alert.sent > now() + maxAheadMs) return refused("warning.from-future", { id, time });
    const references = referencesIn(alert.references ?? "");
    const isLater = alert.msgType === "Update" || alert.msgType === "Cancel";
    if (references === undefined || (isLater && references.length === 0))
      return refused("warning.no-references", { id, kind: alert.msgType });
    if (alert.info.length === 0 && alert.msgType !== "Cancel") return refused("warning.no-info", { id });

    const areas = alert.info.flatMap(({ area }) => area);
    let communes: Warning["communes"];
    try {
      communes = communesIn(areas, places()).slice(0, mostCommunes);
    } catch (error) {
      if (error instanceof BadArea) return refused("warning.bad-area", { id, found: error.message });
      throw error;
    }
    const ends = alert.info.flatMap(({ expires }) => expires ?? []);
    const untilMs = ends.length > 0 ? Math.max(...ends) : alert.sent + assumedMs;
    if (Math.max(untilMs, alert.sent) < now() - oldestMs)
      return refused("warning.too-old", { id, time, days: Math.floor(oldestMs / 86_400_000) });
    const names = [...new Set(areas.map(({ areaDesc }) => areaDesc).filter((name) => name !== ""))];
    const begins = alert.info.map(({ onset, effective }) => onset ?? effective ?? alert.sent);
    return {
      admitted: {
        kind: alert.msgType === "Cancel" ? "cancel" : alert.msgType === "Update" ? "update" : "alert",
        references,
        warning: {
          ...{ sender: alert.sender, identifier: alert.identifier, sentAtMs: alert.sent },
          status: alert.status === "Actual" ? "actual" : alert.status === "Exercise" ? "exercise" : "test",
          texts: textsOf(alert),
          severity: worst(
            severities,
            alert.info.map(({ severity }) => severity),
          ),
          urgency: worst(
            urgencies,
            alert.info.map(({ urgency }) => urgency),
          ),
          certainty: worst(
            certainties,
            alert.info.map(({ certainty }) => certainty),
          ),
          level: levelIn(alert.info.flatMap(({ parameter }) => parameter)),
          fromMs: begins.length > 0 ? Math.min(...begins) : alert.sent,
          ...{ untilMs, isUntilAssumed: ends.length === 0 },
          ...{ areas: names.slice(0, mostAreasTold).map((name) => name.slice(0, 500)), areaCount: names.length },
          communes,
        },
      },
    };
  };
}

/** In the message's order; of a cancellation without words its own note stands for them. */
function textsOf({ info, note, msgType }: CapAlert): Warning["texts"] {
  const texts = info.map(({ language, event, headline, description, instruction, senderName }) => ({
    ...{ language, event, headline: headline ?? null, description: description ?? null },
    ...{ instruction: instruction ?? null, senderName: senderName ?? null },
  }));
  if (texts.length > 0) return texts;
  const nothing = { headline: null, instruction: null, senderName: null };
  return [{ language: "vi", event: msgType, description: note ?? null, ...nothing }];
}

/** "sender,identifier,sent" with spaces between; undefined where it is not of that form. */
function referencesIn(text: string): { sender: string; identifier: string }[] | undefined {
  const found = text.split(/\s+/).filter((one) => one !== "");
  if (found.length > mostReferences) return undefined;
  const read = found.map((one) => {
    const [sender = "", identifier = "", sent = "", more] = one.split(",");
    return more === undefined && sent !== "" && identifier !== "" && sender !== "" ? { sender, identifier } : undefined;
  });
  return read.includes(undefined) ? undefined : read.filter((one) => one !== undefined);
}
const mostReferences = 500;

/** A document of an index that could not be read: its reason came in its place. */
function unreadableIn(candidate: unknown): CodedMessage | undefined {
  if (typeof candidate !== "object" || candidate === null || !("unreadable" in candidate)) return undefined;
  const { code, params } = (candidate.unreadable ?? {}) as Partial<CodedMessage>;
  return typeof code === "string" && code.startsWith("cap.") ? { code, params: params ?? {} } : undefined;
}

const refused = (code: CodedMessage["code"], params: CodedMessage["params"]) => ({ refused: { code, params } });
