import { describe, expect, it } from "vitest";
import { isAllowed } from "../../../main/shell/allowed-request.ts";

describe("a request of a page of the net", () => {
  const page = { origins: ["https://a.vn", "http://10.0.0.5:8080"] };
  it.each([
    ["https://a.vn/x", true],
    ["https://a.vn:443/x", true],
    ["wss://a.vn/live", true],
    ["ws://10.0.0.5:8080/live", true],
    ["data:text/plain,x", true],
    ["blob:https://a.vn/1", true],
    ["http://a.vn/x", false],
    ["https://b.a.vn/x", false],
    ["https://a.vn.b.vn/x", false],
    ["https://a.vn@b.vn/x", false],
    ["https://a.vn:8443/x", false],
    ["http://127.0.0.1:7780/api/status", false],
    ["app://wall/wall/index.html", false],
    ["file:///etc/passwd", false],
    ["chrome://gpu", false],
    ["", false],
  ])("to %s is let through: %s", (address, expected) => {
    expect(isAllowed(page, address)).toBe(expected);
  });

  it("is refused where the profile does not name the page any more", () => {
    expect(isAllowed(undefined, "https://a.vn/x")).toBe(false);
  });
});
