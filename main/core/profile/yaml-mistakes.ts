import type { YAMLError } from "yaml";
import type { CodedMessage } from "#contract/errors.ts";

type Code = CodedMessage["code"];

/** What people get wrong, by what the reader of YAML calls it; it speaks English. */
const codes: Partial<Record<YAMLError["code"], Code>> = {
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
  BAD_DQ_ESCAPE: "mistake.yaml-escape",
  BAD_ALIAS: "mistake.yaml-anchor",
  MULTIPLE_DOCS: "mistake.yaml-many",
};

/** What is wrong in a YAML text, in the words of the catalogue; the reader's own code where there are none. */
export function yamlMistake({ code, message }: Pick<YAMLError, "code" | "message">): {
  code: Code;
  params: CodedMessage["params"];
} {
  // A list or map in brackets that goes on without end comes to a line that is less indented.
  const isOpen = code === "BAD_INDENT" && message.startsWith("Flow ");
  const known = isOpen ? "mistake.yaml-end" : codes[code];
  return known === undefined
    ? { code: "mistake.yaml", params: { detail: code.toLowerCase().replaceAll("_", " ") } }
    : { code: known, params: {} };
}
