import type { Forecast } from "#contract/forecast/forecast.ts";

/** A forecast as it was issued; its error is measured when it is asked for. */
export type KeptForecast = Omit<Forecast, "error">;

export type ForecastRepository = {
  /**
   * Keeps what was issued. One of the same series and base stays as it is, unless it said only why there is none. Drops what is older
   * than 60 days, and the oldest of more than 100,000. Rejects with store.full, store.failed; nothing of it is kept then.
   * @returns what is kept of each series and base now
   */
  keep(issued: readonly KeptForecast[]): Promise<KeptForecast[]>;
  /** Of each series the newest that was issued by a moment, epoch ms, with those that say why there is none. */
  newest(atMs: number): Promise<KeptForecast[]>;
  /** Of a series, those for any moment of a stretch, issued by its end; the oldest first, without those that forecast nothing. */
  issued(indicator: string, place: string, fromMs: number, toMs: number): Promise<KeptForecast[]>;
};
