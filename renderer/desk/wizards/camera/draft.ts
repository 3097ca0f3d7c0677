import type { Words } from "#contract/entities/text.ts";
import type { CameraDraftPicture, RawItem } from "#contract/http.ts";
import { idFor } from "../../automation/item.ts";
import { changedKeys } from "../indicator/draft.ts";

/** How its pictures come; found: looked for in the networks of the core, and asked itself. */
export const cameraWays = ["rtsp", "found", "hls", "mjpeg", "jpeg"] as const;
export type CameraWay = (typeof cameraWays)[number];

export type CameraDraft = {
  /** The camera as it is, and what tells whether it still is; null: it is a new one. */
  known: { id: string; item: RawItem; mark: string } | null;
  takenIds: readonly string[];
  /** test: one of the simulator's, of which only name and place are set here. */
  way: CameraWay | "test";
  name: Words;
  url: string;
  sub: string;
  username: string;
  /** What was entered just now; "": none, or the one that is kept already stays. */
  secret: string;
  /** reference: it is kept apart · clear: it stands in the file, and is not told here. */
  kept: "none" | "reference" | "clear";
  overPlainHttp: boolean;
  /** Device service of one that was found and can be moved; "": none, or what it says stays. */
  onvif: string;
  place: string;
  unit: string;
  contact: { name: string; phone: string };
  /** As typed or pointed at, decimal degrees. */
  position: { lon: string; lat: string };
  accuracy: "surveyed" | "approximate" | "rough";
  /** The last picture, and of which address and account it is. */
  look: { of: string; result: CameraDraftPicture } | null;
  /** It is to be written without one, such as before it hangs there. */
  isWithoutPicture: boolean;
};

export function newCamera(takenIds: readonly string[]): CameraDraft {
  return {
    ...{ known: null, takenIds, way: "rtsp", name: { vi: "", en: "" }, url: "", sub: "", username: "", secret: "" },
    ...{ kept: "none", overPlainHttp: false, onvif: "", place: "", unit: "", contact: { name: "", phone: "" } },
    ...{ position: { lon: "", lat: "" }, accuracy: "approximate", look: null, isWithoutPicture: false },
  };
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const record = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
const degrees = (value: unknown): string => (typeof value === "number" ? String(value) : "");
const reference = (name: string) => `\${secret.${name}}`;

/** A camera of the profile as a draft. */
export function draftOfCamera(known: NonNullable<CameraDraft["known"]>, takenIds: readonly string[]): CameraDraft {
  const { item } = known;
  const [stream, name, contact, position] = [item.stream, item.name, item.contact, item.position].map(record);
  const password = text(stream?.password);
  return {
    ...newCamera(takenIds),
    known,
    way: cameraWays.find((one) => one === stream?.type) ?? "test",
    // One that has the same name in both languages keeps to that when it is renamed.
    name: { vi: text(name?.vi), en: name?.en === name?.vi ? "" : text(name?.en) },
    ...{ url: text(stream?.url), sub: text(stream?.sub), username: text(stream?.username) },
    kept: password === "" ? "none" : /^\$\{[^}]*\}$/.test(password) ? "reference" : "clear",
    overPlainHttp: stream?.basicOverPlainHttp === true,
    ...{ place: text(item.place), unit: text(item.unit) },
    contact: { name: text(contact?.name), phone: text(contact?.phone) },
    position: { lon: degrees(position?.lon), lat: degrees(position?.lat) },
    accuracy: position?.accuracy === "surveyed" || position?.accuracy === "rough" ? position.accuracy : "approximate",
  };
}

export const idOfCamera = ({ known, name, takenIds }: CameraDraft): string => known?.id ?? idFor(name.vi, takenIds);
const secretName = (draft: CameraDraft) => `camera-${idOfCamera(draft)}`.slice(0, 60);

/** Where it is; undefined as long as no point on the earth was given. */
export function positionOf({ position }: Pick<CameraDraft, "position">): { lon: number; lat: number } | undefined {
  const numberIn = (typed: string) => (typed.trim() === "" ? Number.NaN : Number(typed.trim().replace(",", ".")));
  const [lon, lat] = [numberIn(position.lon), numberIn(position.lat)];
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? { lon, lat } : undefined;
}

/** Laid over what stands there, without the lines that are empty now. */
const over = (before: unknown, now: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries({ ...record(before), ...now }).filter(([, value]) => value !== "" && value !== undefined),
  );

function streamOf(draft: CameraDraft): Record<string, unknown> {
  const { way, url, sub, username, secret, overPlainHttp, known } = draft;
  const before = record(known?.item.stream);
  if (way === "test") return before;
  const type = way === "found" ? "rtsp" : way;
  const isByHttp = type !== "rtsp";
  return over(before, {
    ...{ type, url: url.trim(), username: username.trim() },
    ...(type === "rtsp" || type === "hls" ? { sub: sub.trim() } : {}),
    password: username.trim() === "" ? "" : secret === "" ? before.password : reference(secretName(draft)),
    ...(isByHttp ? { basicOverPlainHttp: overPlainHttp ? true : undefined } : {}),
  });
}

/** What a draft says of a camera, as files write it; null takes a line out of one that is there. */
export function rawOfCamera(draft: CameraDraft): RawItem {
  const { known, name, place, unit, contact, accuracy, onvif } = draft;
  const at = positionOf(draft);
  const raw: RawItem = {
    ...{ id: idOfCamera(draft), name: { vi: name.vi, en: name.en.trim() === "" ? name.vi : name.en } },
    ...{ unit: unit === "" ? null : unit },
    contact: contact.name.trim() === "" ? null : over(known?.item.contact, contact),
    place: place === "" ? null : place,
    position: at === undefined ? null : over(known?.item.position, { ...at, accuracy }),
    stream: streamOf(draft),
    ...(onvif === "" ? {} : { onvif: { url: onvif } }),
  };
  return known === null ? withoutNulls(raw) : raw;
}

const withoutNulls = (raw: RawItem): RawItem =>
  Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== null));

/** What is to be said of a camera that is there: what is another than it was, and what refers to a password that was entered anew. */
export function changesOfCamera(draft: CameraDraft): RawItem {
  const raw = rawOfCamera(draft);
  if (draft.known === null) return raw;
  return { ...changedKeys(draft.known.item, raw), ...(draft.secret === "" ? {} : { stream: raw.stream }) };
}

/** As it would be: of a camera that is there, what it says besides too. */
export const wholeOfCamera = (draft: CameraDraft): RawItem =>
  withoutNulls({ ...draft.known?.item, ...rawOfCamera(draft) });

export const secretsOfCamera = (draft: CameraDraft) =>
  draft.secret === "" || draft.username.trim() === "" ? [] : [{ name: secretName(draft), value: draft.secret }];

/** The address or the account is another than it was, or will be the first. */
export const isOtherStream = (draft: CameraDraft): boolean =>
  draft.known === null || draft.secret !== "" || changedKeys(draft.known.item, rawOfCamera(draft)).stream !== undefined;

/** What a picture depends on. */
export const lookKeyOfCamera = (draft: CameraDraft): string => JSON.stringify([streamOf(draft), draft.secret]);
