import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import type { CodedMessage } from "#contract/coded-message.ts";
import type { sentence as Sentence } from "#contract/errors.ts";
import type { Refusal } from "../live/refusal.ts";

/*
 * The catalogue of all that can go wrong is large, and a page has nothing of it to say where all is well: it is read when the first sentence of it
 * is to be said. Once for the page.
 */
let sentence: typeof Sentence | undefined;
let isAsked = false;
const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
const againAfterMs = 5_000;

function read(): void {
  if (isAsked) return;
  isAsked = true;
  import("#contract/errors.ts").then(
    (loaded) => {
      sentence = loaded.sentence;
      for (const listener of listeners) listener();
    },
    (error: unknown) => {
      console.warn("nobody can say yet what went wrong:", error);
      setTimeout(() => {
        isAsked = false;
        read();
      }, againAfterMs);
    },
  );
}

/** What a coded message says in the page's language; "" until the catalogue is there. */
export function useSentence(): (message: CodedMessage) => string {
  const { i18n } = useTranslation();
  const told = useSyncExternalStore(subscribe, () => sentence);
  return (message) => {
    if (told !== undefined) return told(message, i18n.language === "en" ? "en" : "vi");
    read();
    return "";
  };
}

type Told = Pick<Refusal, "why" | "coded" | "next" | "waitedMs">;

/** Why a question to the core has no answer, and what to do: as `useReason` says it on the other pages. To be called while something is drawn. */
export function useReasonLater(): (refusal: Told) => string {
  const { t } = useTranslation("asking");
  const say = useSentence();
  return (refusal) => (refusal.coded === null ? ofTheWay(refusal, t) : say(refusal.coded));
}

/** The same for what is said once, as after a key: with the catalogue; where that cannot be had either, that nobody understands it. Never rejects. */
export function useReasonOnce(): (refusal: Told) => Promise<string> {
  const { t, i18n } = useTranslation("asking");
  return async (refusal) => {
    if (refusal.coded === null) return ofTheWay(refusal, t);
    try {
      const { sentence: say } = await import("#contract/errors.ts");
      return say(refusal.coded, i18n.language === "en" ? "en" : "vi");
    } catch {
      return t("unreadable");
    }
  };
}

const ofTheWay = ({ why, next, waitedMs }: Told, t: ReturnType<typeof useTranslation<"asking">>["t"]): string =>
  why === "said" || why === "unreadable"
    ? t("unreadable")
    : `${t(why, { seconds: Math.round(waitedMs / 1_000) })} ${t(next)}`;
