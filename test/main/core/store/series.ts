import type { NewReading } from "../../../../main/core/store/repositories.ts";

/** A reading of 1970-01-01T00:00:01Z that differs only in what a test is about. */
export const reading = (over: Partial<NewReading> = {}): NewReading => ({
  indicator: "cua-khau.xe-cho",
  place: "huu-nghi",
  value: 1,
  asOfMs: 1_000,
  receivedAtMs: 2_000,
  source: "cua-khau-so",
  status: "preliminary",
  quality: "good",
  ...over,
});
