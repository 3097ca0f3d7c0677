import { useEffect, useState } from "react";
import { changedAtHeader } from "#contract/entities/site-file.ts";
import type { CodedMessage } from "#contract/errors.ts";
import { Failure, SiteFileList } from "#contract/http.ts";
import { routes } from "#contract/routes.ts";
import { fetchFromCore } from "../live/api.ts";
import { useNow } from "./clock.ts";
import { addressStore, connectionStore, lineCount } from "./connection.ts";
import { useStoreValue } from "./store.ts";

/** file: the newest that could be had, kept while it cannot be asked for anew. wrong: why there is none, or no newer one. */
export type ShownFile = {
  file: { blob: Blob; changedAtMs: number } | null;
  wrong: CodedMessage | null;
  isAsking: boolean;
};

const nothing: ShownFile = { file: null, wrong: null, isAsking: true };
/** Somebody who has copied a new picture into the folder sees it on the wall within this time. */
const lookEveryMs = 15_000;

/** A file that the site has put up, and its newer versions as they come; looked for again after the line was lost. */
export function useSiteFile(name: string): ShownFile {
  const [shown, setShown] = useState<{ name: string; told: ShownFile; tag: string }>({ name, told: nothing, tag: "" });
  const line = useStoreValue(lineCount);
  const look = useNow((nowMs) => Math.floor(nowMs / lookEveryMs));
  const tag = shown.name === name ? shown.tag : "";
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new line and a new look ask anew; what is known only shortens the answer
  useEffect(() => {
    const address = addressStore.getState();
    // Without a line there is nobody to ask; the next one asks.
    if (address === null || connectionStore.getState().phase !== "up") return;
    const gone = new AbortController();
    load(address, name, tag, gone.signal).then(
      (answer) => {
        if (answer === "same") return;
        setShown((before) => ({
          name,
          tag: answer.tag,
          told: {
            file: answer.file ?? (before.name === name && answer.wrong === null ? before.told.file : null),
            wrong: answer.wrong,
            isAsking: false,
          },
        }));
      },
      // What was shown stays; the next look asks again.
      () => undefined,
    );
    return () => gone.abort();
  }, [name, line, look]);
  return shown.name === name ? shown.told : nothing;
}

type Loaded = { file: ShownFile["file"]; wrong: CodedMessage | null; tag: string };

async function load(
  address: Parameters<typeof fetchFromCore>[0],
  name: string,
  tag: string,
  signal: AbortSignal,
): Promise<Loaded | "same"> {
  const answer = await fetchFromCore(address, routes.siteFile(encodeURIComponent(name)), signal, tag);
  if (answer.status === 304) return "same";
  if (!answer.ok) {
    const failure = Failure.safeParse(await answer.json().catch(() => null));
    if (!failure.success) throw new Error(`a file answered ${answer.status}`);
    return { file: null, tag: "", wrong: { code: failure.data.code, params: failure.data.params } };
  }
  const blob = await answer.blob();
  const changedAtMs = Number(answer.headers.get(changedAtHeader));
  if (!Number.isSafeInteger(changedAtMs) || changedAtMs <= 0) throw new Error("a file without its time");
  return { file: { blob, changedAtMs }, wrong: null, tag: answer.headers.get("etag") ?? "" };
}

/** The names of the files that a site has put up, for choosing one; null until they are known. Looked for now and then. */
export function useSiteFileNames(): readonly string[] | null {
  const [names, setNames] = useState<readonly string[] | null>(null);
  const line = useStoreValue(lineCount);
  const look = useNow((nowMs) => Math.floor(nowMs / lookEveryMs));
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new line and a new look ask anew
  useEffect(() => {
    const address = addressStore.getState();
    if (address === null || connectionStore.getState().phase !== "up") return;
    const gone = new AbortController();
    fetchFromCore(address, routes.siteFiles, gone.signal)
      .then(async (answer) => {
        if (!answer.ok) return;
        const found = SiteFileList.parse(await answer.json()).files.map(({ name }) => name);
        setNames((known) => (known?.join("\n") === found.join("\n") ? known : found));
      })
      // What was known stays; the next look asks again.
      .catch(() => undefined);
    return () => gone.abort();
  }, [line, look]);
  return names;
}
