import type { CameraView } from "#contract/entities/camera.ts";
import { isNotEnteredYet } from "#contract/entities/keyed-by-hand.ts";
import { type MachineView, machineState } from "#contract/entities/machine.ts";
import type { SourceState } from "#contract/entities/source.ts";
import type { DisplayStatus, Restart } from "#contract/entities/wall.ts";
import { routes, Status } from "#contract/http.ts";
import { Contacts, type ToldContact } from "#contract/maintenance/contact.ts";
import { plannedUntil } from "#contract/maintenance/planned.ts";
import { ask } from "./core-client.ts";
import { findRunning, type Which } from "./running.ts";
import { columns, type Mark, type Screen } from "./screen.ts";
import { cameraStates, sourceStates } from "./words.ts";

export async function status(which: Which, screen: Screen): Promise<number> {
  const running = await findRunning(which);
  const found = await ask(running, routes.status, Status);
  const contacts = await ask(running, routes.contacts, Contacts);
  screen.show(found, [
    ...heading(found, screen),
    ...followingRows(found, screen),
    ...section(screen.say("status.displays"), displayRows(found.displays, screen), screen.say("status.no-displays")),
    ...section(
      screen.say("status.machines"),
      found.machines.map((machine) => machineRow(machine, screen)),
      "",
    ),
    ...section(screen.say("status.sources"), sourceRows(found, contacts, screen), screen.say("status.none")),
    ...section(screen.say("status.cameras"), cameraRows(found.cameras, contacts, screen), screen.say("status.none")),
  ]);
  return 0;
}

function heading(
  { state, profile, profileFiles, version, startedAtMs, clients, store, coreRestart, door }: Status,
  screen: Screen,
): string[] {
  const { say } = screen;
  const line = say("status.line", { version, since: screen.time(startedAtMs), clients });
  const counts = { readings: screen.number(store.readings), series: screen.number(store.series) };
  return [
    `${screen.mark(state === "ok" ? "ok" : "attention")} ${say(`status.${state}`, { profile })}`,
    `  ${line}`,
    ...(coreRestart === undefined ? [] : [`  ${restartText(coreRestart, screen)}`]),
    ...(profileFiles === undefined ? [] : [`  ${screen.mark("attention")} ${screen.reason(profileFiles.reason)}`]),
    ...door.notes.map(
      ({ reason, isFault }) => `  ${screen.mark(isFault ? "attention" : "quiet")} ${screen.reason(reason)}`,
    ),
    "",
    say("status.store"),
    ...columns([
      store.reason === null
        ? [screen.mark("ok"), say("status.store.ok", counts)]
        : [screen.mark("alarm"), screen.reason(store.reason)],
      ...(store.recovery === null ? [] : [[screen.mark("attention"), screen.reason(store.recovery)]]),
    ]),
  ];
}

/** Of a machine that has joined another one's wall. */
function followingRows({ following }: Status, screen: Screen): string[] {
  if (following === undefined) return [];
  const { state, host, sinceMs, reason, clockAheadMs, clockWithinMs } = following;
  const { say } = screen;
  const clock =
    clockAheadMs === null || clockWithinMs === null
      ? say("status.following.no-clock")
      : say("status.following.clock", { ahead: screen.number(clockAheadMs), within: screen.number(clockWithinMs) });
  return section(
    say("status.following"),
    [
      [
        screen.mark(state === "up" ? "ok" : "alarm"),
        say(`status.following.${state}`, { host, since: screen.time(sinceMs) }),
        state === "up" ? clock : reason === null ? "" : screen.reason(reason),
      ],
    ],
    "",
  );
}

const section = (title: string, rows: string[][], none: string): string[] => [
  "",
  title,
  ...(rows.length === 0 ? [`  ${none}`] : columns(rows)),
];

function displayRows(displays: readonly DisplayStatus[], screen: Screen): string[][] {
  return displays.map(({ number, state, bounds, window }) => [
    screen.mark(displayMarks[state] ?? "alarm"),
    screen.say("status.display", { number }),
    bounds === null ? "" : `${bounds.width}×${bounds.height} +${bounds.x}+${bounds.y}`,
    screen.say(`display.${state}`),
    ...(window?.lastReload === undefined ? [] : [restartText(window.lastReload, screen)]),
  ]);
}

const displayMarks: Partial<Record<DisplayStatus["state"], Mark>> = {
  ok: "ok",
  starting: "quiet",
  "page-hung": "attention",
};

const restartText = ({ atMs, reason }: Restart, screen: Screen): string =>
  screen.say("display.reloaded", { time: screen.time(atMs), reason: screen.reason(reason) });

