import fc from "fast-check";
import { expect, it } from "vitest";
import { CodedError } from "#contract/errors.ts";
import { CapAlert } from "#contract/warnings/cap.ts";
import { maxCapBytes, readCap } from "../../../../main/core/connectors/cap/document.ts";
import { capAlert, capIndex } from "../../../lab/public-sources/cap.ts";

const sentMs = Date.parse("2026-11-27T02:00:00Z");
const codeOf = (text: string) => {
  try {
    return readCap(text, "h").kind;
  } catch (error) {
    if (error instanceof CodedError) return error.code;
    throw error;
  }
};
const alertIn = (text: string) => {
  const document = readCap(text, "h");
  if (document.kind !== "alert") throw new Error("an index");
  return CapAlert.parse(document.alert);
};

it("reads an alert with or without a prefix, in several languages, with all of its areas", () => {
  const area = `<areaDesc>Hai nơi</areaDesc><polygon>1,1 1,2 2,2 1,1</polygon><polygon>3,3 3,4 4,4 3,3</polygon>
    <circle>21.85,106.76 15</circle><geocode><valueName>ma-xa</valueName><value>05977</value></geocode>`;
  const alert = alertIn(capAlert({ id: "a-1", sentMs, expiresMs: sentMs + 6e6, level: 2, area }));
  expect(alert).toMatchObject({
    ...{ identifier: "a-1", sender: "canhbao@example.vn", sent: sentMs, status: "Actual", msgType: "Alert" },
    info: [
      {
        ...{ language: "vi-VN", event: "Lũ quét", severity: "Severe", expires: sentMs + 6e6 },
        description: "Mưa 120 mm & nước lên < 2 giờ",
        parameter: [{ valueName: "Cấp độ rủi ro thiên tai", value: "Cấp 2" }],
        area: [
          {
            areaDesc: "Hai nơi",
            polygon: ["1,1 1,2 2,2 1,1", "3,3 3,4 4,4 3,3"],
            circle: ["21.85,106.76 15"],
            // A code is text: its zero stays.
            geocode: [{ valueName: "ma-xa", value: "05977" }],
          },
        ],
      },
      { language: "en-US", event: "Flash flood" },
    ],
  });
  expect(alertIn(capAlert({ id: "a-1", sentMs, prefix: "cap" })).info).toHaveLength(2);
  // One info and one area are lists as well, and an empty element says nothing.
  const one = alertIn(
    capAlert({
      id: "b",
      sentMs,
      info: "<info><event>Lũ</event><expires></expires><area><areaDesc>X</areaDesc></area></info>",
    }),
  );
  expect(one.info[0]).toMatchObject({ event: "Lũ", language: "en-US", area: [{ areaDesc: "X" }] });
  expect(one.info[0]?.expires).toBeUndefined();
});

it("finds where an index says that alerts are, the CAP link before a page for people", () => {
  const entries = [
    { id: "a", address: "/cap/a.xml", updated: "2026-11-27T02:00:00Z" },
    { id: "b", address: "/cap/b.xml" },
  ];
  for (const form of ["rss", "atom"] as const) {
    const document = readCap(capIndex(form, entries).body, "h");
    expect(document.kind === "index" && document.links.map(({ address }) => address)).toEqual([
      "/cap/a.xml",
      "/cap/b.xml",
    ]);
  }
  expect(readCap(capIndex("rss", []).body, "h")).toEqual({ kind: "index", links: [] });
  const many = Array.from({ length: 101 }, (_, at) => ({ id: String(at), address: `/${at}` }));
  expect(codeOf(capIndex("atom", many).body)).toBe("cap.too-many");
});

it("says of what it does not read why: too large, with entities of its own, broken, of another version, none", () => {
  const good = capAlert({ id: "a", sentMs });
  expect(codeOf(good)).toBe("alert");
  expect(codeOf(good.slice(0, -20))).toBe("cap.not-xml");
  expect(codeOf(good.replace("<identifier>", "<identifer>"))).toBe("cap.not-xml");
  expect(codeOf(capAlert({ id: "a", sentMs, version: "1.1" }))).toBe("cap.other-version");
  expect(codeOf("<alert><identifier>a</identifier></alert>")).toBe("cap.other-version");
  expect(codeOf("<html><body>404</body></html>")).toBe("cap.not-cap");
  expect(codeOf('{"alert":1}')).toBe("cap.not-xml");
  expect(codeOf("")).toBe("cap.not-xml");
  expect(codeOf(good + " ".repeat(maxCapBytes))).toBe("cap.too-large");
  const bomb = `<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;&x;&x;&x;">]>${good.replace("Lũ quét", "&y;")}`;
  expect(codeOf(bomb)).toBe("cap.doctype");
  expect(codeOf(`<?xml version="1.0"?>${"<a>".repeat(200)}${"</a>".repeat(200)}`)).toBe("cap.not-xml");
});

it("never throws anything but a reason, whatever comes", () => {
  const good = capAlert({ id: "a", sentMs });
  const cut = fc
    .tuple(fc.nat(good.length), fc.nat(good.length), fc.string({ maxLength: 20 }))
    .map(([from, to, text]) => good.slice(0, Math.min(from, to)) + text + good.slice(Math.max(from, to)));
  fc.assert(
    fc.property(fc.oneof(cut, fc.string()), (text) => {
      expect(typeof codeOf(text)).toBe("string");
    }),
  );
});
