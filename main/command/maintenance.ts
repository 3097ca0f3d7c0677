import { routes } from "#contract/http.ts";
import { type MaintenanceWindow, type NewMaintenance, SourceMaintenance } from "#contract/maintenance/maintenance.ts";
import { ask } from "./core-client.ts";
import { findRunning, type Which } from "./running.ts";
import { columns, type Screen } from "./screen.ts";

const pathOf = (name: string): string => routes.sourceMaintenance(encodeURIComponent(name));

/** Says until when a source is meant to be down, and shows what is said then. */
export async function sayMaintenance(
  which: Which,
  name: string,
  said: { [Key in keyof NewMaintenance]: NewMaintenance[Key] | undefined },
  screen: Screen,
): Promise<number> {
  const body = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
  show(await ask(await findRunning(which), pathOf(name), SourceMaintenance, { method: "POST", body }), screen);
  return 0;
}

/** Ends what lasts, or takes back the next one. */
export async function endMaintenance(which: Which, name: string, screen: Screen): Promise<number> {
  show(await ask(await findRunning(which), pathOf(name), SourceMaintenance, { method: "DELETE" }), screen);
  return 0;
}

export async function showMaintenance(which: Which, name: string, screen: Screen): Promise<number> {
  show(await ask(await findRunning(which), pathOf(name), SourceMaintenance), screen);
  return 0;
}

function show(told: SourceMaintenance, screen: Screen): void {
  const { say } = screen;
  // As it was said: this machine may stand in another zone than the site.
  const format = new Intl.DateTimeFormat("en-GB", {
    ...{ timeZone: told.timeZone, day: "2-digit", month: "2-digit", year: "numeric" },
    ...{ hour: "2-digit", minute: "2-digit" },
  });
  const time = (ms: number) => format.format(ms).replace(",", "");
  const row = (one: MaintenanceWindow, isOver: boolean): string[] => {
    const lasts = !isOver && one.fromMs <= Date.now();
    const who = one.saidBy.name || one.saidBy.role;
    return [
      screen.mark(lasts ? "attention" : "quiet"),
      say("maintenance.window", { from: time(one.fromMs), until: time(one.untilMs) }),
      one.ended !== null
        ? say("maintenance.ended", { time: time(one.ended.atMs) })
        : say(isOver ? "maintenance.over" : lasts ? "maintenance.lasts" : "maintenance.waits"),
      one.reason,
      say("maintenance.by", { who, time: time(one.saidAtMs) }),
    ];
  };
  const rows = [...told.windows.map((one) => row(one, false)), ...told.past.map((one) => row(one, true))];
  screen.show(told, [
    say("maintenance.of", { source: told.source, zone: told.timeZone }),
    ...(rows.length === 0 ? [`  ${say("maintenance.none-said")}`] : columns(rows)),
  ]);
}
