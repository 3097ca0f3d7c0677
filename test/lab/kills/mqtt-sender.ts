import mqtt from "mqtt";
import type { Sent, SentSeries } from "./sender.ts";

export type MqttSender = Sent & {
  /** Readings that the broker has, so far. */
  acknowledged(): number;
  /** Publishes no more and waits until the broker has it all. */
  finish(): Promise<void>;
};

/**
 * A platform that publishes a message a reading at QoS 1, at a steady rate whatever the core does: what the broker took is to
 * reach the store in the end.
 */
export async function startMqttSender(options: {
  brokerUrl: string;
  topic: string;
  series: readonly SentSeries[];
  readingsASecond: number;
}): Promise<MqttSender> {
  const { topic, series, readingsASecond } = options;
  const client = await mqtt.connectAsync(options.brokerUrl);
  const startedAtMs = performance.now();
  const firstAsOfMs = Date.now();
  const stepMs = (1_000 * series.length) / readingsASecond;
  const taken: boolean[] = [];
  let acknowledged = 0;
  let made = 0;

  const asOfMsOf = (at: number) => firstAsOfMs + Math.floor(Math.floor(at / series.length) * stepMs);
  const seriesOf = (at: number) => series[at % series.length] ?? { indicator: "", place: "" };
  const publish = (at: number) =>
    client.publish(topic, JSON.stringify({ ...seriesOf(at), value: at, asOf: asOfMsOf(at) }), { qos: 1 }, (error) => {
      if (error) return;
      taken[at] = true;
      acknowledged += 1;
    });
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - startedAtMs) / 1_000) * readingsASecond);
    for (; made < due; made += 1) publish(made);
  }, 5);

  return {
    acknowledged: () => acknowledged,
    async finish() {
      clearInterval(timer);
      // A graceful end waits for what is under way.
      await client.endAsync();
    },
    isAcknowledged: (at) => taken[at] === true,
    asOfMsOf,
    seriesOf,
    made: () => made,
    isOurs: (indicator) => series.some((one) => one.indicator === indicator),
  };
}
