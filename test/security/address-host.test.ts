import fc from "fast-check";
import { expect, it } from "vitest";
import { filledIn, hostOfAddress } from "../../main/core/outbound/address-host.ts";

it("a secret is bound to the host that a connection is made to, however the address is written", () => {
  for (const [address, host] of [
    ["http://good.example/", "good.example"],
    ["rtsp://ai:mat-khau@10.0.0.5:554/cong", "10.0.0.5"],
    ["http://evil.example\\@good.example/", "evil.example"],
    ["http:\\\\evil.example/@good.example", "evil.example"],
    ["http:evil.example", "evil.example"],
    ["http:///evil.example/x", "evil.example"],
    ["http://good.example:80@evil.example/", "evil.example"],
    ["http://evil.example#@good.example/", "evil.example"],
    ["mqtt://[fe80::1]:1883", "[fe80::1]"],
    ["http://máy-chủ.example/", "máy-chủ.example"],
    ["$".concat("{simulator.http}/x"), "$".concat("{simulator.http}")],
    ["10.0.0.5:8080/x", "10.0.0.5"],
  ])
    expect(hostOfAddress(address ?? ""), address).toBe(host);
  const parts = fc.constantFrom("a.example", "b.example", "@", "\\", "/", ":", "?", "#", "\t", " ", "80", "..", "//");
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 8 }), (all) => {
      const address = `http:${all.join("")}`;
      fc.pre(URL.canParse(address));
      const host = hostOfAddress(address);
      expect(new URL(`http://${host}`).hostname).toBe(new URL(address).hostname);
    }),
    { seed: 23, numRuns: 2_000 },
  );
});

it("what is filled in leads nowhere else", () => {
  const [own, platform] = ["$".concat("{secret.own}"), "$".concat("{secret.nen-tang}")];
  const filled = (address: string, value: string) =>
    filledIn(
      address,
      new Map([
        ["secret.own", value],
        ["secret.nen-tang", "x"],
        ["simulator.http", "http://127.0.0.1:9"],
      ]),
    );
  expect(filled(`http://ai:${own}@good.example/x`, "p@ss")).toBe("http://ai:p@ss@good.example/x");
  expect(filled(`Bearer ${own}`, "evil.example/")).toBe("Bearer evil.example/");
  expect(filled("$".concat("{simulator.http}/x"), "")).toBe("http://127.0.0.1:9/x");
  for (const value of ["evil.example/", "evil.example#", "evil.example\\", "a:1@evil.example/"])
    expect(() => filled(`http://${own}@good.example/?k=${platform}`, value), value).toThrow("good.example");
});
