import { expect, it } from "vitest";
import { turnMarks } from "../../../renderer/layout/turning.ts";

const box = { left: 0, top: 0, width: 10, height: 10 };
const beside = { change: 3, isNext: true, tiles: [], opened: new Map() };

it("turns to a change whose staying tiles stay where they are, and to no other", () => {
  const fresh = { box, staysIn: undefined };
  expect(turnMarks([fresh, { box, staysIn: { box: { ...box } } }], beside)).toEqual({ "data-turns-to": 3 });
  expect(turnMarks([fresh, { box, staysIn: { box: { ...box, left: 5 } } }], beside)).toEqual({});
  const pieces = [{ ...box, shiftX: 0, shiftY: 0 }];
  expect(turnMarks([{ box, pieces, staysIn: { box, pieces } }], beside)).toEqual({ "data-turns-to": 3 });
  expect(turnMarks([{ box, pieces, staysIn: { box, pieces: [...pieces, ...pieces] } }], beside)).toEqual({});
  expect(turnMarks([fresh], { ...beside, isNext: false })).toEqual({});
  expect(turnMarks([fresh], null)).toEqual({});
  expect(turnMarks(undefined, beside)).toEqual({});
});
