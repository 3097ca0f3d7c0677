import { XMLParser, XMLValidator } from "fast-xml-parser";
import { DocumentMessage, DocumentState } from "#contract/documents/document.ts";
import { CodedError } from "#contract/errors.ts";
import { dayIn, momentIn } from "./dates.ts";

/** A message with its attachments inside; beyond it systems send links. */
const mostChars = 32_000_000;
/** Deeper than any message of the standard. */
const deepest = 24;

const parser = new XMLParser({
  ignoreAttributes: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  removeNSPrefix: true,
  parseTagValue: false,
  trimValues: true,
  maxNestedTags: deepest,
  // Not looked into: what is in there reaches nobody.
  stopNodes: ["*.AttachmentEncoded", "*.Content", "*.Subject"],
  isArray: (name) => name === "To" || name === "TraceHeader",
});

type Element = Record<string, unknown>;

/** What a business document does to one that is known already (BussinessDocType). */
const recalling = "1";

/**
 * One message of edXML (QCVN 102:2016): a document that was sent, changed or recalled, or how far one is at its receiver. Everything that
 * is not asked for (subject, content, attachments, names) stays behind here. The signature is not verified.
 * @throws CodedError document.not-xml, .has-doctype, .not-edxml, .too-large, .no-part, .bad-state, .bad-date
 */
export function readEdxml(text: string): DocumentMessage {
  if (text.length > mostChars) throw new CodedError("document.too-large", { limitMb: mostChars / 1e6 });
  const bare = text.replace(/^\uFEFF/, "").trim();
  // Entities of one's own are how a small file becomes a huge one, or reads another (billion laughs, XXE).
  if (/<!(?:DOCTYPE|ENTITY)/i.test(bare)) throw new CodedError("document.has-doctype");
  const header = headerOf(elementOf(bare));
  return "Status" in header ? stateIn(header.Status) : documentIn(header);
}

function elementOf(text: string): Element {
  const valid = XMLValidator.validate(text);
  if (valid !== true)
    throw new CodedError("document.not-xml", { detail: valid.err.msg.slice(0, 160), line: valid.err.line });
  try {
    return parser.parse(text) as Element;
  } catch (error) {
    const detail = error instanceof Error ? error.message.slice(0, 160) : "?";
    throw new CodedError("document.not-xml", { detail, line: 1 });
  }
}

/** Some systems leave the outer elements out, and write the inner ones with another first letter. */
function headerOf(document: Element): Element {
  const [root] = Object.keys(document);
  if (root === undefined || !/^(?:edxml|edxmlenvelope)$/i.test(root))
    throw new CodedError("document.not-edxml", { root: (root ?? "–").slice(0, 60) });
  let inner = childOf(document, root);
  for (const name of ["edXMLEnvelope", "edXMLHeader"]) {
    const next = Object.keys(inner).find((key) => key.toLowerCase() === name.toLowerCase());
    if (next !== undefined) inner = childOf(inner, next);
  }
  if (!("Status" in inner) && !("MessageHeader" in inner))
    throw new CodedError("document.no-part", { part: "MessageHeader" });
  return inner;
}

function documentIn(header: Element): DocumentMessage {
  const message = childOf(header, "MessageHeader");
  const trace = childOf(header, "TraceHeaderList");
  const hops = Array.isArray(trace.TraceHeader) ? (trace.TraceHeader as Element[]) : [];
  const stamps = hops.map((hop) => textOf(hop.Timestamp)).filter((stamp) => stamp !== "");
  const promulgated = textOf(childOf(message, "PromulgationInfo").PromulgationDate);
  const sent = stamps.at(-1) ?? promulgated;
  if (sent === "") throw new CodedError("document.no-part", { part: "TraceHeaderList/TraceHeader/Timestamp" });
  const to = (Array.isArray(message.To) ? (message.To as unknown[]) : [])
    .map((one) => textOf((one as Element | null)?.OrganId))
    .filter((organ) => organ !== "");
  if (to.length === 0) throw new CodedError("document.no-part", { part: "To/OrganId" });
  const business = textOf(childOf(trace, "Bussiness").BussinessDocType);
  return parsed({
    kind: business === recalling ? "recalled" : "sent",
    id: wanted(message.DocumentId, "DocumentId"),
    from: wanted(childOf(message, "From").OrganId, "From/OrganId"),
    to,
    code: codeOf(message.Code),
    dueOn: dayIn(textOf(message.DueDate), "DueDate"),
    atMs: momentIn(sent, "Timestamp"),
  });
}

function stateIn(given: unknown): DocumentMessage {
  const status = (given ?? {}) as Element;
  const about = childOf(status, "ResponseFor");
  const id = wanted(about.DocumentId, "ResponseFor/DocumentId");
  const told = textOf(status.StatusCode);
  const state = DocumentState.safeParse(told.padStart(2, "0"));
  if (!state.success)
    throw new CodedError("document.bad-state", { id: id.slice(0, 100), found: told.slice(0, 20) || "–" });
  return parsed({
    kind: "state",
    id,
    organ: wanted(childOf(status, "From").OrganId, "From/OrganId"),
    sender: textOf(about.OrganId) || null,
    state: state.data,
    atMs: momentIn(wanted(status.Timestamp, "Timestamp"), "Timestamp"),
  });
}

function parsed(message: unknown): DocumentMessage {
  const result = DocumentMessage.safeParse(message);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new CodedError("document.invalid", { at: issue?.path.join(".") || "·", detail: issue?.message ?? "?" });
}

/** "123/UBND-KT" of its two parts; null where there is none. */
function codeOf(given: unknown): string | null {
  if (typeof given === "string") return given.slice(0, 100) || null;
  const { CodeNumber, CodeNotation } = (given ?? {}) as Element;
  return (
    [textOf(CodeNumber), textOf(CodeNotation)]
      .filter((part) => part !== "")
      .join("/")
      .slice(0, 100) || null
  );
}

const childOf = (element: Element, name: string): Element => {
  const child = element[name];
  return typeof child === "object" && child !== null && !Array.isArray(child) ? (child as Element) : {};
};

const textOf = (value: unknown): string => (typeof value === "string" ? value.trim() : "");

function wanted(value: unknown, part: string): string {
  const text = textOf(value);
  if (text === "") throw new CodedError("document.no-part", { part });
  return text;
}
