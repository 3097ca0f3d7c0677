export type ServerEvent = { name: string; data: string; id: string };

export type EventParser = {
  /** @returns the events that are whole by now */
  feed(text: string): ServerEvent[];
  /** What the stream says last of where it is and how long to wait before asking again. */
  readonly lastId: string;
  readonly retryMs: number | undefined;
};

/**
 * Reads the stream of server-sent events (WHATWG HTML, 9.2.6): fields by line, an empty line ends an event, lines that
 * begin with a colon are comments.
 * @param limit characters of one event; beyond it `feed` throws
 */
export function createEventParser(options: { lastId: string; limit: number; tooLarge(): Error }): EventParser {
  let rest = "";
  let isAfterReturn = false;
  let lastId = options.lastId;
  let retryMs: number | undefined;
  let name = "";
  let data: string[] = [];
  let size = 0;

  const onLine = (line: string, events: ServerEvent[]): void => {
    if (line === "") {
      if (data.length > 0) events.push({ name: name === "" ? "message" : name, data: data.join("\n"), id: lastId });
      name = "";
      data = [];
      size = 0;
      return;
    }
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "event") name = value;
    else if (field === "data") data.push(value);
    else if (field === "id" && !value.includes("\0")) lastId = value.slice(0, 1_000);
    else if (field === "retry" && /^\d{1,9}$/.test(value)) retryMs = Number(value);
    size += value.length;
    if (size > options.limit) throw options.tooLarge();
  };

  return {
    feed(text) {
      const events: ServerEvent[] = [];
      // A line ends with CR, LF or both; the two may come apart.
      let given = isAfterReturn && text.startsWith("\n") ? text.slice(1) : text;
      if (text !== "") isAfterReturn = text.endsWith("\r");
      given = rest + given;
      const lines = given.split(/\r\n|\r|\n/);
      rest = lines.pop() ?? "";
      for (const line of lines) onLine(line, events);
      if (rest.length > options.limit) throw options.tooLarge();
      return events;
    },
    get lastId() {
      return lastId;
    },
    get retryMs() {
      return retryMs;
    },
  };
}
