import { type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Usage, UsageGroup, UsageKind } from "#contract/usage/http.ts";
import { formatNumber } from "../figures/format.ts";
import { spans, type UsageFilter } from "./asked.ts";
import { Findings } from "./Findings.tsx";
import { useThingNames } from "./names.ts";
import { ThingTable } from "./ThingTable.tsx";
import { groupKey, roleWords, unitWords } from "./words.ts";
import "./usage.css";

export const usageKinds: readonly UsageKind[] = ["scene", "indicator", "panel", "tile", "camera", "page"];

type Props = {
  usage: Usage | undefined;
  filter: UsageFilter;
  kind: UsageKind;
  /** How a kind of panel is called; pages that do not know have its code. */
  panelName?: (kind: string) => string;
  onFilter: (filter: UsageFilter) => void;
  onKind: (kind: UsageKind) => void;
  /** That it is asked for, or why it cannot be had. */
  note: ReactNode;
  /** Those that are offered; absent: all. */
  kinds?: readonly UsageKind[];
  /** Keys are told where there are some. */
  hasKeys?: boolean;
};

const asItIs = (kind: string): string => kind;
const two = (day: string): string => day.split("-").reverse().join("/");

/** Whether the wall is used: what is late and shown for nothing first, then what was counted of each thing. The same at the desk and in the web app. */
export function UsageReport({
  usage,
  filter,
  kind,
  panelName = asItIs,
  onFilter,
  onKind,
  note,
  kinds = usageKinds,
  hasKeys,
}: Props) {
  const { t, i18n } = useTranslation("usage");
  const nameOf = useThingNames(panelName);
  // Those that have been seen stay choosable while one of them is chosen.
  const [known, setKnown] = useState<readonly UsageGroup[]>([]);
  const fresh = (usage?.groups ?? []).filter((group) => known.every((one) => groupKey(one) !== groupKey(group)));
  if (fresh.length > 0) setKnown([...known, ...fresh]);
  const units = new Map(known.map((group) => [group.unit ?? "", unitWords(group, t, i18n.language)]));
  const roles = new Map(known.map(({ role }) => [role, roleWords(role, t)]));
  return (
    <div className="usage">
      <div className="usage-filter">
        <fieldset>
          <legend>{t("span")}</legend>
          {spans.map((span, at) => (
            <button
              key={span}
              type="button"
              className="usage-choice"
              aria-pressed={span === filter.span}
              onClick={() => onFilter({ ...filter, span })}
            >
              {t(`spans.${span}`)} {hasKeys && <kbd>{at + 1}</kbd>}
            </button>
          ))}
        </fieldset>
        <Choice
          label={t("unit")}
          value={filter.unit}
          all={t("allUnits")}
          choices={[...units]}
          onChange={(unit) => onFilter({ ...filter, unit })}
        />
        <Choice
          label={t("role")}
          value={filter.role}
          all={t("allRoles")}
          choices={[...roles]}
          onChange={(role) => onFilter({ ...filter, role })}
        />
        {usage !== undefined && (
          <p className="usage-quiet">
            {t("about", {
              from: two(usage.fromDay),
              to: two(usage.toDay),
              days: formatNumber(usage.countedDays, i18n.language, 0),
            })}
            {usage.countedDays === 0 && <strong> {t("tooFew")}</strong>}
          </p>
        )}
      </div>
      {note}
      {usage !== undefined && (
        <div className="usage-body">
          <Findings usage={usage} nameOf={nameOf} />
          <section className="usage-things">
            <div className="usage-kinds" role="tablist" aria-label={t("kinds")}>
              {kinds.map((one) => (
                <button
                  key={one}
                  type="button"
                  role="tab"
                  className="usage-choice"
                  aria-selected={one === kind}
                  onClick={() => onKind(one)}
                >
                  {t(`kind.${one}`)}
                </button>
              ))}
              {hasKeys && (
                <span className="usage-quiet">
                  <kbd>←</kbd> <kbd>→</kbd>
                </span>
              )}
            </div>
            <ThingTable usage={usage} kind={kind} nameOf={nameOf} />
          </section>
        </div>
      )}
    </div>
  );
}

type ChoiceProps = {
  label: string;
  value: string | undefined;
  all: string;
  choices: readonly (readonly [value: string, word: string])[];
  onChange: (value: string | undefined) => void;
};

function Choice({ label, value, all, choices, onChange }: ChoiceProps) {
  const id = useId();
  // "" is a choice of its own: those of no unit.
  const given = value === undefined ? "all" : `=${value}`;
  return (
    <div className="usage-field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={given}
        onChange={({ target }) => onChange(target.value === "all" ? undefined : target.value.slice(1))}
      >
        <option value="all">{all}</option>
        {choices.map(([one, word]) => (
          <option key={one} value={`=${one}`}>
            {word}
          </option>
        ))}
      </select>
    </div>
  );
}
