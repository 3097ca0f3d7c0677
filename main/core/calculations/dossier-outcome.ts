/** What a platform tells of a dossier, epoch ms; null where it has not happened. */
export type DossierTimes = {
  dueMs: number;
  /** "Đã xử lý xong". */
  handledMs: number | null;
  /** "Đã trả kết quả". */
  returnedMs: number | null;
  /** "Dừng" or "Từ chối". */
  endedOtherwiseMs: number | null;
  /** Each time something was asked for and came in, or has not come yet. */
  supplements: readonly { askedMs: number; cameMs: number | null }[];
};

export type DossierOutcome = { isOnTime: boolean; isOpen: boolean; reason: "in-time" | "after-due" | "asked-twice" };

/**
 * Whether a dossier counts as on time, as the 766 score has it: its end is when it was handled, else returned, else stopped; the
 * time for a supplement is taken off; to ask for a second one is late in itself; an open one counts to the end of the period.
 * @param untilMs the end of the period
 */
export function dossierOutcome(dossier: DossierTimes, untilMs: number): DossierOutcome {
  const { dueMs, handledMs, returnedMs, endedOtherwiseMs, supplements } = dossier;
  const told = handledMs ?? returnedMs ?? endedOtherwiseMs;
  // What ended after the period was still open in it.
  const isOpen = told === null || told > untilMs;
  const endMs = isOpen ? untilMs : told;
  if (supplements.filter(({ askedMs }) => askedMs <= endMs).length > 1)
    return { isOnTime: false, isOpen, reason: "asked-twice" };
  const waited = supplements.map(({ askedMs, cameMs }) => Math.max(0, Math.min(cameMs ?? endMs, endMs) - askedMs));
  const isOnTime = endMs - waited.reduce((sum, one) => sum + one, 0) <= dueMs;
  return { isOnTime, isOpen, reason: isOnTime ? "in-time" : "after-due" };
}
