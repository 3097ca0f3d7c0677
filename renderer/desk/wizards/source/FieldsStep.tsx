import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../../figures/format.ts";
import { useSite } from "../../../state/site.ts";
import type { StepProps } from "../frame/wizard.ts";
import { mappingOf, type PointedFields, type SourceDraft } from "./draft.ts";
import { codesAt, numberFormOf, timeFormOf } from "./expression.ts";
import { type AnswerLine, isSamePath, linesOf, type Path, pathText, type Scalar, valuesAt } from "./paths.ts";
import { matchPlaces } from "./place-matching.ts";

const roles = ["value", "time", "place", "quality"] as const;
type Role = (typeof roles)[number];

/** Which role a cell has already. */
const roleOf = ({ values, time, place, quality }: PointedFields, path: Path): Role | undefined => {
  if (values.some((one) => isSamePath(one.path, path))) return "value";
  if (isSamePath(time, path)) return "time";
  if (isSamePath(place, path)) return "place";
  return isSamePath(quality, path) ? "quality" : undefined;
};

/** The figure, its time and its place are pointed at in the answer; the expression is written from that. Who knows JSONata writes it. */
export function FieldsStep({ draft, change }: StepProps<SourceDraft>) {
  const { t } = useTranslation("wizards");
  return draft.ownMapping === null ? (
    <Pointing draft={draft} change={change} />
  ) : (
    <>
      <label className="wizard-field-name" htmlFor="own-mapping">
        {t("fields.expression")}
      </label>
      <textarea
        id="own-mapping"
        data-first
        rows={14}
        spellCheck={false}
        maxLength={20_000}
        value={draft.ownMapping}
        onChange={(event) => change({ ownMapping: event.target.value })}
      />
      <p className="wizard-deeds">
        <button type="button" className="button" onClick={() => change({ ownMapping: null })}>
          {t("fields.pointInstead")}
        </button>
      </p>
    </>
  );
}

