import { CodedError, type CodedMessage } from "#contract/errors.ts";
import { type CapLink, readCap } from "../cap/document.ts";

/** An alert of an index that could not be read, in its place among the candidates: refused there, by its reason. */
export type Unreadable = { unreadable: CodedMessage };

/** Asks for one document, with account and time-out of its source. */
type Fetching = (address: string) => Promise<{ text: string; url: URL }>;

const mostRemembered = 500;

/**
 * Reads a CAP document, or all that an index names. An alert that was taken in is not asked for again while the index tells of
 * it as before; one that cannot be read is told among the others, which are taken.
 */
export function createCapReader() {
  /** By address: the mark by which it was told when it was read. */
  const read = new Map<string, string>();

  return {
    /** @returns taken: to be called once all of it was taken in. @throws CodedError as `readCap`, source.redirected, and what `fetching` throws */
    async alertsIn(
      text: string,
      url: URL,
      fetching: Fetching,
      signal: AbortSignal,
    ): Promise<{ alerts: unknown[]; taken(): void }> {
      const document = readCap(text, url.host);
      if (document.kind === "alert") return { alerts: [document.alert], taken() {} };
      const links = document.links.map((link) => ({ ...link, address: onSameHost(link, url) }));
      const news = links.filter(({ address, mark }) => read.get(address) !== mark || mark.trim() === "");
      const alerts: (Record<string, unknown> | Unreadable)[] = [];
      for (const { address } of news) {
        signal.throwIfAborted();
        alerts.push(await one(address, fetching));
      }
      // One that cannot be read is asked for again, and said again, until it can or the index has it no more.
      const good = news.filter((_, at) => alerts[at] !== undefined && !("unreadable" in alerts[at]));
      return {
        alerts,
        taken() {
          for (const { address, mark } of good) {
            read.delete(address);
            read.set(address, mark);
          }
          for (const address of [...read.keys()].slice(0, Math.max(0, read.size - mostRemembered)))
            read.delete(address);
        },
      };
    },
  };
}

/** @throws CodedError source.redirected: our account would go there */
function onSameHost({ address }: CapLink, url: URL): string {
  const to = URL.canParse(address, url.href) ? new URL(address, url.href) : url;
  if (to.host !== url.host || to.protocol !== url.protocol)
    throw new CodedError("source.redirected", { host: url.host, to: to.host });
  return to.href;
}

async function one(address: string, fetching: Fetching): Promise<Record<string, unknown> | Unreadable> {
  const { text, url } = await fetching(address);
  try {
    const document = readCap(text, url.host);
    if (document.kind === "alert") return document.alert;
    return { unreadable: { code: "cap.not-cap", params: { host: url.host, found: "feed" } } };
  } catch (error) {
    if (error instanceof CodedError) return { unreadable: error.toMessage() };
    throw error;
  }
}
