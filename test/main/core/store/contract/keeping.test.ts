import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MaintenanceWindow } from "#contract/maintenance/maintenance.ts";
import type { KeptMachine, StoredToken } from "../../../../../main/core/store/repositories.ts";
import { freshStore, holds, stores } from "./stores.ts";

const name = fc.constantFrom("a", "b", "c");
const small = fc.integer({ min: 1, max: 9 });
const restart = fc.constant({ restart: true as const });

describe.each(stores)("what is kept by name in $name", ({ open }) => {
  it("secrets, who may send them, machines and what sources remember are the last that was said", async () => {
    const command = fc.oneof(
      fc.record({ secret: name, bytes: fc.uint8Array({ maxLength: 8 }) }),
      fc.record({ noSecret: name }),
      fc.record({
        binding: fc.constantFrom("a", "b"),
        user: name,
        hosts: fc.constantFrom("a.example", "b.example,c.example"),
      }),
      fc.record({ bindings: fc.constantFrom("a", "b"), users: fc.uniqueArray(name) }),
      fc.record({ machine: name, first: small, seenAtMs: small }),
      fc.record({ noMachine: name }),
      fc.record({ source: name, key: name, value: fc.string() }),
      restart,
    );
    await holds(
      fc.array(command, { size: "max", maxLength: 30 }),
      async (commands) => {
        await using fresh = await freshStore(open);
        const secrets = new Map<string, Buffer>();
        const bindings = new Map<string, Map<string, string>>();
        const machines = new Map<string, KeptMachine>();
        const memory = new Map<string, string>();
        for (const one of commands) {
          const { store } = fresh;
          if ("secret" in one) {
            const value = Buffer.from(one.bytes);
            await store.secrets.set(one.secret, value, 1);
            secrets.set(one.secret, value);
          } else if ("noSecret" in one)
            expect(await store.secrets.remove(one.noSecret)).toBe(secrets.delete(one.noSecret));
          else if ("binding" in one) {
            await store.secretBindings.add(one.binding, { user: one.user, hosts: one.hosts }, 1);
            bindings.set(one.binding, new Map(bindings.get(one.binding)).set(one.user, one.hosts));
          } else if ("bindings" in one) {
            const users = one.users.map((user) => ({ user, hosts: `${user}.example` }));
            await store.secretBindings.replace(one.bindings, users, 1);
            bindings.set(one.bindings, new Map(users.map(({ user, hosts }) => [user, hosts])));
            expect(await store.secretBindings.of(one.bindings)).toHaveLength(users.length);
          } else if ("machine" in one) {
            const { machine: id, first, seenAtMs } = one;
            // Two with the same first number have no order; nobody makes them.
            const firstNumber = first * 10 + ["a", "b", "c"].indexOf(id);
            const machine: KeptMachine = { id, name: `Máy ${id}`, firstNumber, monitors: 2, seenAtMs };
            await store.machines.put(machine);
            machines.set(id, machine);
          } else if ("noMachine" in one) {
            await store.machines.remove(one.noMachine);
            machines.delete(one.noMachine);
          } else if ("source" in one) {
            await store.sourceMemory.set(one.source, one.key, one.value);
            memory.set(`${one.source} ${one.key}`, one.value);
          } else await fresh.restart();
        }
        const { store } = fresh;
        expect(await store.secrets.names()).toEqual([...secrets.keys()].sort());
        expect(await store.machines.list()).toEqual(
          [...machines.values()].sort((a, b) => a.firstNumber - b.firstNumber),
        );
        for (const one of ["a", "b", "c"]) {
          expect(await store.secrets.get(one)).toEqual(secrets.get(one));
          const users = [...(bindings.get(one) ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
          expect(await store.secretBindings.of(one)).toEqual(users.map(([user, hosts]) => ({ user, hosts })));
          for (const key of ["a", "b", "c"])
            expect(await store.sourceMemory.get(one, key)).toBe(memory.get(`${one} ${key}`));
        }
      },
      20,
    );
  });

  it("tokens are found by their hash, bound, and revoked once", async () => {
    const command = fc.oneof(
      { weight: 3, arbitrary: fc.record({ make: fc.constantFrom(undefined, ["x"], ["x", "y"]) }) },
      { weight: 1, arbitrary: fc.record({ bind: small, sources: fc.constantFrom(["y"], ["x", "z"]) }) },
      { weight: 2, arbitrary: fc.record({ revoke: small, atMs: small }) },
      { weight: 1, arbitrary: restart },
    );
    await holds(
      fc.array(command, { size: "max", maxLength: 20 }),
      async (commands) => {
        await using fresh = await freshStore(open);
        const tokens: StoredToken[] = [];
        for (const one of commands) {
          const { store } = fresh;
          if ("make" in one) {
            const hash = String(tokens.length).padStart(64, "0");
            const sources = one.make === undefined ? {} : { sources: one.make };
            const token = { role: "ingest" as const, label: "nguồn", hash, createdAtMs: 5, ...sources };
            tokens.push({ ...token, id: tokens.length + 1, revokedAtMs: null });
            expect(await store.tokens.create(token)).toEqual(tokens.at(-1));
            await expect(store.tokens.create(token)).rejects.toMatchObject({ code: "store.failed" });
          } else if ("bind" in one) {
            await store.tokens.bind(one.bind, one.sources);
            const token = tokens[one.bind - 1];
            if (token !== undefined) token.sources = one.sources;
          } else if ("revoke" in one) {
            const token = tokens[one.revoke - 1];
            const isFirst = token?.revokedAtMs === null;
            expect(await store.tokens.revoke(one.revoke, one.atMs)).toBe(isFirst);
            if (token !== undefined && isFirst) token.revokedAtMs = one.atMs;
          } else await fresh.restart();
        }
        expect(await fresh.store.tokens.list()).toEqual(tokens);
        for (const token of tokens) expect(await fresh.store.tokens.findByHash(token.hash)).toEqual(token);
        expect(await fresh.store.tokens.findByHash("f".repeat(64))).toBeUndefined();
      },
      15,
    );
  });

  it("planned downtimes are open until they are over or ended, the first end stays", async () => {
    const dayMs = 86_400_000;
    const command = fc.oneof(
      { weight: 3, arbitrary: fc.record({ source: name, fromMs: small, lengthMs: small }) },
      {
        weight: 2,
        arbitrary: fc.record({ end: fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 3 }), atMs: small }),
      },
      { weight: 1, arbitrary: restart },
      { weight: 1, arbitrary: fc.constant({ later: true as const }) },
    );
    const windowId = (at: number) => `00000000-0000-4000-8000-${String(at).padStart(12, "0")}`;
    const by = { role: "operator", name: "Lan" };
    await holds(
      fc.tuple(fc.array(command, { size: "max", maxLength: 20 }), small),
      async ([commands, asked]) => {
        await using fresh = await freshStore(open);
        let kept: MaintenanceWindow[] = [];
        let made = 0;
        let nowMs = 1_000 * dayMs;
        for (const one of commands) {
          const { maintenance } = fresh.store;
          if ("source" in one) {
            const fromMs = nowMs + one.fromMs;
            const window: MaintenanceWindow = {
              ...{ id: windowId(made), source: one.source, fromMs, untilMs: fromMs + one.lengthMs, reason: "lý do" },
              ...{ saidAtMs: nowMs, saidBy: by, ended: null },
            };
            made += 1;
            await maintenance.add(window);
            kept = [...kept, window].filter(({ untilMs }) => untilMs >= nowMs - 400 * dayMs);
          } else if ("end" in one) {
            await maintenance.end(one.end.map(windowId), { atMs: nowMs + one.atMs, by });
            const ids = one.end.map(windowId);
            kept = kept.map((window) =>
              ids.includes(window.id) && window.ended === null
                ? { ...window, ended: { atMs: nowMs + one.atMs, by } }
                : window,
            );
          } else if ("later" in one) nowMs += 250 * dayMs;
          else await fresh.restart();
        }
        const atMs = nowMs + asked;
        const order = (a: MaintenanceWindow, b: MaintenanceWindow) => (a.id < b.id ? -1 : 1);
        const isOpen = ({ ended, untilMs }: MaintenanceWindow) => ended === null && untilMs > atMs;
        expect(await fresh.store.maintenance.open(atMs)).toEqual(
          kept.filter(isOpen).sort((a, b) => a.fromMs - b.fromMs || order(a, b)),
        );
        const overAtMs = ({ ended, untilMs }: MaintenanceWindow) => ended?.atMs ?? untilMs;
        for (const source of ["a", "b", "c"])
          expect(await fresh.store.maintenance.past(source, atMs, 4)).toEqual(
            kept
              .filter((window) => window.source === source && !isOpen(window))
              .sort((a, b) => overAtMs(b) - overAtMs(a) || order(b, a))
              .slice(0, 4),
          );
      },
      15,
    );
  });
});
