import type { CameraView } from "#contract/entities/camera.ts";
import type { Reading } from "#contract/entities/reading.ts";
import type { Words } from "#contract/entities/text.ts";
import type { StoredScene } from "#contract/entities/wall-state.ts";
import type { Site } from "../../state/site.ts";

/** Something that can be brought up: a whole scene, or a panel for one monitor. */
export type Candidate = { key: string; kind: "scene" | "camera" | "figure" | "place" | "panel"; name: Words } & (
  | { scene: string; tags: readonly string[] }
  | {
      panel: string;
      settings: Record<string, unknown>;
      /** What people call it too. */
      also?: readonly string[];
    }
);

/** Lower case without marks, as people type in a hurry: "Hữu Nghị" and "huu nghi" are one. */
export const folded = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase();

/** All that can be brought up: scenes, cameras, indicators at home, and at each place where they have figures. */
export function candidatesOf(all: {
  scenes: readonly StoredScene[];
  cameras: Iterable<CameraView>;
  readings: readonly Reading[];
  site: Site;
}): Candidate[] {
  const { site } = all;
  const scenes = all.scenes.map(
    ({ id, name, tags }): Candidate => ({ key: `scene/${id}`, kind: "scene", name, scene: id, tags }),
  );
  const cameras = [...all.cameras].map(
    ({ id, name }): Candidate => ({
      key: `camera/${id}`,
      kind: "camera",
      name,
      panel: "camera",
      settings: { camera: id },
    }),
  );
  const figures = all.readings.flatMap(({ indicator: code, place: id }): Candidate[] => {
    const indicator = site.indicatorOf.get(code);
    const place = site.placeOf.get(id);
    if (indicator === undefined) return [];
    if (id === site.place || place === undefined)
      return [
        {
          key: `figure/${code}`,
          kind: "figure",
          name: indicator.name,
          panel: "key-figure",
          settings: { indicator: code },
        },
      ];
    const name = { vi: `${place.name.vi} · ${indicator.name.vi}`, en: `${place.name.en} · ${indicator.name.en}` };
    return [
      {
        key: `figure/${code}/${id}`,
        kind: "place",
        name,
        panel: "key-figure",
        settings: { indicator: code, place: id },
      },
    ];
  });
  return [...scenes, ...cameras, ...figures];
}

type Findable = { name: Words; tags?: readonly string[]; also?: readonly string[] };

const wordsOf = (texts: readonly string[]): string[][] =>
  texts.map((text) =>
    folded(text)
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean),
  );

/** "kyc" and "bando" in "ky cung" and "ban do": the words run together from one of them on. */
const isJoined = (words: readonly string[], typed: string): boolean =>
  words.some((_, at) => words.slice(at).join("").startsWith(typed));

const initialsOf = (words: readonly string[]): string => words.map((word) => word.charAt(0)).join("");

/** "hn" in "cua khau huu nghi": the first letters of words that follow one another. A single letter is none. */
const isInitials = (words: readonly string[], typed: string): boolean =>
  typed.length > 1 && initialsOf(words).includes(typed);

/**
 * Every word that is typed begins a word of the name, of a tag, or of what it is called too; or is several of its words run
 * together; or their first letters. In this order, and first of all what begins with what is typed.
 */
export function search<Named extends Findable>(candidates: readonly Named[], typed: string, limit: number): Named[] {
  const [wanted = []] = wordsOf([typed]);
  if (wanted.length === 0) return [];
  const begins = wanted.join(" ");
  const rankOf = ({ name, tags = [], also = [] }: Named): number | undefined => {
    const named = wordsOf([name.vi, name.en]);
    const all = [...named, ...wordsOf([...tags, ...also])];
    const fits = (texts: string[][], is: (words: string[], one: string) => boolean) =>
      wanted.every((one) => texts.some((words) => is(words, one)));
    const isBegun = (words: string[], one: string) => words.some((word) => word.startsWith(one));
    if (fits(named, isBegun)) return named.some((words) => words.join(" ").startsWith(begins)) ? 0 : 1;
    if (fits(all, isBegun)) return 2;
    if (fits(all, isJoined)) return 3;
    if (!fits(all, (words, one) => isJoined(words, one) || isInitials(words, one))) return undefined;
    return named.some((words) => initialsOf(words).startsWith(wanted.join(""))) ? 4 : 5;
  };
  return candidates
    .flatMap((candidate) => {
      const rank = rankOf(candidate);
      return rank === undefined ? [] : [{ candidate, rank }];
    })
    .sort((a, b) => a.rank - b.rank)
    .slice(0, limit)
    .map(({ candidate }) => candidate);
}
