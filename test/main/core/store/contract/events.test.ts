import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CameraEvent, CameraEventKind } from "#contract/entities/camera-event.ts";
import type { CitizenReport } from "#contract/entities/citizen-report.ts";
import type { NewCameraEvent, NewCitizenReport } from "../../../../../main/core/store/repositories.ts";
import { freshStore, holds, stores } from "./stores.ts";

const kinds = ["plate", "smoke", "crowd"] as const;
const cameras = ["cong-a", "cong-b"] as const;

const cameraEvent = fc
  .record({
    source: fc.constantFrom("x", "y"),
    camera: fc.constantFrom(...cameras),
    kind: fc.constantFrom<CameraEventKind>(...kinds),
    atMs: fc.integer({ min: 1, max: 6 }).map((at) => at * 1_000),
    receivedAtMs: fc.integer({ min: 1, max: 9 }).map((at) => at * 1_000),
    plate: fc.constantFrom("12A-1", null),
    text: fc.constantFrom("chữ", null),
    confidence: fc.constantFrom(0.5, null),
    isSimulated: fc.boolean(),
    bytes: fc.option(fc.integer({ min: 1, max: 9 }), { nil: null }),
  })
  .map(({ bytes, ...event }) => ({ ...event, bytes }));

const cameraCommand = fc.oneof(
  { weight: 5, arbitrary: fc.record({ add: cameraEvent }) },
  { weight: 1, arbitrary: fc.record({ remove: fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 3 }) }) },
  { weight: 1, arbitrary: fc.record({ gone: fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 3 }) }) },
  { weight: 1, arbitrary: fc.constant({ restart: true as const }) },
);
type KeptEvent = NewCameraEvent & { number: number; isGone: boolean };

/** Without what is not asked for. */
const given = <Query extends object>(query: Query) =>
  Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as Query;
const latestFirst = (a: { atMs: number; number: number }, b: { atMs: number; number: number }) =>
  b.atMs - a.atMs || b.number - a.number;
const lastBySource = (list: readonly { source: string; receivedAtMs: number }[]) => {
  const last = new Map<string, number>();
  for (const { source, receivedAtMs } of list) last.set(source, Math.max(last.get(source) ?? 0, receivedAtMs));
  return last;
};

