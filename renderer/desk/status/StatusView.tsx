import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatSince } from "../../figures/format.ts";
import { nowStore } from "../../state/clock.ts";
import { useConnection } from "../../state/connection.ts";
import { useCoreStatus } from "../../state/core-status.ts";
import { useTimeZone } from "../../state/site.ts";
import { Mark } from "../../ui/Mark.tsx";
import { useCommands } from "../registry/use-commands.ts";
import { tryMapping } from "../trial/chosen.ts";
import { useKeyListener } from "../use-key-listener.ts";
import { statusCommands } from "./commands.ts";
import { ItemDetail } from "./ItemDetail.tsx";
import { type Item, isPlanned, isWaiting, wellRank } from "./item.ts";
import { lookOf, nameOf, stateWords } from "./item-words.ts";
import { useItems } from "./use-items.ts";
import "./status.css";

const steps: Record<string, number> = {
  ArrowDown: 1,
  ArrowUp: -1,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

const isElsewhere = (target: EventTarget | null): boolean =>
  document.querySelector("dialog[open]") !== null ||
  (target instanceof HTMLElement && target.closest("input, textarea, select") !== null);

/** What is wrong first, with what to do; beside it all that is known of the chosen one. */
export function StatusView() {
  const { t } = useTranslation("desk");
  const status = useCoreStatus();
  // Without the core nobody knows whether all is well; the head says since when it is not heard.
  const isUp = useConnection().phase === "up";
  const [chosen, setChosen] = useState<string>();
  const list = useRef<HTMLDivElement>(null);

  const items = useItems();
  // Until somebody chooses, the worst is shown.
  const shown = items.find((item) => item.key === chosen) ?? items[0];
  const wrong = items.filter((item) => item.rank < wellRank);
  const planned = items.filter(isPlanned).length;
  const well = items.filter((item) => item.rank === wellRank);
  const unknown = items.filter((item) => item.rank > wellRank);

  // Wherever the focus is: who comes here by F3 goes on with the arrows.
  useKeyListener((event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || isElsewhere(event.target)) return;
    if (event.key === "PageDown" || event.key === "PageUp") {
      const page = list.current?.parentElement?.querySelector(".detail");
      page?.scrollBy({ top: (event.key === "PageDown" ? 0.9 : -0.9) * page.clientHeight });
      return event.preventDefault();
    }
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = items.findIndex((item) => item.key === shown?.key);
    const next = items[Math.max(0, Math.min(items.length - 1, at + step))];
    if (next === undefined) return;
    setChosen(next.key);
    list.current?.querySelector<HTMLElement>(`[data-item="${CSS.escape(next.key)}"]`)?.focus();
  });
  useCommands("status", statusCommands, {});
  const waiting = items.filter(isWaiting).length;
  /** A list under its own heading: a heading is none of a list's options. */
  const rows = (heading: string, some: readonly Item[]) =>
    some.length > 0 && (
      <div role="listbox" aria-labelledby={heading} tabIndex={-1}>
        {some.map((item) => (
          <ItemRow key={item.key} item={item} isChosen={item.key === shown?.key} onChoose={() => setChosen(item.key)} />
        ))}
      </div>
    );
  return (
    <div className="status">
      <section className="status-list" ref={list} aria-label={t("status.list")}>
        <h2 id="status-wrong">
          {t("status.wrong")} <span>{wrong.length}</span>
        </h2>
        {wrong.length === 0 && isUp && (
          <p className="status-well">
            <Mark shape={planned > 0 ? "late" : "live"} />
            {planned > 0
              ? t("maintenance.calm", { count: planned })
              : unknown.length > 0
                ? t("status.nothingWrong", { count: unknown.length })
                : t(waiting > 0 ? "status.wellButWaiting" : "status.allWell", { count: waiting })}
          </p>
        )}
        {rows("status-wrong", wrong)}
        <h2 id="status-well">
          {t("status.well")} <span>{well.length}</span>
        </h2>
        {rows("status-well", well)}
        {unknown.length > 0 && (
          <h2 id="status-unknown">
            {t("status.unknown")} <span>{unknown.length}</span>
          </h2>
        )}
        {rows("status-unknown", unknown)}
      </section>
      {shown !== undefined && <ItemDetail key={shown.key} item={shown} status={status} onTry={tryMapping} />}
    </div>
  );
}

function ItemRow({ item, isChosen, onChoose }: { item: Item; isChosen: boolean; onChoose: () => void }) {
  const { t, i18n } = useTranslation("desk");
  const { t: statusWords } = useTranslation("status");
  const zone = { language: i18n.language, timeZone: useTimeZone() };
  const { shape, tone } = lookOf(item);
  const isWell = item.rank >= wellRank;
  return (
    <div
      role="option"
      aria-selected={isChosen}
      tabIndex={isChosen ? 0 : -1}
      className={isWell ? "status-row" : "status-row status-row-wrong"}
      data-item={item.key}
      data-tone={tone}
      onClick={onChoose}
      onKeyDown={(event) => event.key === "Enter" && onChoose()}
      onFocus={onChoose}
    >
      <span className={`tone-${tone}`}>
        <Mark shape={shape} />
      </span>
      <span className="status-name">
        {nameOf(item, t, i18n.language)}
        <small>{t(`status.kind.${item.kind}`)}</small>
      </span>
      <span className={`status-state tone-${tone}`}>
        {stateWords(item, t, statusWords, (ms) => formatSince(ms, nowStore.getState(), zone))}
      </span>
      <span className="status-since">
        {!isWell && item.sinceMs !== null
          ? t(item.kind === "restart" ? "status.at" : "status.since", {
              time: formatSince(item.sinceMs, nowStore.getState(), zone),
            })
          : ""}
      </span>
    </div>
  );
}
