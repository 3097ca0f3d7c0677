import { useTranslation } from "react-i18next";
import { formatMoment, formatSinceSeconds } from "../figures/format.ts";
import { useNow } from "../state/clock.ts";
import { useConnection } from "../state/connection.ts";
import { useTimeZone } from "../state/site.ts";
import { Mark } from "../ui/Mark.tsx";
import { useMoments } from "./moments.ts";
import type { DeskView } from "./registry/desk-view.ts";
import { openView } from "./registry/navigation.ts";
import { useWord } from "./registry/word-key.ts";
import { openSearch } from "./search/opening.ts";
import { SoundControl } from "./sound/SoundControl.tsx";
import { type Item, isPlanned, isWaiting, wellRank } from "./status/item.ts";
import { lookOf, nameOf, stateWords } from "./status/item-words.ts";
import { useItems } from "./status/use-items.ts";

const mostCounted = 99;

type Props = {
  /** The pages that whoever has this desk may see. */
  shown: readonly DeskView[];
  open: string | undefined;
  onKeys: () => void;
};

/** The views, how everything is at a glance, and the core's clock. */
export function DeskHead({ shown, open, onKeys }: Props) {
  const { t } = useTranslation("desk");
  return (
    <header className="desk-head">
      <h1>{t("title")}</h1>
      <nav>
        {shown
          .filter(({ id, isSeldom }) => isSeldom !== true || id === open)
          .map((view) => (
            <Tab key={view.id} view={view} isOpen={view.id === open} />
          ))}
      </nav>
      <HowItIs onStatus={() => openView("status")} />
      <SoundControl />
      <Clock />
      <button type="button" className="button-quiet desk-search-open" title={t("search.open")} onClick={openSearch}>
        <kbd>/</kbd> <span className="desk-hint">{t("search.hint")}</span>
      </button>
      <button type="button" className="button-quiet" title={t("keys.title")} onClick={onKeys}>
        <kbd>F1</kbd> <span className="desk-hint">{t("keys.hint")}</span>
      </button>
    </header>
  );
}

const noBadge = () => 0;

function Tab({ view, isOpen }: { view: DeskView; isOpen: boolean }) {
  const word = useWord();
  const useBadge = view.useBadge ?? noBadge;
  return (
    <button
      type="button"
      className="desk-tab"
      title={word(view.words.about)}
      aria-current={isOpen ? "page" : undefined}
      onClick={() => openView(view.id)}
    >
      {word(view.words.name)} {view.shortcut !== undefined && <kbd>{view.shortcut}</kbd>}
      <Unread count={useBadge(isOpen)} />
    </button>
  );
}

/**
 * One chip, which is never left out: the worst there is in words, and how many things are wrong in all; or in one quiet word that
 * nothing is. A row of them hid the gravest where it had no room.
 */
function HowItIs({ onStatus }: { onStatus: () => void }) {
  const { t, i18n } = useTranslation("desk");
  const { t: statusWords } = useTranslation("status");
  const items = useItems();
  const moments = useMoments();
  // Without the core nobody knows whether all is well.
  const isUp = useConnection().phase === "up";
  const [worst] = items;
  if (worst === undefined) return <div className="desk-chips" />;
  if (worst.rank >= wellRank) {
    // What is down as planned is no fault, and not well either.
    const planned = items.filter(isPlanned).length;
    const count = (kind: Item["kind"]) => items.filter((item) => item.kind === kind).length;
    const waiting = items.filter(isWaiting).length;
    const there = [
      count("display") === 0 ? t("chip.noDisplays") : t("chip.displays", { count: count("display") }),
      // Those into which nobody has entered anything are not called well.
      t("chip.sources", { count: count("source") - waiting }),
      t("chip.cameras", { count: count("camera") }),
    ];
    const unknown = items.filter((item) => item.rank > wellRank).length;
    return (
      <div className="desk-chips">
        {isUp && (
          <button type="button" className="chip" onClick={onStatus}>
            <Mark shape={planned > 0 ? "late" : "live"} />
            <span className="chip-words">
              {planned > 0
                ? t("maintenance.calm", { count: planned })
                : t(unknown > 0 ? "chip.nothingWrong" : "chip.allWell", { what: there.join(" · "), count: unknown })}
            </span>
          </button>
        )}
      </div>
    );
  }
  const name = nameOf(worst, t, i18n.language);
  const words = t("chip.worst", { name, state: stateWords(worst, t, statusWords, moments.since) });
  const count = items.filter((item) => item.rank < wellRank).length;
  const { shape, tone } = lookOf(worst);
  return (
    <div className="desk-chips">
      <button type="button" className="chip chip-wrong" title={words} onClick={onStatus}>
        <span className={`tone-${tone}`}>
          <Mark shape={shape} />
        </span>
        <span className="chip-words">{words}</span>
        {count > 1 && (
          <b className="chip-count">
            {count} <span>{t("chip.wrong")}</span>
          </b>
        )}
      </button>
    </div>
  );
}

/** How much on a page nobody here has read yet; more than can be taken in at a glance is only "many". */
function Unread({ count }: { count: number }) {
  const { t } = useTranslation("desk");
  if (count === 0) return null;
  const told = count > mostCounted ? `${mostCounted}+` : count;
  return (
    <b className="tab-count" title={t("chip.unread", { many: told })}>
      {told}
    </b>
  );
}

function Clock() {
  const { t, i18n } = useTranslation("wall");
  const connection = useConnection();
  const zone = { language: i18n.language, timeZone: useTimeZone() };
  const time = useNow((nowMs) => formatMoment(nowMs, "seconds", zone));
  const date = useNow((nowMs) => formatMoment(nowMs, "date", zone));
  const lostMs = connection.phase === "lost" ? connection.sinceMs : null;
  const lost = useNow((nowMs) => (lostMs === null ? "" : formatSinceSeconds(lostMs, nowMs, zone)));
  if (connection.phase === "lost")
    return (
      <p className="desk-clock tone-late" role="alert">
        <Mark shape="late" />
        {t("connection.lostShort", { time: lost })}
      </p>
    );
  if (connection.phase !== "up") return <p className="desk-clock" />;
  return (
    <p className="desk-clock" title={date}>
      {time}
      <span className="desk-date">&nbsp;· {date}</span>
    </p>
  );
}
