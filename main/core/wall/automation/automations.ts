import type { AutomationKind, AutomationList } from "#contract/entities/automation.ts";
import { Programme } from "#contract/entities/programme.ts";
import { Rule } from "#contract/entities/rule.ts";
import { Id, Words } from "#contract/entities/text.ts";
import { Holidays, noHolidays } from "#contract/entities/timetable.ts";
import { CodedError, type CodedMessage } from "#contract/errors.ts";
import type { SceneFile } from "#contract/wall/http.ts";
import { unlessFull } from "../../store/failures.ts";
import type { KeptAutomation } from "../repository.ts";
import type { WallWriting } from "../writing.ts";
import { type Names, programmeMistakes, ruleMistakes } from "./mistakes.ts";

/** The only document of its kind. */
export const holidaysId = "holidays";
export const mostOfAKind = 200;

export type ChangedAutomation = Pick<KeptAutomation, "kind" | "id" | "document"> & { isRemoved?: boolean };

/** All programmes and rules of a site and its holidays, the newest version of each at hand. */
export type Automations = {
  list(): AutomationList;
  /** undefined also where it cannot be read. The same object as long as it is the same version. */
  programme(id: string): Programme | undefined;
  programmes(): Programme[];
  rules(): { version: number; rule: Rule }[];
  holidays(): Holidays;
  kept(kind: AutomationKind, id: string): KeptAutomation | undefined;
  /** What of these, from the profile, is to be written: new ones, and new versions of those that nobody has edited. */
  fresh(ofProfile: ProfilesOwn): KeptAutomation[];
  /** To be told of what was written. */
  remember(list: readonly KeptAutomation[]): void;
  /** Whether one more may be added. @throws CodedError automation.too-many */
  checkRoom(kind: AutomationKind, id: string): void;
  /** What is in a file, against what is here. Nothing is written. */
  compare(file: SceneFile): {
    changed: ChangedAutomation[];
    unchanged: number;
    mistakes: { id: string | null; reason: CodedMessage }[];
  };
  /** Everything as it is kept, removed ones left out. */
  file(): Pick<SceneFile, "programmes" | "rules" | "holidays">;
};

type ProfilesOwn = { programmes?: readonly Programme[] | undefined; rules?: readonly Rule[] | undefined };

const schemas = { programme: Programme, rule: Rule, holidays: Holidays } as const;

/**
 * A document is read as a whole or not at all, unlike a scene: one whose conditions are half understood would do something
 * else than what was meant. It is kept as it was given either way.
 */
type Read = { content: unknown; unreadable: CodedMessage | null };

/**
 * Reads what is kept, and takes in what the profile brings as with scenes: what nobody has edited follows the profile.
 * @param options.profile its programmes and rules
 */
