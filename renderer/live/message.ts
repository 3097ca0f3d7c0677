import type { Kind } from "#contract/kind.ts";
import { kinds } from "#contract/kinds.ts";
import { ServerMessage as Schema, type ServerMessage } from "#contract/live.ts";

/** What of a message had to be left out: how many things, and what was wrong with the first. */
export type Unreadable = { count: number; first: string };

export type Parsed = { message?: ServerMessage; unreadable?: Unreadable };

/** The lists of a snapshot and a delta, each thing of which can be missed without the others losing their meaning. */
const lists = (kinds as readonly Kind[]).filter(({ form }) => form === "collection");

/**
 * A message of the core, parsed whole: at 200 readings a second this costs about two thousandths of a core
 * (9 µs a reading, without compiled schemas), and nothing malformed reaches a store. One reading or camera that cannot
 * be read must not take the whole screen with it: it is left out, and told. Without `message` it is none.
 */
export function parseMessage(data: unknown): Parsed {
  if (typeof data !== "string") return {};
  let raw: unknown;
  try {
    raw = JSON.parse(data);
  } catch {
    return {};
  }
  const parsed = Schema.safeParse(raw);
  return parsed.success ? { message: parsed.data } : parseReadable(raw);
}

function parseReadable(raw: unknown): Parsed {
  if (typeof raw !== "object" || raw === null) return {};
  const rest: Record<string, unknown> = { ...raw };
  let count = 0;
  let first = "";
  for (const { name, schema } of lists) {
    const list = rest[name];
    if (!Array.isArray(list)) continue;
    rest[name] = list.filter((item) => {
      const parsed = schema.safeParse(item);
      if (parsed.success) return true;
      count += 1;
      const issue = parsed.error.issues[0];
      if (first === "") first = `${name}: ${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`;
      return false;
    });
  }
  const parsed = Schema.safeParse(rest);
  return parsed.success ? { message: parsed.data, unreadable: { count, first } } : {};
}
