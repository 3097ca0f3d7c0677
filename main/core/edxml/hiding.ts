/** The elements of edXML that say nothing of persons and nothing of what a document is about. */
const plain = new Set([
  ...["OrganId", "DocumentId", "CodeNumber", "CodeNotation", "Code", "PromulgationDate", "Type", "DueDate", "Priority"],
  ...["SteeringType", "Timestamp", "BussinessDocType", "Paper", "StatusCode"],
]);

const quoted = /<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<!--[\s\S]*?(?:-->|$)/g;
const element = /<(?:[\w.-]+:)?([\w.-]+)((?:\s[^<>]*)?)>([^<]*)/g;

/** The beginning of a message for whoever looks for a fault: its elements, and in them only what is read of it. */
export const withoutContents = (text: string): string =>
  text
    .replace(quoted, "…")
    .replace(element, (all, name: string, _attributes: string, inner: string) =>
      inner.trim() === "" || plain.has(name) ? all : `<${name}>…`,
    );
