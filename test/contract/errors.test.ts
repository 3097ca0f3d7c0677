import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { catalogue } from "../../contract/errors.ts";

const folder = new URL("../../contract/errors/", import.meta.url);
const files = readdirSync(folder).filter((file) => file !== "entry.ts");
/** {vi} and {en} carry the same words, each for its own language. */
const parameters = (text: string) => new Set(text.replace(/\{(vi|en)\}/g, "{words}").match(/\{\w+\}/g));

describe("the catalogue of errors", () => {
  it("holds every code of every file once: of two with one name, only the last would be heard of", async () => {
    const codes: string[] = [];
    for (const file of files) {
      const exported: Record<string, object> = await import(new URL(file, folder).href);
      codes.push(...Object.values(exported).flatMap((entries) => Object.keys(entries)));
    }
    expect(codes.length).toBeGreaterThan(300);
    expect(codes.toSorted()).toEqual(Object.keys(catalogue).toSorted());
  });

  it("tells the same in both languages", () => {
    for (const [code, { vi, en }] of Object.entries(catalogue)) {
      expect(vi, code).not.toBe("");
      expect(parameters(en), code).toEqual(parameters(vi));
    }
  });
});
