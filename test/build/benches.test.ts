import { describe, expect, it } from "vitest";
import { unknownArgument } from "../bench/arguments.mjs";
import { isWithin } from "../bench/figures.ts";

describe("a bench's verdict", () => {
  it("is good only with figures, limits, and each limit met by a figure of its name", () => {
    expect(isWithin({ ratio: 1 }, { ratio: 1 })).toBe(true);
    expect(isWithin({ ratio: 1.01 }, { ratio: 1 })).toBe(false);
    expect(isWithin({ ratio: Number.NaN }, { ratio: 1 })).toBe(false);
    expect(isWithin({}, { ratio: 1 })).toBe(false);
    expect(isWithin({ ratio: 1 }, {})).toBe(false);
    expect(isWithin({}, {})).toBe(false);
  });
});

describe("a bench's arguments", () => {
  it("are refused where it knows nothing of them", () => {
    expect(unknownArgument("live", [])).toBe(null);
    expect(unknownArgument("live", ["--quick"])).toBe("--quick");
    expect(unknownArgument("kills", ["100"])).toBe(null);
    expect(unknownArgument("kills", ["100", "3"])).toBe("3");
    expect(unknownArgument("kills", ["many"])).toBe("many");
    expect(unknownArgument("cuts", ["3", "20", "150"])).toBe(null);
  });
});
