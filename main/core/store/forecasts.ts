import type Database from "better-sqlite3";
import { z } from "zod";
import { CodedMessage } from "#contract/coded-message.ts";
import { ForecastPoint } from "#contract/forecast/forecast.ts";
import type { ForecastRepository, KeptForecast } from "../forecast/repository.ts";
import { writesTo } from "./failures.ts";

const keptForMs = 60 * 86_400_000;
const kept = 100_000;

type Row = {
  indicator: string;
  place: string;
  baseMs: number;
  issuedAtMs: number;
  basisAsOfMs: number | null;
  basisValue: number | null;
  method: string | null;
  edition: string | null;
  isSimulated: 0 | 1;
  refusal: string | null;
  points: string;
};

const Points = z.array(ForecastPoint);

/**
 * @param database the connection for readings: a forecast is no safer than what it is made of
 * @param folder named in failures
 */
export function createForecastRepository(database: Database.Database, folder: string): ForecastRepository {
  const columns = `f.indicator, f.place, f.base_ms AS baseMs, f.issued_at_ms AS issuedAtMs, f.basis_as_of_ms AS basisAsOfMs,
    f.basis_value AS basisValue, f.method, f.edition, f.is_simulated AS isSimulated, f.refusal,
    (SELECT json_group_array(json_object('forMs', for_ms, 'value', value, 'low', low, 'high', high))
     FROM (SELECT * FROM forecast_points WHERE forecast = f.number ORDER BY for_ms)) AS points`;
  const newest = database.prepare(
    `SELECT ${columns}, max(f.base_ms) FROM forecasts f WHERE f.issued_at_ms <= ? AND f.issued_at_ms > ?
     GROUP BY f.indicator, f.place`,
  );
  const issued = database.prepare(
    `SELECT ${columns} FROM forecasts f
     WHERE f.indicator = @indicator AND f.place = @place AND f.base_ms >= @beginMs AND f.base_ms <= @toMs
       AND f.issued_at_ms <= @toMs AND f.refusal IS NULL
     ORDER BY f.base_ms`,
  );
  const there = database.prepare(
    `SELECT ${columns} FROM forecasts f
     WHERE f.indicator = ? AND f.place = ? AND f.base_ms = ? AND f.refusal IS NULL`,
  );
  const drop = database.prepare("DELETE FROM forecasts WHERE indicator = ? AND place = ? AND base_ms = ?");
  const insert = database.prepare(
    `INSERT INTO forecasts
       (indicator, place, base_ms, issued_at_ms, basis_as_of_ms, basis_value, method, edition, is_simulated, refusal)
     VALUES (@indicator, @place, @baseMs, @issuedAtMs, @basisAsOfMs, @basisValue, @method, @edition, @isSimulated, @refusal)`,
  );
  const addPoint = database.prepare(
    "INSERT INTO forecast_points (forecast, for_ms, value, low, high) VALUES (@forecast, @forMs, @value, @low, @high)",
  );
  const tidy = database.prepare(
    `DELETE FROM forecasts WHERE issued_at_ms < @beforeMs
     OR number <= (SELECT number FROM forecasts ORDER BY number DESC LIMIT 1 OFFSET @kept)`,
  );
  const keep = database.transaction((all: readonly KeptForecast[]) => {
    const now = all.map((forecast) => {
      const { points, basis, method, refusal, isSimulated, ...one } = forecast;
      const key = [one.indicator, one.place, one.baseMs];
      const former = there.get(...key) as Row | undefined;
      if (former !== undefined) return forecastOf(former);
      drop.run(...key);
      const { lastInsertRowid: number } = insert.run({
        ...one,
        ...{ basisAsOfMs: basis?.asOfMs ?? null, basisValue: basis?.value ?? null },
        ...{ method: method?.name ?? null, edition: method?.edition ?? null },
        ...{ isSimulated: Number(isSimulated), refusal: refusal === null ? null : JSON.stringify(refusal) },
      });
      for (const point of points) addPoint.run({ forecast: number, ...point });
      return forecast;
    });
    const newestMs = Math.max(...all.map(({ issuedAtMs }) => issuedAtMs));
    if (all.length > 0) tidy.run({ beforeMs: newestMs - keptForMs, kept });
    return now;
  });
  const write = writesTo(folder);
  return {
    keep: (all) => write(() => keep.immediate(all)),
    newest: async (atMs) => (newest.all(atMs, atMs - keptForMs) as Row[]).map(forecastOf),
    issued: async (indicator, place, fromMs, toMs) => {
      // None looks further ahead than a day.
      const found = issued.all({ indicator, place, beginMs: fromMs - 86_400_000, toMs }) as Row[];
      return found.map(forecastOf);
    },
  };
}

function forecastOf(row: Row): KeptForecast {
  const { indicator, place, baseMs, issuedAtMs, basisAsOfMs, basisValue, method, edition, refusal } = row;
  return {
    ...{ indicator, place, baseMs, issuedAtMs },
    basis: basisAsOfMs === null || basisValue === null ? null : { asOfMs: basisAsOfMs, value: basisValue },
    method: method === null || edition === null ? null : { name: method, edition },
    points: Points.parse(JSON.parse(row.points)),
    refusal: refusal === null ? null : CodedMessage.parse(JSON.parse(refusal)),
    isSimulated: row.isSimulated === 1,
  };
}
