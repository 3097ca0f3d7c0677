import { useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { OwnLimit } from "#contract/follows/limit.ts";
import { baseOf, passesOwn } from "#contract/follows/passing.ts";
import { formatNumber, formatValue } from "../../../figures/format.ts";
import { inLanguage } from "../../../i18n/bundles.ts";
import { useReason } from "../../../i18n/use-reason.ts";
import { refusalOf } from "../../../state/asking.ts";
import { useAppZone } from "../../app/zone.ts";
import { thanWords } from "../figure-words.ts";
import { follow } from "../follow.ts";
import { useFollowed } from "../follows.ts";
import { changeUnit, ownWords } from "../own-words.ts";
import { firstOf, type OwnWay, ownWays, readOwn, stepOf, stepped, type TellProps } from "./own-draft.ts";
import "./own-limit.css";

/** From what on somebody wants to be told of a figure: by the site's limits, above or below a value, or by a change. */
export function OwnLimitDialog({
  indicator,
  place,
  name,
  reading,
  earlier,
  onSaid,
  onClose,
}: TellProps & { onClose(): void }) {
  const { t } = useTranslation("leaderPages");
  const { t: leader } = useTranslation("leader");
  const { language } = useAppZone();
  const reason = useReason();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const { limits } = useFollowed();
  const key = `${indicator.code}@${place}`;
  const kept = limits[key];
  const value = typeof reading?.value === "number" ? reading.value : undefined;
  const number = (one: number, decimals: number) => formatNumber(one, language, decimals).replace("−", "-");
  const begin = (way: OwnWay): string => {
    if (way === "site") return "";
    const first = kept?.kind === way ? kept : firstOf(way, indicator, value);
    if (first === undefined) return "";
    return first.kind === "change"
      ? number(first.by, Number.isInteger(first.by) ? 0 : 1)
      : number(first.value, indicator.decimals);
  };
  const [way, setWay] = useState<OwnWay>(kept?.kind ?? "site");
  const [typed, setTyped] = useState(() => begin(kept?.kind ?? "site"));
  const [isBusy, setIsBusy] = useState(false);
  const [wrong, setWrong] = useState("");
  useEffect(() => dialog.current?.showModal(), []);

  const words = { own: t, leader };
  const read = way === "site" ? undefined : readOwn(way, typed, indicator);
  const limit: OwnLimit | null | undefined =
    way === "site" ? null : read !== undefined && "limit" in read ? read.limit : undefined;
  const than = baseOf(indicator.period);
  const before = earlier.find((one) => one.than === than)?.value;
  const isPassed = limit != null && value !== undefined && passesOwn(limit, indicator, value, before);
  const unit = way === "change" ? changeUnit(indicator, words) : inLanguage(indicator.unit, language);
  const step = way === "site" ? 1 : stepOf(way, indicator, limit);
  const stepWords = formatNumber(step, language, way === "change" ? 0 : indicator.decimals);
  const move = (by: number) => {
    if (way === "site") return;
    const next = stepped(way, limit ?? firstOf(way, indicator, value), by, indicator);
    setTyped(number(next, way === "change" ? (Number.isInteger(next) ? 0 : 1) : indicator.decimals));
  };
  const problem = (): string => {
    if (read === undefined || !("problem" in read)) return "";
    if (read.problem === "ambiguous") {
      const [one, other] = read.could.map((each) => formatNumber(each, language, indicator.decimals));
      return t("own.ambiguous", { one: one ?? "", other: other ?? "" });
    }
    if (read.problem === "too-precise") return t("own.precise", { count: way === "change" ? 1 : indicator.decimals });
    if (read.problem === "out-of-range")
      return t("own.range", {
        least: formatNumber(read.least, language, 1),
        most: formatNumber(read.most, language, 0),
      });
    return t("own.notNumber");
  };
  const save = async () => {
    if (limit === undefined || isBusy) return;
    setIsBusy(true);
    setWrong("");
    try {
      const outcome = await follow(key, true, [], limit);
      if (outcome === "done") {
        onSaid("");
        return onClose();
      }
      setWrong(t("figure.notFollowed", { reason: "" }));
    } catch (error) {
      setWrong(t("figure.notFollowed", { reason: reason(refusalOf(error)) }));
    }
    setIsBusy(false);
  };

  return (
    <dialog ref={dialog} className="own-limit" aria-labelledby={`${id}-title`} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <h2 id={`${id}-title`}>
          {t("own.title")} <small>{name}</small>
        </h2>
        <p className="app-second">
          {value !== undefined &&
            t("own.now", {
              value: formatValue(value, indicator, language),
              unit: inLanguage(indicator.unit, language),
            })}
        </p>
        <fieldset className="own-ways">
          <legend className="app-hidden">{t("own.title")}</legend>
          {ownWays.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={one === way}
              onClick={() => {
                setWay(one);
                setTyped(begin(one));
              }}
            >
              {t(`own.ways.${one}`)}
            </button>
          ))}
        </fieldset>
        {way === "site" ? (
          <div className="own-site">
            {indicator.thresholds.length === 0 ? (
              <p className="app-second">{t("own.siteNone")}</p>
            ) : (
              <>
                <p className="app-second">{t("own.siteHas")}</p>
                <ul>
                  {indicator.thresholds.map((one) => (
                    <li key={`${one.level} ${one.above} ${one.below}`}>
                      {t(one.below === undefined ? "own.above" : "own.below", {
                        value: formatNumber(one.above ?? one.below ?? 0, language, indicator.decimals),
                        unit: inLanguage(indicator.unit, language),
                      })}{" "}
                      <span className="app-quiet">({inLanguage(one.name, language)})</span>
                    </li>
                  ))}
                </ul>
              </>
            )}
          </div>
        ) : (
          <div className="own-field">
            <label htmlFor={id}>
              {way === "change" ? t("own.by", { unit, than: thanWords(than, leader) }) : t("own.value")}
            </label>
            <div className="own-value">
              <button type="button" aria-label={t("own.less", { step: stepWords })} onClick={() => move(-1)}>
                −
              </button>
              <input
                id={id}
                inputMode="decimal"
                autoComplete="off"
                maxLength={40}
                value={typed}
                aria-invalid={limit === undefined}
                aria-describedby={`${id}-told`}
                onChange={(event) => setTyped(event.target.value)}
              />
              <span>{unit}</span>
              <button type="button" aria-label={t("own.more", { step: stepWords })} onClick={() => move(1)}>
                +
              </button>
            </div>
            <p id={`${id}-told`} role="status" className={limit === undefined ? "tone-attention" : "app-second"}>
              {limit == null ? problem() : t("own.read", { limit: ownWords(limit, indicator, words, language) })}
              {isPassed && ` · ${t("own.passedNow")}`}
            </p>
          </div>
        )}
        <p className="app-quiet">{t("own.why")}</p>
        {wrong !== "" && (
          <p role="alert" className="tone-attention">
            {wrong}
          </p>
        )}
        <div className="own-deeds">
          <button type="submit" className="app-button" disabled={isBusy || limit === undefined}>
            {t("own.save")}
          </button>
          <button type="button" className="own-cancel" onClick={onClose}>
            {t("own.cancel")}
          </button>
        </div>
      </form>
    </dialog>
  );
}