function Pointing({ draft, change }: Pick<StepProps<SourceDraft>, "draft" | "change">) {
  const { t, i18n } = useTranslation("wizards");
  const site = useSite();
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const { pointed } = draft;
  const input = draft.look?.result.input;
  const lines = linesOf(input, (count) => t("fields.more", { count }));
  const cells = lines.flatMap(({ key, cell }) => (cell === null ? [] : [{ key, ...cell }]));
  const [role, setRole] = useState<Role>(
    pointed.values.length === 0 ? "value" : pointed.time === null ? "time" : "place",
  );
  const [at, setAt] = useState(0);
  const active = cells[Math.min(at, cells.length - 1)];
  const activeKey = active?.key;
  useEffect(() => {
    list.current?.querySelector(`[data-line="${activeKey}"]`)?.scrollIntoView({ block: "nearest" });
  }, [activeKey]);

  const point = (path: Path, value: Scalar) => {
    const was = roleOf(pointed, path);
    // What is pointed at again is let go.
    const without: PointedFields = {
      ...pointed,
      values: pointed.values.filter((one) => !isSamePath(one.path, path)),
      ...(was === "time" ? { time: null } : {}),
      ...(was === "place" ? { place: null, placeOf: {} } : {}),
      ...(was === "quality" ? { quality: null } : {}),
    };
    if (was === role) return change({ pointed: without });
    change({ pointed: { ...without, ...given(role, path, value) } });
    const next = { value: "time", time: "place", place: "value", quality: "value" } as const;
    const wanted = next[role];
    const isFree = wanted === "value" || pointed[wanted] === null;
    if (isFree) setRole(wanted);
  };
  const given = (as: Role, path: Path, value: Scalar): Partial<PointedFields> => {
    switch (as) {
      case "value":
        // A second one is another indicator, which somebody says in the next step.
        return { values: [...pointed.values.filter((one) => !isSamePath(one.path, path)), { path, indicator: "" }] };
      case "time":
        return { time: path };
      case "place":
        return { place: path, placeOf: matchPlaces(codesAt(input, path), site?.places ?? []) };
      case "quality":
        return { quality: path, goodQuality: String(value) };
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const digit = /^[1-4]$/.exec(event.key)?.[0];
    if (step !== undefined) setAt(Math.max(0, Math.min(cells.length - 1, Math.min(at, cells.length - 1) + step)));
    else if (event.key === "Home") setAt(0);
    else if (event.key === "End") setAt(cells.length - 1);
    else if (digit !== undefined) setRole(roles[Number(digit) - 1] ?? "value");
    else if ((event.key === "Enter" || event.key === " ") && active !== undefined) point(active.path, active.value);
    else return;
    event.preventDefault();
  };

  return (
    <>
      <div className="pointing-roles" role="radiogroup" aria-label={t("fields.roles")}>
        {roles.map((one, index) => (
          <label key={one} className={`pointing-role role-${one}`}>
            <input
              type="radio"
              name={`${id}-role`}
              checked={role === one}
              onChange={() => {
                setRole(one);
                list.current?.focus();
              }}
            />
            {t(`fields.role.${one}`)} <kbd>{index + 1}</kbd>
          </label>
        ))}
      </div>
      <div
        ref={list}
        className="pointing"
        role="listbox"
        data-first
        tabIndex={0}
        aria-label={t("fields.list", { role: t(`fields.role.${role}`) })}
        aria-activedescendant={active === undefined ? undefined : `${id}-${active.key}`}
        onKeyDown={onKeyDown}
      >
        {lines.map((line) => (
          <Line
            key={line.key}
            line={line}
            id={`${id}-${line.key}`}
            meant={line.cell === null ? undefined : roleOf(pointed, line.cell.path)}
            isActive={line.key === activeKey}
            onPoint={(cell) => {
              setAt(cells.findIndex(({ key }) => key === line.key));
              point(cell.path, cell.value);
            }}
          />
        ))}
      </div>
      {draft.look?.result.isCut === true && <p className="wizard-note">{t("fields.cut")}</p>}
      <ul className="pointed">
        {pointed.values.map(({ path }) => (
          <Row
            key={pathText(path)}
            as="value"
            path={path}
            about={someOf(valuesAt(input, path), i18n.language)}
            wrong={numberFormOf(valuesAt(input, path)) === "none" ? t("fields.noNumber") : undefined}
          />
        ))}
        {pointed.time !== null && (
          <Row
            as="time"
            path={pointed.time}
            about={someOf(valuesAt(input, pointed.time), i18n.language)}
            wrong={timeFormOf(valuesAt(input, pointed.time)) === "none" ? t("fields.noTime") : undefined}
          />
        )}
        {pointed.place !== null && <PlaceRow draft={draft} path={pointed.place} />}
        {pointed.quality !== null && (
          <Row
            as="quality"
            path={pointed.quality}
            about={t("fields.goodIs", { good: pointed.goodQuality })}
            wrong={undefined}
          />
        )}
        {pointed.values.length > 0 && pointed.time === null && <li className="quiet">{t("fields.timeReceived")}</li>}
        {pointed.values.length > 0 && pointed.place === null && <li className="quiet">{t("fields.placeHome")}</li>}
      </ul>
      <details className="pointed-expression">
        <summary>{t("fields.expression")}</summary>
        <pre className="raw">{mappingOf(draft) ?? "…"}</pre>
        <button type="button" className="button" onClick={() => change({ ownMapping: mappingOf(draft) ?? "" })}>
          {t("fields.writeOwn")}
        </button>
      </details>
    </>
  );
}

function PlaceRow({ draft, path }: { draft: SourceDraft; path: Path }) {
  const { t } = useTranslation("wizards");
  const codes = codesAt(draft.look?.result.input, path);
  const matched = codes.filter((code) => draft.pointed.placeOf[code] !== undefined).length;
  return (
    <Row
      as="place"
      path={path}
      about={t("fields.matched", { count: codes.length, matched })}
      wrong={matched < codes.length ? t("fields.unmatched", { count: codes.length - matched }) : undefined}
    />
  );
}

function Row({ as: role, path, about, wrong }: { as: Role; path: Path; about: string; wrong: string | undefined }) {
  const { t } = useTranslation("wizards");
  return (
    <li className={`pointed-row role-${role}`}>
      <span className="pointed-role">{t(`fields.role.${role}`)}</span>
      <span className="pointed-path">{pathText(path)}</span>
      <span className={wrong === undefined ? "quiet" : "tone-attention"}>{wrong ?? about}</span>
    </li>
  );
}

function Line({
  line,
  id,
  meant: role,
  isActive,
  onPoint,
}: {
  line: AnswerLine;
  id: string;
  meant: Role | undefined;
  isActive: boolean;
  onPoint: (cell: NonNullable<AnswerLine["cell"]>) => void;
}) {
  const { t } = useTranslation("wizards");
  const { depth, name, text, cell } = line;
  const style = { paddingInlineStart: `${12 + depth * 18}px` };
  const head = name === null ? "" : `${name}: `;
  if (cell === null)
    return (
      <div className="pointing-line" role="presentation" style={style}>
        {head}
        <span className="quiet">{text}</span>
      </div>
    );
  const value = typeof cell.value === "string" ? `"${cell.value}"` : String(cell.value);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list hears the keys
    <div
      className={`pointing-line pointing-cell${role === undefined ? "" : ` role-${role}`}`}
      role="option"
      tabIndex={-1}
      id={id}
      data-line={line.key}
      data-active={isActive || undefined}
      aria-selected={role !== undefined}
      style={style}
      onClick={() => onPoint(cell)}
    >
      {head}
      <b>{value}</b>
      {role !== undefined && <i>{t(`fields.role.${role}`)}</i>}
    </div>
  );
}

/** The first values, for people to see that it is these. */
const someOf = (values: readonly unknown[], language: string): string => {
  const said = values
    .slice(0, 3)
    .map((value) =>
      typeof value === "number" ? formatNumber(value, language, Number.isInteger(value) ? 0 : 2) : String(value ?? "—"),
    );
  return `${said.join(" · ")}${values.length > 3 ? " …" : ""}`;
};
