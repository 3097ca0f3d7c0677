import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { figureState } from "../../../figures/figure.ts";
import { formatValue } from "../../../figures/format.ts";
import { crossedBy, markOf, toneOf } from "../../../figures/tone.ts";
import { useReasonLater } from "../../../i18n/sentence-later.ts";
import type { Refusal } from "../../../state/asking.ts";
import { nowStore, useNow } from "../../../state/clock.ts";
import { useHomePlace } from "../../../state/site.ts";
import { Mark } from "../../../ui/Mark.tsx";
import { useAskedOnce } from "../../../usage/asking.ts";
import { tellUsed, useOpened } from "../../../usage/tell.ts";
import type { PageProps } from "../../app/app-page.ts";
import { Notice } from "../../app/Notice.tsx";
import { PageHead } from "../../app/PageHead.tsx";
import { useAppZone } from "../../app/zone.ts";
import { FigureNote } from "../FigureNote.tsx";
import { FollowKey } from "../FollowKey.tsx";
import { crossedWords, figureName, unitBeside } from "../figure-words.ts";
import { ShareKey } from "../ShareKey.tsx";
import { keepToday, useToday } from "../today-state.ts";
import { Everywhere } from "./Everywhere.tsx";
import { How } from "./How.tsx";
import { Compared, Past } from "./Past.tsx";
import { type SpanName, spansOf } from "./spans.ts";
import { TellWhen } from "./TellWhen.tsx";
import { useEverywhere, useFigure } from "./use-figure-page.ts";
import { WhoAnswers } from "./WhoAnswers.tsx";
import "../../../i18n/leader-pages-words.ts";
import "../leader.css";
import "./figure.css";

const backTo = "/app/figures";

/** One figure: what it is now, what it was, what it is held against, where it comes from and who answers for it. */
export function Page({ params }: PageProps) {
  const { code = "", place } = params;
  const site = useHomePlace();
  const { today, failure } = useToday();
  const home = site !== "" ? site : today?.site.place;
  // Where the address names no place it means the site's own, which the core says.
  if (place === undefined && home === undefined) return <AtHome failure={failure} />;
  const at = place ?? home ?? "";
  return <Figure key={`${code}@${at}`} code={code} at={at} />;
}

/** Until it is known which place that is. It is asked as the first page asks: without a network that answer is the one that was kept. */
function AtHome({ failure }: { failure: Refusal | null }) {
  const { t } = useTranslation("app");
  const reason = useReasonLater();
  useEffect(() => keepToday(), []);
  return <p className="app-waiting">{failure === null ? t("page.loading") : reason(failure)}</p>;
}

function Figure({ code, at }: { code: string; at: string }) {
  const { t } = useTranslation("leaderPages");
  const { t: leader } = useTranslation("leader");
  const { t: words } = useTranslation("figure");
  const { t: app } = useTranslation("app");
  const zone = useAppZone();
  const reason = useReasonLater();
  const [said, setSaid] = useState("");
  const [chosen, setChosen] = useState<SpanName>();
  const { told, reading, indicator, place, isGone, failure, today } = useFigure(code, at);
  const { value: everywhere } = useEverywhere(code);
  const state = useNow((nowMs) => figureState(reading, indicator, nowMs));
  useOpened("indicator", indicator?.code);
  const asking = useAskedOnce(code, (name) => tellUsed("asked", "indicator", name));
  const choose = (one: SpanName) => {
    setChosen(one);
    tellUsed("asked", "indicator", code);
  };
  if (isGone)
    return (
      <Notice
        title={t("figure.unknown")}
        why={t("figure.unknownWhy", { code })}
        to={backTo}
        toWord={leader("today.find")}
      />
    );
  if (indicator === undefined || today === undefined)
    return (
      <>
        <PageHead title={failure === undefined ? app("page.loading") : code} backTo={backTo} />
        {failure !== undefined && <p className="app-card tone-attention">{reason(failure)}</p>}
      </>
    );
  const home = today.site.place;
  const name = figureName(
    { indicator, place: place ?? { name: { vi: at, en: at } }, isHome: at === home },
    zone.language,
  );
  const isTold = (state === "fresh" || state === "late") && reading?.quality === "good";
  const crossed = isTold ? crossedBy(reading, indicator.thresholds) : undefined;
  const tone = toneOf(crossed);
  const unit = unitBeside(reading, indicator, zone.language);
  const isLost = state === "lost";
  // Of what is known by place only there is nothing to draw here: the places are.
  const isByPlace = reading === undefined && (everywhere?.readings.length ?? 0) > 0;
  const options = spansOf(indicator.period);
  const span = chosen ?? options[0] ?? "day";
  return (
    <>
      <PageHead title={name} backTo={backTo}>
        <FollowKey series={`${code}@${at}`} onSaid={setSaid} />
        <ShareKey title={name} onSaid={setSaid} />
      </PageHead>
      <p role="status" className="leader-said">
        {said}
      </p>
      <div className="leader-figure">
        <div className="leader-figure-part">
          {isByPlace && <p className="app-card">{t("figure.onlyByPlace")}</p>}
          <section className="leader-now" hidden={isByPlace}>
            <p className={`leader-value tone-${tone}`}>
              <Mark shape={markOf(tone)} />
              {reading === undefined || isLost ? "—" : formatValue(reading.value, indicator, zone.language)}{" "}
              <small>{unit}</small>
            </p>
            {crossed !== undefined && (
              <p className={`tone-${tone}`}>
                {crossedWords(crossed, indicator, told?.since ?? null, nowStore.getState(), leader, zone)}
              </p>
            )}
            <FigureNote
              reading={reading}
              indicator={indicator}
              isOld={state === "late" || state === "stale" || isLost}
              sourceName={today.sources.find(({ id }) => id === reading?.source)?.name}
            />
            {isLost && reading !== undefined && (
              <p className="app-second">
                {words("freshness.before", { value: formatValue(reading.value, indicator, zone.language), unit })}
              </p>
            )}
          </section>
          <TellWhen {...{ indicator, name, reading }} place={at} earlier={told?.earlier ?? []} onSaid={setSaid} />
          <fieldset className="app-choice" hidden={isByPlace}>
            <legend className="app-hidden">{t("figure.span")}</legend>
            {options.map((one) => (
              <button key={one} type="button" aria-pressed={one === span} onClick={() => choose(one)}>
                {t(`figure.spans.${one}`)}
              </button>
            ))}
          </fieldset>
          {!isByPlace && <Past {...{ indicator, name, span, state }} place={at} onRead={asking.onInput} />}
          <Compared told={told} indicator={indicator} />
        </div>
        <div className="leader-figure-part">
          <Everywhere {...{ indicator, home, at }} readings={everywhere?.readings} least={isByPlace ? 1 : 2} />
          <How indicator={indicator} place={at} reading={reading} home={home} onAsked={asking.onClick} />
          <WhoAnswers indicator={indicator} source={reading?.source} owner={today.owners[indicator.code]} />
        </div>
      </div>
    </>
  );
}
