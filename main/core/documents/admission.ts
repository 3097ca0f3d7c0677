import { DocumentMessage, organKey } from "#contract/documents/document.ts";
import { CodedError, type CodedMessage } from "#contract/errors.ts";
import { readEdxml } from "../edxml/reading.ts";
import { mistakeIn } from "../profile/sentences.ts";
import { maxAheadMs } from "../store/ahead.ts";

export type DocumentAdmissionOptions = {
  /** Of the source: the site's own organisations by `organKey` of their codes. */
  organs: ReadonlyMap<string, string>;
  /** Told the codes of a message of which neither side is one of them. */
  onUnknown(organs: readonly string[]): void;
  now(): number;
};

/** Named in a refusal. */
const mostNamed = 3;

/**
 * What may be kept of a message: edXML as its text, or what a mapping made of another form.
 * @returns a function giving it, or why it may not. Never throws
 */
export function createDocumentAdmission({ organs, onUnknown, now }: DocumentAdmissionOptions) {
  const isOwn = (code: string | null): boolean => code !== null && organs.has(organKey(code));

  return (candidate: unknown): { admitted: DocumentMessage } | { refused: CodedMessage } => {
    const read = messageIn(candidate);
    if ("refused" in read) return read;
    const message = withKeys(read.admitted);
    const { id, atMs } = message;
    if (atMs > now() + maxAheadMs) return refused("document.from-future", { id, time: new Date(atMs).toISOString() });
    const named = message.kind === "state" ? [message.organ] : message.to;
    const sender = message.kind === "state" ? message.sender : message.from;
    if (isOwn(sender)) return { admitted: message };
    // What somebody else sent to many concerns us where it was sent to ours.
    const own = named.filter(isOwn);
    if (own.length > 0) return { admitted: message.kind === "state" ? message : { ...message, to: own } };
    const unknown = [...new Set([...(sender === null ? [] : [sender]), ...named])];
    onUnknown(unknown);
    return refused("document.unknown-organ", { id, organs: unknown.slice(0, mostNamed).join(", ") });
  };
}

/** Codes in one spelling, an organisation once. */
function withKeys(message: DocumentMessage): DocumentMessage {
  if (message.kind === "state")
    return { ...message, organ: organKey(message.organ), sender: message.sender && organKey(message.sender) };
  return { ...message, from: organKey(message.from), to: [...new Set(message.to.map(organKey))] };
}

function messageIn(candidate: unknown): { admitted: DocumentMessage } | { refused: CodedMessage } {
  if (typeof candidate === "string")
    try {
      return { admitted: readEdxml(candidate) };
    } catch (error) {
      if (error instanceof CodedError) return { refused: error.toMessage() };
      throw error;
    }
  const parsed = DocumentMessage.safeParse(candidate);
  if (parsed.success) return { admitted: parsed.data };
  return refused("document.invalid", mistakeIn(DocumentMessage, parsed.error, candidate));
}

const refused = (code: CodedMessage["code"], params: CodedMessage["params"]) => ({ refused: { code, params } });
