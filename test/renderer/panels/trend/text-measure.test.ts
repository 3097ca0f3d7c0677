import { afterEach, expect, it, vi } from "vitest";
import { measureText } from "../../../../renderer/panels/trend/text-measure.ts";

afterEach(() => vi.unstubAllGlobals());

it("the height of a chart's lines is that of its type, whatever font the machine has for 国", () => {
  const asked: string[] = [];
  const pen = { font: "", measureText: (text: string) => ({ width: asked.push(text) && text.length * 7 }) };
  vi.stubGlobal("document", { createElement: () => ({ getContext: () => pen }) });
  expect(measureText("国", "normal 600 26px Be Vietnam Pro").width).toBe(26);
  expect(measureText("国", "12.5px Be Vietnam Pro").width).toBe(12.5);
  expect(measureText("\t", "26px Be Vietnam Pro").width).toBe(0);
  expect(asked).toEqual([]);
  expect(measureText("04:00", "26px Be Vietnam Pro").width).toBe(35);
  expect(pen.font).toBe("26px Be Vietnam Pro");
});
