import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type CodedMessage, sentence } from "#contract/errors.ts";
import { formatSince } from "../../figures/format.ts";
import { inLanguage } from "../../i18n/index.ts";
import { nowStore, useNow } from "../../state/clock.ts";
import { connectionStore } from "../../state/connection.ts";
import { useSite, useTimeZone } from "../../state/site.ts";
import { useHearing, useIsShown } from "../../state/sound.ts";
import { useStorePart } from "../../state/store.ts";
import { fittedTextPx } from "../../ui/fitted-text.ts";
import { textWidthPx } from "../../ui/text-width.ts";
import { useTypeScale } from "../../ui/type-context.ts";
import { type PanelProps, useTileState } from "../panel.ts";
import { canEmbed, isUnprotected } from "./frame.ts";
import { PageSound } from "./PageSound.tsx";
import type { WebPageSettings } from "./settings.ts";
import { useShowing } from "./use-showing.ts";
import "./web-page.css";

const unprotected: CodedMessage = { code: "web-page.unprotected", params: {} };

/** A page that is not ours, and under it whose it is and when it was last loaded. Nobody can touch it. */
export function WebPage({ settings, size, report }: PanelProps<WebPageSettings>) {
  const { t, i18n } = useTranslation("board");
  const language = i18n.language === "en" ? "en" : "vi";
  const scale = useTypeScale();
  const zone = { language, timeZone: useTimeZone() };
  const { page: id, zoom, reloadEvery: reloadEveryMs } = settings;
  const site = useSite();
  const page = site?.web.find((one) => one.id === id);
  const isHeard = useOnceHeard();
  const stage = useRef<HTMLDivElement>(null);
  const hearing = useHearing("web-page", id);
  const isSeen = useIsShown(stage, hearing !== null);
  const shown = useShowing(stage, { id, address: page?.url, zoom, reloadEveryMs, isHeard });
  const unknown = useMemo((): CodedMessage => ({ code: "web-page.unknown", params: { id } }), [id]);
  const locked = isUnprotected() ? unprotected : shown.wrong;
  const wrong = site !== null && page === undefined ? unknown : locked;
  const isElsewhere = !canEmbed() && page !== undefined;
  const { isThere } = shown;
  useTileState(
    report,
    isElsewhere ? "empty" : wrong === null ? (isThere ? "fresh" : "connecting") : isThere ? "stale" : "error",
    wrong ?? undefined,
  );
  // A page of today becomes one of yesterday.
  useNow((nowMs) => (shown.loadedAtMs === null ? "" : formatSince(shown.loadedAtMs, nowMs, zone)));

  const stripPx = Math.round(scale.source * 1.6);
  const { width } = size;
  const height = size.height - stripPx;
  const host = page === undefined ? "" : new URL(page.url).host;
  const named = settings.title ?? page?.name;
  const name = named === undefined ? id : inLanguage(named, language);
  const time = shown.loadedAtMs === null ? "" : formatSince(shown.loadedAtMs, nowStore.getState(), zone);
  const loaded = time === "" ? "" : t(wrong === null ? "webPage.loaded" : "webPage.notSince", { time });
  const join = (...parts: string[]) => parts.filter((part) => part !== "").join(" · ");
  // The name has the room first; where there is none for the host, what stands above names it, or the time is left.
  const ways = [join(shown.title, host, loaded), join(host, loaded), join(host, time), time];
  const room = width - 2 * scale.source - textWidthPx(name, scale.source);
  const told = ways.find((words) => textWidthPx(words, scale.source) < room) ?? ways.at(-1) ?? "";
  const note = isElsewhere
    ? `${page.url}\n${t("webPage.elsewhere")}`
    : wrong === null
      ? t("webPage.loading")
      : sentence(wrong, language);
  const noteRoom = { width: width - 2 * scale.source, height: height - scale.source };
  const notePx = fittedTextPx(note, noteRoom, { least: 12, most: scale.source });
  return (
    <figure className="web-page">
      <div ref={stage} className="web-page-stage" style={{ width, height }} inert />
      {!isThere && (
        <p className="web-page-note" style={{ width, height, fontSize: notePx }}>
          {note}
        </p>
      )}
      {hearing !== null && isSeen && shown.contents !== null && (
        <PageSound key={shown.contents} contents={shown.contents} hearing={hearing} />
      )}
      <figcaption className="tile-caption" style={{ height: stripPx }}>
        <span className="one-line">{name}</span>
        <small className={wrong === null ? undefined : "tone-late"}>{told}</small>
      </figcaption>
    </figure>
  );
}

/** Whether the core has been heard since the tile was made. A page that is shown goes on without it. */
function useOnceHeard(): boolean {
  const isUp = useStorePart(connectionStore, ({ phase }) => phase === "up");
  const [isHeard, setHeard] = useState(isUp);
  useEffect(() => {
    if (isUp) setHeard(true);
  }, [isUp]);
  return isHeard;
}