const gigabytes = (bytes: number): number => Math.round(bytes / 1e8) / 10;

function machineRow(machine: MachineView, screen: Screen): string[] {
  const { say, number } = screen;
  const state = machineState(machine);
  const { load } = machine;
  const space = ({ total, available }: { total: number; available: number }) => ({
    free: number(gigabytes(available)),
    total: number(gigabytes(total)),
  });
  return [
    screen.mark(state === "ok" ? "ok" : state === "away" || state === "storage-out" ? "alarm" : "attention"),
    machine.name,
    say(`machine.${state}`),
    ...(load === null
      ? []
      : [
          say("status.machine.processor", {
            share: number(Math.round(load.processor.lastMinute * 100)),
            cores: load.processor.cores,
          }),
          say("status.machine.memory", space(load.memory)),
          ...(load.storage === null ? [] : [say("status.machine.storage", space(load.storage))]),
        ]),
  ];
}

export const sourceMarks: Partial<Record<SourceState, Mark>> = { ok: "ok", starting: "quiet", late: "attention" };

function sourceRows({ sources, outbox }: Status, contacts: Contacts, screen: Screen): string[][] {
  return sources.map((source) => {
    const untilMs = plannedUntil(source, Date.now());
    const state = isNotEnteredYet(source) ? screen.say("status.not-entered") : screen.words(sourceStates[source.state]);
    const isFault = source.state !== "ok" && source.state !== "starting" && untilMs === undefined;
    return [
      screen.mark(untilMs === undefined ? (sourceMarks[source.state] ?? "alarm") : "quiet"),
      source.name,
      source.title,
      untilMs === undefined ? state : `${state} · ${screen.say("status.planned", { until: screen.time(untilMs) })}`,
      source.isSimulated ? screen.say("status.simulated") : "",
      source.reason !== null
        ? `${screen.reason(source.reason)}${sinceOf(source, screen)}`
        : source.lastReadingAtMs === null
          ? screen.say("status.no-reading")
          : `${screen.say("status.last", { time: screen.time(source.lastReadingAtMs) })}${appointmentOf(source, screen)}`,
      ...outboxOf(
        outbox.find((one) => one.centre === source.name),
        screen,
      ),
      ...(isFault ? contactOf(contacts.sources[source.name], screen) : []),
    ];
  });
}

/** Whom to call about what is at fault. */
function contactOf(told: ToldContact | undefined, screen: Screen): string[] {
  if (told === undefined) return [];
  const { contact, unit } = told;
  const parts = [unit === undefined ? undefined : screen.words(unit), contact?.name, contact?.phone, contact?.note];
  return [screen.say("status.contact", { whom: parts.filter((part) => part !== undefined).join(" · ") })];
}

/** Of a centre: what people did here and it does not have. */
function outboxOf(box: Status["outbox"][number] | undefined, screen: Screen): string[] {
  if (box === undefined) return [];
  const { waiting, refused } = box;
  return [
    ...(waiting === 0 ? [] : [screen.say("status.outbox", { count: screen.number(waiting) })]),
    ...(refused === 0 ? [] : [screen.say("status.outbox.refused", { count: screen.number(refused) })]),
  ];
}

/** Of a source that is asked by a schedule: when it is asked next. */
function appointmentOf({ line }: Status["sources"][number], screen: Screen): string {
  if (line?.appointmentAtMs == null) return "";
  return `, ${screen.say("status.appointment", { time: screen.time(line.appointmentAtMs) })}`;
}

/** Since when a line is down, and when it is tried again if that is far off. */
function sinceOf({ line }: Status["sources"][number], screen: Screen): string {
  if (line?.failingSinceMs == null) return "";
  const since = ` ${screen.say("status.since", { time: screen.time(line.failingSinceMs) })}`;
  if (!line.isResting || line.nextTryAtMs === null) return since;
  return `${since} ${screen.say("status.next-try", { time: screen.time(line.nextTryAtMs) })}`;
}

function cameraRows(cameras: readonly CameraView[], contacts: Contacts, screen: Screen): string[][] {
  return cameras.map((camera) => [
    screen.mark(camera.state === "ok" ? "ok" : ["idle", "connecting"].includes(camera.state) ? "quiet" : "alarm"),
    camera.id,
    screen.words(camera.name),
    screen.words(cameraStates[camera.state]),
    camera.isSimulated ? screen.say("status.simulated") : "",
    camera.reason === null ? "" : screen.reason(camera.reason),
    ...(["ok", "idle", "connecting"].includes(camera.state) ? [] : contactOf(contacts.cameras[camera.id], screen)),
  ]);
}
