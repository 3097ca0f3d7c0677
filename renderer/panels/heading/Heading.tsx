import { useTranslation } from "react-i18next";
import { formatMoment } from "../../figures/format.ts";
import type { Said } from "../../figures/headline/sentence.ts";
import { useIsSimulationSaid } from "../../figures/simulation.ts";
import { inLanguage } from "../../i18n/index.ts";
import { useNow } from "../../state/clock.ts";
import { useSceneAround } from "../../state/shown-scene.ts";
import { useTimeZone } from "../../state/site.ts";
import { linesOf } from "../../ui/fitted-text.ts";
import { Tag } from "../../ui/Tag.tsx";
import { textWidthPx } from "../../ui/text-width.ts";
import { useTypeScale } from "../../ui/type-context.ts";
import { useIsHeightFree, useWantedHeight } from "../../ui/wanted-height.ts";
import { type PanelProps, useTileState } from "../panel.ts";
import type { HeadingSettings } from "./settings.ts";
import { speakingHeading } from "./speaking.ts";
import { type SpokenHeadline, useHeadline } from "./use-headline.ts";
import "./heading.css";

type Props = PanelProps<HeadingSettings>;

/** What the scene has to say, in one sentence with the clock beside it; its title where another heading says it, or there is nothing to say. */
export function Heading(props: Props) {
  const { settings, tile } = props;
  const scene = useSceneAround();
  const speaks =
    settings.headline === "auto" ? speakingHeading(scene.tiles)?.id === tile.id : settings.headline === "always";
  return speaks ? <Spoken {...props} /> : <Head {...props} headline={null} />;
}

function Spoken(props: Props) {
  const headline = useHeadline(useSceneAround(), props.settings.bigChange);
  return <Head {...props} headline={headline} />;
}

/** On a phone, where a sentence may be as high as it is. */
const mostLines = 4;

function Head({ settings, size, report, headline }: Props & { headline: SpokenHeadline | null }) {
  const { i18n } = useTranslation();
  const { t } = useTranslation("figure");
  const scale = useTypeScale();
  const timeZone = useTimeZone();
  const language = i18n.language;
  const zone = { language, timeZone };
  const isSaid = useIsSimulationSaid();
  const time = useNow((nowMs) => formatMoment(nowMs, "time", zone));
  const date = useNow((nowMs) => formatMoment(nowMs, "date", zone));
  useTileState(report, "fresh");
  const title = inLanguage(settings.title, language);
  const simulated = isSaid === "here" ? t("status.simulated") : "";
  const tagPx = (word: string) => (word === "" ? 0 : textWidthPx(word, scale.source) + 1.3 * scale.source);
  // A phone's page has the clock in its own head.
  const isFree = useIsHeightFree();
  const hasClock = !isFree;
  // The padding, the bar and what stands between sentence and clock.
  const edges = scale.source * 2.6;
  const room = (clock: string) =>
    size.width - edges - tagPx(simulated) - (hasClock ? textWidthPx(clock, scale.label) + scale.source : 0);
  const linePx = scale.label * 1.3;
  const titlePx = scale.source * 1.3;
  const hasTitle = headline !== null && hasClock && size.height >= linePx + titlePx;
  const lines = isFree ? mostLines : Math.max(1, Math.floor((size.height - (hasTitle ? titlePx : 0)) / linePx));
  const asOfPx = headline === null || headline.asOf === "" ? 0 : textWidthPx(`${headline.asOf} `, scale.label);
  const linesFor = (parts: readonly Said[], widthPx: number) => {
    const tags = tagsOf(parts, isSaid === "no").filter(Boolean).length;
    const taken = asOfPx + tags * tagPx(t("status.simulated"));
    const text = parts.map((part) => part.text).join("; ");
    if (textWidthPx(text, scale.label) + taken <= widthPx) return 1;
    // Tags and moment take as much as so many letters would.
    return Math.max(2, linesOf(`${text} ${"n".repeat(Math.ceil(taken / (0.63 * scale.label)))}`, scale.label, widthPx));
  };
  const fitsIn = (widthPx: number) => (parts: readonly Said[]) => linesFor(parts, widthPx) <= lines;
  const both = `${time} ${date}`;
  // The date gives way where the sentence needs the room.
  const parts = headline?.say(fitsIn(room(`${time}  `))) ?? [{ text: title, isSimulated: false }];
  useWantedHeight(linesFor(parts, room("")) * linePx + scale.source * 1.6);
  // That all of the monitor is simulated stands in full where the sentence leaves room, and before the date.
  const whole = simulated === "" ? "" : `${simulated} · ${t("headline.whole")}`;
  const wholePx = tagPx(whole) - tagPx(simulated);
  const tag = linesFor(parts, room(`${time}  `) - wholePx) <= lines ? whole : simulated;
  const hasDate = hasClock && fitsIn(room(both) - (tag === whole ? wholePx : 0))(parts);
  const tags = tagsOf(parts, isSaid === "no");
  return (
    <header className={`heading heading-${headline?.tone ?? "normal"}`}>
      <div className="heading-words">
        <h1 className={lines === 1 ? "one-line" : ""}>
          {headline !== null && headline.asOf !== "" && <span className="heading-then">{headline.asOf} </span>}
          {parts.map((part, at) => (
            <span key={part.text}>
              {at > 0 && "; "}
              {part.text}
              {tags[at] === true && (
                <>
                  {" "}
                  <Tag kind="simulated" word={t("status.simulated")} />
                </>
              )}
            </span>
          ))}
        </h1>
        {hasTitle && <p className="one-line">{title}</p>}
      </div>
      {tag !== "" && <Tag kind="simulated" word={tag} />}
      {hasClock && (
        <p className="heading-clock">
          {time}
          {hasDate && <span>{date}</span>}
        </p>
      )}
    </header>
  );
}

/** After which parts MÔ PHỎNG stands: after each that is simulated, and once at the end where all are. The count of others is none. */
function tagsOf(parts: readonly Said[], isOwn: boolean): boolean[] {
  const told = parts.filter(({ isCount }) => isCount !== true);
  if (!isOwn || !told.some(({ isSimulated }) => isSimulated)) return parts.map(() => false);
  if (told.every(({ isSimulated }) => isSimulated)) return parts.map((_, at) => at === told.length - 1);
  return parts.map(({ isSimulated }) => isSimulated);
}
