import type { Words } from "#contract/entities/text.ts";
import type { RawItem, SourceDraftResult } from "#contract/http.ts";
import { idFor } from "../../automation/item.ts";
import { changedKeys, type IndicatorDraft, newIndicator, rawOfIndicator } from "../indicator/draft.ts";
import { expressionOf, type Pointed } from "./expression.ts";
import { isAddressed, kindOf, type LoginKind, sourceTypes, type WizardSourceType } from "./kinds.ts";
import type { Path } from "./paths.ts";

/** What somebody has pointed at, before it is an expression. */
export type PointedFields = {
  values: readonly { path: Path /** A code of the site's; "": the new one. */; indicator: string }[];
  time: Path | null;
  place: Path | null;
  quality: Path | null;
  goodQuality: string;
  placeOf: Readonly<Record<string, string>>;
};

export type SourceDraft = {
  /** The source as it is, and what tells whether it still is; null: it is a new one. */
  known: { id: string; item: RawItem; mark: string } | null;
  takenIds: readonly string[];
  type: WizardSourceType;
  /** Other than readings: only address, account and pace are set here. */
  gives: string;
  name: Words;
  url: string;
  path: string;
  topics: string;
  query: string;
  every: string;
  login: LoginKind;
  username: string;
  headerName: string;
  /** What was entered just now; "": none, or the one that is kept already stays. */
  secret: string;
  hasKeptSecret: boolean;
  overPlainHttp: boolean;
  isTls: boolean;
  lateAfter: string;
  status: "estimated" | "preliminary" | "official";
  /** An answer somebody pasted, of a platform that calls or cannot be asked yet. */
  example: string;
  /** The first answer, and of which address and account it is. */
  look: { of: string; result: SourceDraftResult } | null;
  pointed: PointedFields;
  /** An expression written by hand; null: it is written from what was pointed at. */
  ownMapping: string | null;
  /** The new indicator, for a value that is given to none of the site's. */
  indicator: IndicatorDraft;
  /** What would be taken in, and of which expression and answer that is. */
  trial: { of: string; result: SourceDraftResult } | null;
  /** The site's time from UTC, "+07:00". */
  offset: string;
};

export const nothingPointed: PointedFields = {
  ...{ values: [], time: null, place: null, quality: null, goodQuality: "", placeOf: {} },
};

export function newSource(takenIds: readonly string[], offset: string): SourceDraft {
  return {
    ...{ known: null, takenIds, type: "rest", gives: "readings", name: { vi: "", en: "" }, offset },
    ...{ url: "", path: "", topics: "", query: "", every: "1m", login: "none", username: "", headerName: "x-api-key" },
    ...{ secret: "", hasKeptSecret: false, overPlainHttp: false, isTls: true, lateAfter: "5m", status: "preliminary" },
    ...{ example: "", look: null, pointed: nothingPointed, ownMapping: null, indicator: newIndicator([]), trial: null },
  };
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const record = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};

/** A source of the profile as a draft; undefined for a kind that is not set up here. */
export function draftOf(
  known: NonNullable<SourceDraft["known"]>,
  takenIds: readonly string[],
  offset: string,
): SourceDraft | undefined {
  const { item } = known;
  const type = sourceTypes.find((one) => one === item.type);
  // A schedule, a client's grant and the like stand in files; what is not touched here stays as it is.
  if (type === undefined) return undefined;
  const basic = record(item.basic);
  const headers = Object.entries(record(item.headers));
  const password = [basic.password, item.bearer, headers[0]?.[1], item.password, item.secret].find(
    (one) => one !== undefined,
  );
  const login: LoginKind =
    item.basic !== undefined || item.username !== undefined || item.password !== undefined
      ? "basic"
      : item.bearer !== undefined
        ? "bearer"
        : headers.length > 0
          ? "header"
          : "none";
  const name = record(item.name);
  return {
    ...newSource(takenIds, offset),
    ...{ known, type, gives: text(item.gives) || "readings", login, hasKeptSecret: password !== undefined },
    name: { vi: text(name.vi), en: text(name.en) },
    ...{ url: text(item.url), path: text(item.path), query: text(item.query), every: text(item.every) },
    topics: Array.isArray(item.topics) ? item.topics.join(", ") : "",
    username: text(basic.username) || text(item.username),
    headerName: headers[0]?.[0] ?? "x-api-key",
    overPlainHttp: basic.overPlainHttp === true,
    isTls: item.tls !== false,
    lateAfter: text(item.lateAfter),
    status: item.status === "official" || item.status === "estimated" ? item.status : "preliminary",
    ownMapping: text(item.mapping),
  };
}

export const idOf = ({ known, name, takenIds }: SourceDraft): string => known?.id ?? idFor(name.vi, takenIds);

const reference = (name: string) => `\${secret.${name}}`;

