import type { MqttClient } from "mqtt";
import { z } from "zod";
import type { ConnectorContext } from "../connector.ts";

const memoryKey = "·topics";
const Topics = z.array(z.string());

function topicsOf(text: string | undefined): string[] {
  try {
    return Topics.parse(JSON.parse(text ?? "[]"));
  } catch {
    return [];
  }
}

/**
 * What a broker that keeps our session still has us subscribed to, from a profile of before: those topics are given up.
 *
 * @returns to be called at each connection
 */
export async function rememberTopics(
  wanted: readonly string[],
  { memory, log }: Pick<ConnectorContext, "memory" | "log">,
): Promise<{ tidy(client: MqttClient, isKept: boolean): void }> {
  const set = (topics: readonly string[]) =>
    memory.set(memoryKey, JSON.stringify(topics)).catch((error: unknown) => {
      log.warn({ err: error }, "the topics are not remembered");
    });
  const known = topicsOf(await memory.get(memoryKey));
  const all = [...new Set([...known, ...wanted])];
  if (all.length > known.length) await set(all);
  const gone = known.filter((topic) => !wanted.includes(topic));
  return {
    tidy(client, isKept) {
      if (gone.length === 0) return;
      if (!isKept) return void set(wanted);
      client.unsubscribe(gone, (error) => {
        if (!error) void set(wanted);
      });
    },
  };
}