describe.each(stores)("events of cameras in $name", ({ open }) => {
  it("are listed, counted out and dropped as a plain list would be", async () => {
    const ask = fc.record({
      camera: fc.option(fc.constantFrom(...cameras), { nil: undefined }),
      kind: fc.option(fc.constantFrom(...kinds), { nil: undefined }),
      fromMs: fc.option(fc.constantFrom(2_000, 4_000), { nil: undefined }),
      toMs: fc.option(fc.constantFrom(3_000, 6_000), { nil: undefined }),
      asOfMs: fc.option(fc.constantFrom(3_000, 7_000), { nil: undefined }),
      before: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
      limit: fc.integer({ min: 1, max: 10 }),
    });
    await holds(
      fc.tuple(fc.array(cameraCommand, { size: "max", maxLength: 25 }), fc.array(ask, { minLength: 8, maxLength: 8 })),
      async ([commands, questions]) => {
        await using fresh = await freshStore(open);
        let kept: KeptEvent[] = [];
        let number = 0;
        for (const one of commands) {
          const { cameraEvents } = fresh.store;
          if ("add" in one) {
            const { bytes, ...rest } = one.add;
            number += 1;
            const picture = bytes === null ? null : { name: `anh-${number}`, type: "jpeg" as const, bytes };
            const event: NewCameraEvent = { ...rest, id: `su-kien-${number}`, picture };
            expect(await cameraEvents.add(event)).toBe(number);
            kept.push({ ...event, number, isGone: false });
          } else if ("remove" in one) {
            await cameraEvents.remove(one.remove);
            kept = kept.filter((event) => !one.remove.includes(event.number));
          } else if ("gone" in one) {
            await cameraEvents.pictureGone(one.gone);
            for (const event of kept) if (one.gone.includes(event.number)) event.isGone = true;
          } else await fresh.restart();
        }
        const { cameraEvents } = fresh.store;
        const shown = ({ picture, isGone, ...event }: KeptEvent): CameraEvent => ({
          ...event,
          picture: picture === null ? "none" : isGone ? "gone" : "kept",
        });
        for (const asked of questions) {
          const before = kept.find((event) => event.number === asked.before);
          const matching = kept
            .filter(
              (event) =>
                (asked.camera ?? event.camera) === event.camera &&
                (asked.kind ?? event.kind) === event.kind &&
                event.atMs >= (asked.fromMs ?? 0) &&
                event.atMs < (asked.toMs ?? Number.POSITIVE_INFINITY) &&
                event.receivedAtMs <= (asked.asOfMs ?? Number.POSITIVE_INFINITY) &&
                (asked.before === undefined || (before !== undefined && latestFirst(before, event) < 0)),
            )
            .sort(latestFirst);
          expect(await cameraEvents.list(given(asked))).toEqual(matching.slice(0, asked.limit).map(shown));
        }
        const wanted: CameraEventKind[] = ["plate", "smoke"];
        const mapEvents = kept.filter((event) => wanted.includes(event.kind) && event.atMs >= 2_000).sort(latestFirst);
        expect(await cameraEvents.mapEvents(wanted, 2_000, 4)).toEqual(
          mapEvents.slice(0, 4).map(({ number: nth, kind, camera, atMs, source, isSimulated }) => ({
            ...{ origin: "camera", number: nth, kind, camera, atMs, source, isSimulated },
          })),
        );
        const notice = ({ number: nth, camera, kind, atMs }: KeptEvent) => ({ number: nth, camera, kind, atMs });
        const last = kept.at(-1);
        expect(await cameraEvents.newest()).toEqual(last && notice(last));
        expect(await cameraEvents.after(3, 5)).toEqual(
          kept
            .filter((event) => event.number > 3)
            .slice(0, 5)
            .map((event) => ({ ...notice(event), receivedAtMs: event.receivedAtMs })),
        );
        expect(await cameraEvents.lastAtMs()).toEqual(lastBySource(kept));
        for (let nth = 1; nth <= number; nth++) {
          const event = kept.find((one) => one.number === nth);
          const picture = event?.picture
            ? { name: event.picture.name, type: event.picture.type, isGone: event.isGone }
            : undefined;
          expect(await cameraEvents.picture(nth)).toEqual(picture);
          expect(await cameraEvents.has(event?.source ?? "x", `su-kien-${nth}`)).toBe(event !== undefined);
        }
        const pictured = kept.filter((event) => event.picture !== null && !event.isGone);
        expect(await cameraEvents.pictureNames()).toEqual(new Set(pictured.map((event) => event.picture?.name)));
        const first = kept.toSorted((a, b) => a.atMs - b.atMs || a.number - b.number);
        const gone = (list: readonly KeptEvent[]) =>
          list.map((event) => ({ number: event.number, picture: event.picture?.name ?? null }));
        const old = first.filter((event) => event.atMs < 3_000);
        const surplus = await cameraEvents.surplus(3_000, 4, 3);
        if (old.length > 0) {
          expect(surplus).toHaveLength(Math.min(3, old.length));
          for (const one of surplus) expect(gone(old)).toContainEqual(one);
        } else expect(surplus).toEqual(gone(first.slice(0, Math.max(0, Math.min(3, first.length - 4)))));
        let over = pictured.reduce((sum, event) => sum + (event.picture?.bytes ?? 0), 0) - 10;
        const toGo = pictured.slice(0, 4).filter((event) => {
          const isSurplus = over > 0;
          over -= event.picture?.bytes ?? 0;
          return isSurplus;
        });
        expect(await cameraEvents.surplusPictures(10, 4)).toEqual(gone(toGo));
      },
      25,
    );
  });
});

