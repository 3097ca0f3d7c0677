import { expect, it } from "vitest";
import { checkEntered } from "../../../../main/core/profile/entered-checks.ts";
import type { Complain } from "../../../../main/core/profile/mistake.ts";

it("is told where a profile has people enter what nobody can, or twice", () => {
  const told: string[] = [];
  const complain: Complain = (path, code) => void told.push(`${path.join(".")} ${code}`);
  const figures = [
    { indicator: "thu" },
    { indicator: "tinh-ra" },
    { indicator: "theo-phut" },
    { indicator: "la" },
    { indicator: "thu" },
    { indicator: "xa", places: ["a", "z"] },
    { indicator: "xa", places: ["a"] },
    { indicator: "theo-nam", months: "report" },
  ];
  const indicators = [
    { code: "thu", period: "month" },
    { code: "tinh-ra", period: "month", derived: { kind: "sum" } },
    { code: "theo-phut", period: "minute" },
    { code: "xa", period: "day" },
    { code: "theo-nam", period: "year" },
  ];
  const listed = (items: Record<string, unknown>[]) => items.map((one, at) => [one, at] as const);
  checkEntered(
    listed([
      { type: "folder", figures },
      { type: "entered", figures },
    ]),
    listed(indicators),
    new Set(indicators.map(({ code }) => code)),
    new Set(["a"]),
    complain,
  );
  expect(told).toEqual([
    "sources.1.figures.1.indicator mistake.entered-derived",
    "sources.1.figures.2.indicator mistake.entered-period",
    "sources.1.figures.3.indicator mistake.unknown-indicator",
    "sources.1.figures.4.indicator mistake.entered-twice",
    "sources.1.figures.5.places.1 mistake.unknown-place",
    "sources.1.figures.6.indicator mistake.entered-twice",
    "sources.1.figures.7.months mistake.entered-months",
  ]);
});
