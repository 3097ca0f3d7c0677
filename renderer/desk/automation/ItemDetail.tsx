import { useTranslation } from "react-i18next";
import type { Programme } from "#contract/entities/programme.ts";
import type { Rule } from "#contract/entities/rule.ts";
import type { WallState } from "#contract/entities/wall-state.ts";
import { sentence } from "#contract/errors.ts";
import { inLanguage } from "../../i18n/index.ts";
import { Mark } from "../../ui/Mark.tsx";
import { useMoments } from "../moments.ts";
import { withKeys } from "../with-keys.ts";
import type { Sentences } from "./automation-words.ts";
import type { Item } from "./item.ts";

export type ItemDeeds = { main: () => void; edit: () => void; remove: () => void; dismiss: () => void };
type Props = { item: Item; wall: WallState | null; say: Sentences; deeds: ItemDeeds };

/** What a programme or a rule does, in words; what of it is wrong; who changed it last. */
export function ItemDetail({ item, wall, say, deeds }: Props) {
  const { t, i18n } = useTranslation("desk");
  const moments = useMoments();
  const language = i18n.language === "en" ? "en" : "vi";
  const { stored } = item;
  const isHolding = item.kind === "rule" && item.holds !== undefined;
  return (
    <article className="detail automation-detail">
      <p className="detail-kind">{t(`automation.kind.${item.kind}`)}</p>
      <h2>{stored.content === null ? stored.id : inLanguage(stored.content.name, language)}</h2>
      {stored.mistakes.length > 0 && (
        <ul className="automation-mistakes">
          {withKeys(stored.mistakes, (mistake) => sentence(mistake, language)).map(({ key, item: mistake }) => (
            <li key={key} className="tone-attention">
              <Mark shape="up" />
              {sentence(mistake, language)}
            </li>
          ))}
        </ul>
      )}
      {item.kind === "programme"
        ? item.stored.content !== null && (
            <Steps programme={item.stored.content} at={item.isRunning ? wall?.programme?.step : undefined} say={say} />
          )
        : item.stored.content !== null && <RuleWords rule={item.stored.content} say={say} />}
      <div className="automation-deeds">
        {stored.content !== null && (
          <>
            <button type="button" className="button button-main" onClick={deeds.main}>
              {item.kind === "programme"
                ? t(item.isRunning ? "automation.startAgain" : "automation.start")
                : item.stored.content?.isEnabled
                  ? t("automation.disable")
                  : t("automation.enable")}{" "}
              <kbd>Enter</kbd>
            </button>
            <button type="button" className="button" onClick={deeds.edit}>
              {t("automation.edit")} <kbd>E</kbd>
            </button>
          </>
        )}
        {isHolding && (
          <button type="button" className="button" onClick={deeds.dismiss}>
            {t("automation.dismiss")} <kbd>G</kbd>
          </button>
        )}
        <button type="button" className="button-quiet" onClick={deeds.remove}>
          {t("automation.remove")} <kbd>Del</kbd>
        </button>
      </div>
      <p className="quiet">
        {stored.by === null
          ? t("automation.asItCame", { version: stored.version })
          : t("automation.changedBy", {
              who: stored.by.name || t("wall.atTheMachine"),
              time: moments.since(stored.changedAtMs),
              version: stored.version,
            })}
      </p>
    </article>
  );
}

function Steps({ programme, at, say }: { programme: Programme; at: number | null | undefined; say: Sentences }) {
  const { t } = useTranslation("desk");
  const times = (list: Programme["starts"]) =>
    list.map(({ at: time, days }) => `${time}, ${say.days(days)}`).join("; ");
  const numbered = programme.steps.map((step, index) => ({ step, number: index + 1 }));
  return (
    <>
      {programme.starts.length > 0 && <p>{t("automation.startsAt", { times: times(programme.starts) })}</p>}
      {programme.stops.length > 0 && <p>{t("automation.stopsAt", { times: times(programme.stops) })}</p>}
      <ol className="automation-steps">
        {numbered.map(({ step, number }) => (
          <li key={number} aria-current={number === at ? "step" : undefined}>
            <b>{number}</b>
            <span>
              {say.scene(step.scene)}
              {step.only !== null && <small>{say.hours(step.only)}</small>}
              {withKeys(step.jumps, ({ when, to }) => `${to} ${say.condition(when)}`).map(({ key, item }) => (
                <small key={key}>{t("automation.jump", { when: say.condition(item.when), to: item.to })}</small>
              ))}
            </span>
            <span className="quiet">{say.span(step.dwellS)}</span>
          </li>
        ))}
      </ol>
    </>
  );
}

function RuleWords({ rule, say }: { rule: Rule; say: Sentences }) {
  const { t } = useTranslation("desk");
  return (
    <dl className="automation-rule">
      <dt>{t("automation.when")}</dt>
      <dd>{say.trigger(rule.when)}</dd>
      <dt>{t("automation.then")}</dt>
      <dd>{say.action(rule.do)}</dd>
      <dt>{t("automation.for")}</dt>
      <dd>{rule.forS === null ? t("automation.whileSo") : say.span(rule.forS)}</dd>
      <dt>{t("automation.priority")}</dt>
      <dd>{rule.priority}</dd>
    </dl>
  );
}
