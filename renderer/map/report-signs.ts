import type { ReportMapEvent } from "#contract/entities/map-event.ts";

/** Around a report's sign: words that somebody has said, where an event of a camera has a drop. Its tip stands on the place. */
export const reportBubble =
  "M-0.5 -0.85 H0.5 A0.3 0.3 0 0 1 0.8 -0.55 V0.07 A0.3 0.3 0 0 1 0.5 0.37 H0.24 L0 0.95 L-0.24 0.37 H-0.5 A0.3 0.3 0 0 1 -0.8 0.07 V-0.55 A0.3 0.3 0 0 1 -0.5 -0.85 z";

/** overdue: still open after the time by which it was to be dealt with. */
export type ReportStanding = "overdue" | "open" | "closed";

export const standingOf = ({ state, dueAtMs }: Pick<ReportMapEvent, "state" | "dueAtMs">, nowMs: number) =>
  state === "open" && dueAtMs !== null && dueAtMs < nowMs ? "overdue" : state;

const dot = (x: number) => `M${x - 0.13} 0 a0.13 0.13 0 1 0 0.26 0 a0.13 0.13 0 1 0 -0.26 0`;

/** A clock, somebody who still speaks, a tick: told by their form. In the order of what a room wants to see first. */
export const reportSigns: Record<ReportStanding, string> = {
  overdue: "M-0.75 0 a0.75 0.75 0 1 0 1.5 0 a0.75 0.75 0 1 0 -1.5 0 M0 -0.42 V0.02 L0.32 0.22",
  open: [-0.62, 0, 0.62].map(dot).join(" "),
  closed: "M-0.65 0.05 L-0.2 0.5 L0.7 -0.5",
};

const standings = Object.keys(reportSigns) as ReportStanding[];

/** Each with its rank, the higher the worse: a mark that stands for several has the sign of the highest of theirs. */
export const rankedStandings = standings.map((standing, at) => ({ standing, rank: standings.length - at }));

export const reportRankOf = (standing: ReportStanding): number => standings.length - standings.indexOf(standing);

export const reportToneOf = (standing: ReportStanding): "attention" | "text" | "second" =>
  standing === "overdue" ? "attention" : standing === "open" ? "text" : "second";