/** The lines of the account; undefined: they stay as they are. */
function loginOf(draft: SourceDraft): Record<string, unknown> | undefined {
  const { login, type, secret, username, headerName, overPlainHttp, known } = draft;
  const item = known?.item ?? {};
  const { account, logins } = kindOf(type);
  const kept = (value: unknown) => (typeof value === "string" && /^\$\{[^}]*\}$/.test(value) ? value : undefined);
  const entered = secret === "" ? undefined : reference(idOf(draft));
  const none = { basic: null, bearer: null, ...(login === "header" || known === null ? {} : { headers: null }) };
  if (account === "none") return {};
  if (account === "secret") return entered === undefined ? {} : { secret: entered };
  if (account === "plain") {
    if (login === "none" && logins.includes("none")) return known === null ? {} : { username: null, password: null };
    return { username, ...(entered === undefined ? {} : { password: entered }) };
  }
  if (login === "none") return known === null ? {} : { ...none, headers: null };
  if (login === "basic") {
    const before = record(item.basic);
    const password = entered ?? kept(before.password);
    if (password === undefined) return undefined;
    return { ...none, basic: { username, password, ...(overPlainHttp ? { overPlainHttp: true } : {}) } };
  }
  if (entered === undefined) return undefined;
  return login === "bearer" ? { ...none, bearer: entered } : { ...none, headers: { [headerName]: entered } };
}

/** What a draft says of a source, as files write it; null takes a line out of one that is there. */
export function rawOf(draft: SourceDraft): RawItem {
  const { type, known, name, url, path, topics, query, every, lateAfter, status, isTls } = draft;
  const id = idOf(draft);
  const mapping = mappingOf(draft);
  const { reachedBy, asks, isPaced, saysTls } = kindOf(type);
  const raw: RawItem = {
    ...{ id, name: { vi: name.vi, en: name.en.trim() === "" ? name.vi : name.en }, type },
    ...(reachedBy === "folder" ? { path } : isAddressed(type) ? { url } : {}),
    ...(asks === "topics" ? { topics: topicsOf(topics) } : {}),
    ...(isPaced && !(known !== null && every === "") ? { every } : {}),
    ...loginOf(draft),
    ...(saysTls && !isTls ? { tls: false } : {}),
    ...(asks === "query" ? { query } : {}),
    lateAfter,
    ...(status === "preliminary" && known?.item.status === undefined ? {} : { status }),
    ...(mapping === undefined || mapping === "" || draft.gives !== "readings" ? {} : { mapping }),
  };
  if (known !== null) return raw;
  for (const key of Object.keys(raw)) if (raw[key] === null) delete raw[key];
  return raw;
}

export const topicsOf = (topics: string): string[] =>
  topics
    .split(/[\s,;]+/)
    .map((topic) => topic.trim())
    .filter((topic) => topic !== "");

/** What is to be said of a source that is there: what is another than it was, and what refers to a secret that was entered anew. */
export function changesOf(draft: SourceDraft): RawItem {
  const raw = rawOf(draft);
  if (draft.known === null) return raw;
  const { item } = draft.known;
  const anew = reference(idOf(draft));
  const named = Object.entries(raw).filter(([, value]) => draft.secret !== "" && JSON.stringify(value).includes(anew));
  return {
    ...changedKeys(item, raw),
    ...Object.fromEntries(named),
    ...(item.isOff === true ? { isOff: false } : {}),
  };
}

/** As it would be: of a source that is there, what it says besides too. */
export function wholeOf(draft: SourceDraft): RawItem {
  const whole: RawItem = { ...draft.known?.item, ...rawOf(draft) };
  for (const key of Object.keys(whole)) if (whole[key] === null) delete whole[key];
  delete whole.isOff;
  return whole;
}

/** What was entered, by the name that the file refers to it by. */
export const secretsOf = (draft: SourceDraft) =>
  draft.secret === "" ? [] : [{ name: idOf(draft), value: draft.secret }];

/** New indicators that values are given to. */
export const newIndicatorOf = ({ pointed, indicator, ownMapping }: SourceDraft): IndicatorDraft | undefined =>
  ownMapping === null && pointed.values.some(({ indicator: code }) => code === "") ? indicator : undefined;

export function pointedOf({ pointed, indicator }: Pick<SourceDraft, "pointed" | "indicator">): Pointed {
  const { code } = rawOfIndicator(indicator);
  return {
    ...pointed,
    values: pointed.values.map(({ path, indicator: own }) => ({ path, indicator: own === "" ? String(code) : own })),
  };
}

/** The expression, written by hand or from what was pointed at; undefined as long as there is none. */
export const mappingOf = (draft: SourceDraft): string | undefined =>
  draft.ownMapping ?? expressionOf(pointedOf(draft), draft.look?.result.input, draft.offset);

/** What the first answer depends on: another address is another answer. */
export const lookKeyOf = (draft: SourceDraft): string => {
  const { mapping: _, lateAfter: __, status: ___, name: ____, ...asked } = wholeOf({ ...draft, ownMapping: "$" });
  return JSON.stringify([asked, draft.secret, draft.example]);
};
