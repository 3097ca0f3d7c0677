import { useTranslation } from "react-i18next";
import type { IndicatorView } from "#contract/entities/profile.ts";
import { formatMoment, formatNumber } from "../../figures/format.ts";
import type { AheadRow } from "./forecast-rows.ts";

type Props = {
  rows: readonly AheadRow[];
  indicator: IndicatorView;
  zone: { language: string; timeZone: string };
  headPx: number;
  /** Of lines beside that of the forecast itself. */
  linesPx: number;
  rowPx: number;
  /** What past forecasts were off by stands beside; where there is no room the sentence below says it of all of them. */
  hasErrors: boolean;
};

/** An hour a row: for a tile that is high. */
export function AheadDown({ rows, indicator, zone, headPx, rowPx, hasErrors }: Props) {
  const { t } = useTranslation("forecast");
  const write = (value: number | undefined) =>
    value === undefined ? "—" : formatNumber(value, zone.language, indicator.decimals);
  return (
    <table>
      <thead>
        <tr style={{ height: headPx }}>
          <th scope="col">{t("at")}</th>
          <th scope="col" className="ahead-value">
            {t("value")}
          </th>
          {hasErrors && <th scope="col">{t("meanError")}</th>}
          {hasErrors && <th scope="col">{t("asBefore")}</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ forMs, value, half, measured }) => (
          <tr key={forMs} style={{ height: rowPx }}>
            <th scope="row">{formatMoment(forMs, "time", zone)}</th>
            <td className="ahead-value">
              <strong>{write(value)}</strong>
              <small>±{write(half)}</small>
            </td>
            {hasErrors && <td>{write(measured?.meanError)}</td>}
            {hasErrors && <td>{write(measured?.asBeforeError)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** An hour a column: for a tile that is wide. */
export function AheadAcross({ rows, indicator, zone, headPx, linesPx, rowPx, hasErrors }: Props) {
  const { t } = useTranslation("forecast");
  const write = (value: number | undefined) =>
    value === undefined ? "—" : formatNumber(value, zone.language, indicator.decimals);
  const line = (word: string, of: (row: AheadRow) => string) => (
    <tr style={{ height: linesPx }}>
      <th scope="row">{word}</th>
      {rows.map((row) => (
        <td key={row.forMs}>{of(row)}</td>
      ))}
    </tr>
  );
  return (
    <table className="ahead-across">
      <thead>
        <tr style={{ height: headPx }}>
          <th scope="col">{t("at")}</th>
          {rows.map(({ forMs }) => (
            <th key={forMs} scope="col">
              {formatMoment(forMs, "time", zone)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr style={{ height: rowPx }}>
          <th scope="row">{t("value")}</th>
          {rows.map(({ forMs, value }) => (
            <td key={forMs}>
              <strong>{write(value)}</strong>
            </td>
          ))}
        </tr>
        {line(t("band"), ({ half }) => `±${write(half)}`)}
        {hasErrors && line(t("meanError"), ({ measured }) => write(measured?.meanError))}
        {hasErrors && line(t("asBefore"), ({ measured }) => write(measured?.asBeforeError))}
      </tbody>
    </table>
  );
}