export async function openAutomations(options: {
  repository: WallWriting;
  names: Names;
  profile: ProfilesOwn;
  now(): number;
}): Promise<Automations> {
  const { repository, names, profile, now } = options;
  const keyOf = (kind: AutomationKind, id: string) => `${kind}/${id}`;
  const newest = new Map<string, KeptAutomation>();
  const read = new Map<string, Read>();
  const remember = (list: readonly KeptAutomation[]) => {
    for (const one of list) {
      const key = keyOf(one.kind, one.id);
      newest.set(key, one);
      read.set(key, readDocument(one.kind, JSON.parse(one.document)));
    }
  };
  remember(await repository.automations());
  const freshOf = ({ programmes = [], rules = [] }: ProfilesOwn) => {
    const given = [
      ...programmes.map((one) => ({ kind: "programme" as const, one })),
      ...rules.map((one) => ({ kind: "rule" as const, one })),
    ];
    return given.flatMap(({ kind, one }): KeptAutomation[] => {
      const document = JSON.stringify(one);
      const known = newest.get(keyOf(kind, one.id));
      if (known !== undefined && (known.by !== null || known.document === document)) return [];
      const version = (known?.version ?? 0) + 1;
      return [{ kind, id: one.id, version, document, isRemoved: false, atMs: now(), by: null }];
    });
  };
  const fresh = freshOf(profile);
  // On a full disk the wall comes up all the same; the next start writes them down.
  if (fresh.length > 0) await repository.commit({ automations: fresh }).catch(unlessFull);
  remember(fresh);

  const standingOf = (kind: AutomationKind): KeptAutomation[] =>
    [...newest.values()].filter((one) => one.kind === kind && !one.isRemoved).sort((a, b) => a.id.localeCompare(b.id));
  const contentOf = <Content>(kind: AutomationKind, id: string): Content | null => {
    const one = newest.get(keyOf(kind, id));
    return one === undefined || one.isRemoved ? null : ((read.get(keyOf(kind, id))?.content as Content) ?? null);
  };
  const mistakesOf = (kind: AutomationKind, { content, unreadable }: Read): CodedMessage[] => {
    if (unreadable !== null) return [unreadable];
    if (kind === "programme") return programmeMistakes(content as Programme, names).slice(0, 300);
    return kind === "rule" ? ruleMistakes(content as Rule, names) : [];
  };
  const stored = <Content>(kind: AutomationKind) =>
    standingOf(kind).map((one) => ({
      id: one.id,
      version: one.version,
      changedAtMs: one.atMs,
      by: one.by,
      content: contentOf<Content>(kind, one.id),
      mistakes: mistakesOf(kind, read.get(keyOf(kind, one.id)) ?? { content: null, unreadable: null }),
    }));
  const holidays = (): Holidays => contentOf<Holidays>("holidays", holidaysId) ?? noHolidays;

  return {
    list: () => ({
      programmes: stored<Programme>("programme"),
      rules: stored<Rule>("rule"),
      holidays: { version: newest.get(keyOf("holidays", holidaysId))?.version ?? 0, content: holidays() },
    }),
    programme: (id) => contentOf<Programme>("programme", id) ?? undefined,
    programmes: () => standingOf("programme").flatMap(({ id }) => contentOf<Programme>("programme", id) ?? []),
    rules: () =>
      standingOf("rule").flatMap(({ id, version }) => {
        const rule = contentOf<Rule>("rule", id);
        return rule === null ? [] : [{ version, rule }];
      }),
    holidays,
    kept: (kind, id) => newest.get(keyOf(kind, id)),
    fresh: freshOf,
    remember,
    checkRoom(kind, id) {
      const others = standingOf(kind).filter((one) => one.id !== id);
      if (others.length >= mostOfAKind) throw new CodedError("automation.too-many", { most: mostOfAKind });
    },
    compare(file) {
      const mistakes: { id: string | null; reason: CodedMessage }[] = [];
      const changed = new Map<string, ChangedAutomation>();
      let unchanged = 0;
      const given = [
        ...(file.programmes ?? []).map((document) => ({ kind: "programme" as const, document, named: document.id })),
        ...(file.rules ?? []).map((document) => ({ kind: "rule" as const, document, named: document.id })),
        ...(file.holidays === undefined
          ? []
          : [{ kind: "holidays" as const, document: file.holidays, named: holidaysId }]),
      ];
      for (const { kind, document, named } of given) {
        const id = Id.safeParse(named);
        if (!id.success) {
          const told = typeof named === "string" ? named.slice(0, 200) : null;
          mistakes.push({ id: told, reason: { code: "automation.nameless", params: {} } });
          continue;
        }
        const told = mistakesOf(kind, readDocument(kind, document));
        for (const reason of told) mistakes.push({ id: id.data, reason });
        const text = JSON.stringify(document);
        const known = newest.get(keyOf(kind, id.data));
        if (known?.document === text && !known.isRemoved) unchanged += 1;
        else changed.set(keyOf(kind, id.data), { kind, id: id.data, document: text });
      }
      for (const kind of ["programme", "rule"] as const) {
        const ids = new Set(standingOf(kind).map(({ id }) => id));
        for (const [key, one] of changed) {
          if (one.kind !== kind) continue;
          ids.add(one.id);
          if (ids.size <= mostOfAKind) continue;
          changed.delete(key);
          mistakes.push({ id: one.id, reason: { code: "automation.too-many", params: { most: mostOfAKind } } });
        }
      }
      return { changed: [...changed.values()], unchanged, mistakes };
    },
    file() {
      const documents = (kind: AutomationKind) =>
        standingOf(kind).map(({ document }) => JSON.parse(document) as Record<string, unknown>);
      const [entered] = documents("holidays");
      const all = { programmes: documents("programme"), rules: documents("rule") };
      return entered === undefined ? all : { ...all, holidays: entered };
    },
  };
}

function readDocument(kind: AutomationKind, document: unknown): Read {
  const parsed = schemas[kind].safeParse(document);
  if (parsed.success) return { content: parsed.data, unreadable: null };
  const issue = parsed.error.issues[0];
  const unknown = issue?.code === "unrecognized_keys" ? issue.keys : [];
  const at = [...(issue?.path ?? []), ...unknown].join(".").slice(0, 200) || kind;
  return { content: null, unreadable: { code: "automation.unreadable", params: { at } } };
}

/** What an entry calls a document: by its name where it has one. */
export function nameOf(document: string, id: string): Words | string {
  const named = Words.safeParse((JSON.parse(document) as { name?: unknown }).name);
  return named.success ? named.data : id;
}
