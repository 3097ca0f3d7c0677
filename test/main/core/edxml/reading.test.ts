import { describe, expect, it } from "vitest";
import { CodedError } from "#contract/errors.ts";
import { withoutContents } from "../../../../main/core/edxml/hiding.ts";
import { readEdxml } from "../../../../main/core/edxml/reading.ts";
import { documentXml, stateXml } from "../../../lab/edxml.ts";

const sent = { id: "H37.1,2026/11/27,123/UBND-KT", from: "H37.1", to: ["H37.2", "H37.3"], at: "2026/11/27 08:30:00" };
const codeOf = (text: string): string => {
  try {
    readEdxml(text);
    return "read";
  } catch (error) {
    return error instanceof CodedError ? error.code : String(error);
  }
};

it("reads who sent a document to whom and by when it is due, and nothing of what it says", () => {
  const read = readEdxml(documentXml({ ...sent, due: "2026-12-04" }));
  expect(read).toEqual({
    ...{ kind: "sent", id: sent.id, from: "H37.1", to: ["H37.2", "H37.3"], code: "123/UBND-KT", dueOn: "2026-12-04" },
    atMs: Date.parse("2026-11-27T08:30:00+07:00"),
  });
  expect(JSON.stringify(read)).not.toMatch(/Bí Mật|Nội Dung|0912345678|Bi-Mat|QsOt/);
});

it("reads how far a document is, and one that its sender takes back", () => {
  const state = stateXml({ id: "a", organ: "H37.2", sender: "H37.1", state: "3", at: "2026-11-27T09:00:00+07:00" });
  const atMs = Date.parse("2026-11-27T09:00:00+07:00");
  expect(readEdxml(state)).toEqual({ kind: "state", id: "a", organ: "H37.2", sender: "H37.1", state: "03", atMs });
  expect(readEdxml(documentXml({ ...sent, business: "1" }))).toMatchObject({
    kind: "recalled",
    to: ["H37.2", "H37.3"],
  });
});

it.each([
  ["20/12/2026", "2026-12-20"],
  ["2026/12/20 17:00:00", "2026-12-20"],
  ["", null],
  ["0001-01-01T00:00:00", null],
  ["1900-01-01", null],
])("takes %j for the due date %j", (due, dueOn) => {
  expect(readEdxml(documentXml({ ...sent, due }))).toMatchObject({ dueOn });
});

describe("refuses with a sentence for the official", () => {
  const entities = Array.from({ length: 12 }, (_, at) => `<!ENTITY e${at} "${`&e${at - 1};`.repeat(10)}">`).join("");
  const whole = documentXml(sent);
  it.each([
    ["a page of the net", "<html><body>404</body></html>", "document.not-edxml"],
    ["an empty file", "", "document.not-xml"],
    ["a file that breaks off", whole.slice(0, 900), "document.not-xml"],
    [
      "a bomb of entities",
      `<?xml version="1.0"?><!DOCTYPE edXML [${entities}]><edXML>&e11;</edXML>`,
      "document.has-doctype",
    ],
    [
      "a file of the machine",
      '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><edXML>&f;</edXML>',
      "document.has-doctype",
    ],
    ["an envelope with nothing in it", "<edXML><edXMLEnvelope/></edXML>", "document.no-part"],
    ["a document without an id", whole.replace(/<edXML:DocumentId>.*?<\/edXML:DocumentId>/, ""), "document.no-part"],
    ["nobody it is for", documentXml({ ...sent, to: [] }), "document.no-part"],
    ["a day that there is not", documentXml({ ...sent, due: "2026-02-30" }), "document.bad-date"],
    [
      "an unknown state",
      stateXml({ id: "a", organ: "H37.2", state: "09", at: "2026/11/27 09:00:00" }),
      "document.bad-state",
    ],
    ["elements without end", "<edXML>".repeat(2_000) + "</edXML>".repeat(2_000), "document.not-xml"],
    ["more than is read", `<edXML>${"x".repeat(32_000_001)}</edXML>`, "document.too-large"],
  ])("%s", (_, text, code) => {
    expect(codeOf(text)).toBe(code);
  });
});

it("shows a raw message for diagnosis without what it says and who is in it", () => {
  const shown = withoutContents(documentXml({ ...sent, due: "2026-12-04" }));
  expect(shown).not.toMatch(/Bí Mật|Nội Dung|0912345678|Bi-Mat|QsOt|bí mật|nguyenvana/);
  expect(shown).toContain("<edXML:OrganId>H37.1");
  expect(shown).toContain("2026-12-04");
  // The beginning alone, broken off within a name, or within CDATA.
  expect(withoutContents("<FullName>Trần Bí")).not.toContain("Bí");
  expect(withoutContents("<Subject><![CDATA[Trần Bí")).not.toContain("Bí");
});
