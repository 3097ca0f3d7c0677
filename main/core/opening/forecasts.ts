import { createForecasts, type Forecasts } from "../forecast/forecasts.ts";
import type { Hub } from "../live/hub.ts";
import type { Ground } from "./ground.ts";

/** What is forecast of the site's figures, told to every screen. */
export function openForecasts(ground: Ground & { hub: Hub }): Forecasts {
  const { site, store, hub, dayOffsetMs, onClose, now, log } = ground;
  const forecasts = createForecasts({
    ...{ site, past: store.past, repository: store.forecasts, offsetMs: dayOffsetMs, now, log },
    readings: () => hub.all("readings"),
    onForecast: (issued) => hub.publish("forecasts", issued),
  });
  onClose(async () => forecasts.stop());
  return forecasts;
}