const report = fc.record({
  source: fc.constantFrom("x", "y"),
  id: fc.constantFrom("1", "2", "3"),
  service: fc.constantFrom("rác", "đường"),
  state: fc.constantFrom("open" as const, "closed" as const),
  position: fc.constantFrom({ lat: 21.8, lon: 106.7 }, null),
  requestedAtMs: fc.integer({ min: 1, max: 4 }).map((at) => at * 1_000),
  updatedAtMs: fc.integer({ min: 1, max: 6 }).map((at) => at * 1_000),
  dueAtMs: fc.constantFrom(9_000, null),
  agency: fc.constantFrom("Sở", null),
  receivedAtMs: fc.integer({ min: 1, max: 9 }).map((at) => at * 1_000),
  isSimulated: fc.boolean(),
});
/** What makes a report another one; what is told again with one of them changed is news. */
const told = ["service", "state", "position", "requestedAtMs", "updatedAtMs", "dueAtMs", "agency"] as const;
const reportCommand = fc.oneof(
  { weight: 3, arbitrary: fc.record({ nth: fc.nat({ max: 9 }), field: fc.constantFrom(...told), to: report }) },
  { weight: 4, arbitrary: fc.record({ put: fc.array(report, { minLength: 1, maxLength: 5 }) }) },
  { weight: 1, arbitrary: fc.record({ beforeMs: fc.constantFrom(2_000, 4_000), limit: fc.constantFrom(1, 9) }) },
  { weight: 1, arbitrary: fc.record({ most: fc.constantFrom(1, 3), limit: fc.constantFrom(1, 9) }) },
  { weight: 1, arbitrary: fc.constant({ restart: true as const }) },
);

describe.each(stores)("reports of citizens in $name", ({ open }) => {
  it("are the last known state of each, whatever order they come in", async () => {
    await holds(
      fc.array(reportCommand, { size: "max", maxLength: 15 }),
      async (commands) => {
        await using fresh = await freshStore(open);
        let kept: CitizenReport[] = [];
        let number = 0;
        const byChange = () => kept.toSorted((a, b) => a.updatedAtMs - b.updatedAtMs || a.number - b.number);
        const wordsOf = (one: NewCitizenReport) => JSON.stringify(told.map((field) => one[field]));
        const put = (one: NewCitizenReport) => {
          const at = kept.findIndex(({ source, id }) => source === one.source && id === one.id);
          const known = kept[at];
          if (known === undefined) {
            number += 1;
            kept.push({ ...one, number });
            return "stored";
          }
          const { number: nth, ...rest } = known;
          if (one.updatedAtMs < known.updatedAtMs || wordsOf(one) === wordsOf(rest)) return "repeated";
          kept[at] = { ...one, number: nth };
          return "stored";
        };
        for (const one of commands) {
          const { citizenReports } = fresh.store;
          if ("nth" in one) {
            const known = kept[one.nth % Math.max(1, kept.length)];
            if (known === undefined) continue;
            const { number: _, ...rest } = known;
            const changed = { ...rest, [one.field]: one.to[one.field] };
            expect(await citizenReports.put([changed])).toEqual([put(changed)]);
          } else if ("put" in one) expect(await citizenReports.put(one.put)).toEqual(one.put.map(put));
          else if ("beforeMs" in one) {
            const old = byChange().filter(({ updatedAtMs }) => updatedAtMs < one.beforeMs);
            // Which of several of one moment goes first is left open, so it is asked with room for all.
            expect(await citizenReports.removeBefore(one.beforeMs, 100)).toBe(old.length);
            kept = kept.filter((report) => !old.includes(report));
          } else if ("most" in one) {
            const gone = byChange().slice(0, Math.min(one.limit, Math.max(0, kept.length - one.most)));
            expect(await citizenReports.removeBeyond(one.most, one.limit)).toBe(gone.at(-1)?.updatedAtMs ?? null);
            kept = kept.filter((report) => !gone.includes(report));
          } else await fresh.restart();
        }
        const { citizenReports } = fresh.store;
        for (let nth = 1; nth <= number; nth++)
          expect(await citizenReports.get(nth)).toEqual(kept.find((one) => one.number === nth));
        expect(await citizenReports.lastAtMs()).toEqual(lastBySource(kept));
        for (const states of [["open"], ["open", "closed"]] as const)
          expect(await citizenReports.mapEvents(states, 2_000, 3)).toEqual(
            kept
              .filter(({ state, requestedAtMs }) => states.some((one) => one === state) && requestedAtMs >= 2_000)
              .sort((a, b) => b.requestedAtMs - a.requestedAtMs || b.number - a.number)
              .slice(0, 3)
              .map(({ id: _, agency: __, receivedAtMs: ___, requestedAtMs, ...rest }) => ({
                ...{ origin: "report", ...rest, atMs: requestedAtMs },
              })),
          );
      },
      25,
    );
  });
});
