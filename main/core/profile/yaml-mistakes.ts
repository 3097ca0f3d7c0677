import { type Document, type ErrorCode, visit, type YAMLError } from "yaml";
import type { CodedMessage } from "#contract/errors.ts";

type Code = CodedMessage["code"];

/** What people get wrong, by what the reader of YAML calls it; it speaks English, so none of its own text is told. */
const codes: Record<ErrorCode, Code> = {
  BAD_INDENT: "mistake.yaml-indent",
  BAD_COLLECTION_TYPE: "mistake.yaml-indent",
  TAB_AS_INDENT: "mistake.yaml-tab",
  MISSING_CHAR: "mistake.yaml-end",
  MULTILINE_IMPLICIT_KEY: "mistake.yaml-colon",
  BLOCK_AS_IMPLICIT_KEY: "mistake.yaml-colon",
  BLOCK_IN_FLOW: "mistake.yaml-end",
  KEY_OVER_1024_CHARS: "mistake.yaml-colon",
  UNEXPECTED_TOKEN: "mistake.yaml-colon",
  BAD_SCALAR_START: "mistake.yaml-quote",
  BAD_DIRECTIVE: "mistake.yaml-quote",
  TAG_RESOLVE_FAILED: "mistake.yaml-quote",
  // Two of what YAML puts before a value, or one in the wrong place: typed as part of the value.
  ALIAS_PROPS: "mistake.yaml-quote",
  BAD_PROP_ORDER: "mistake.yaml-quote",
  MULTIPLE_ANCHORS: "mistake.yaml-quote",
  MULTIPLE_TAGS: "mistake.yaml-quote",
  BAD_DQ_ESCAPE: "mistake.yaml-escape",
  BAD_ALIAS: "mistake.yaml-anchor",
  MULTIPLE_DOCS: "mistake.yaml-many",
  // Told with the key's own name, by whoever reads the document.
  DUPLICATE_KEY: "mistake.yaml",
  NON_STRING_KEY: "mistake.yaml",
  RESOURCE_EXHAUSTION: "mistake.yaml",
  IMPOSSIBLE: "mistake.yaml",
};

/** What is wrong in a YAML text, as a code of the catalogue. @param document as far as it was read */
export function yamlMistake(
  { code, pos: [at] }: Pick<YAMLError, "code" | "pos">,
  document: Document,
  text: string,
): Code {
  // A list or map in brackets that goes on without end comes to a line that is less indented.
  return code === "BAD_INDENT" && isLeftOpen(document, text, at) ? "mistake.yaml-end" : codes[code];
}

/** Whether a list or map in brackets was given up at a place, for want of its last one. */
function isLeftOpen(document: Document, text: string, at: number): boolean {
  let isOpen = false;
  visit(document, {
    Collection(_key, { flow, range }) {
      if (flow && range?.[1] === at && !"]}".includes(text[at - 1] ?? "")) isOpen = true;
    },
  });
  return isOpen;
}
