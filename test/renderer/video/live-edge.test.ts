import { expect, test } from "vitest";
import { narrowed, steer, widened } from "../../../renderer/video/live-edge.ts";
import { streamFor, wayFor } from "../../../renderer/video/way.ts";

const at = (currentS: number, startS: number, endS: number, cushionS = 0.2) =>
  steer({ currentS, buffered: { startS, endS }, cushionS });

test("playback hurries while pictures pile up, jumps when many did, and holds back when the next may come too late", () => {
  expect(at(9.8, 0, 10)).toEqual({ rate: 1 });
  expect(at(9.7, 0, 10)).toEqual({ rate: 1.06 });
  expect(at(9.2, 0, 10)).toEqual({ rate: 1.25 });
  expect(at(8, 0, 10)).toEqual({ seekToS: 9.8 });
  expect(at(9.95, 0, 10)).toEqual({ rate: 0.96 });
  expect(steer({ currentS: 0, buffered: null, cushionS: 0.2 })).toEqual({ rate: 1 });
});

test("a stream that began anew is followed, wherever playback stood", () => {
  expect(at(0, 100, 100.1)).toEqual({ seekToS: 100 });
  expect(at(100, 0, 2)).toEqual({ seekToS: 1.8 });
});

test("the cushion grows with each wait and shrinks again, within limits: the delay can't grow for ever", () => {
  let cushion = 0.2;
  for (let wait = 0; wait < 50; wait += 1) cushion = widened(cushion);
  expect(cushion).toBe(1);
  for (let second = 0; second < 600; second += 1) cushion = narrowed(cushion, 1 / 25);
  expect(cushion).toBe(0.08);
  expect(narrowed(cushion, 0.1)).toBeCloseTo(0.12);
  expect(narrowed(cushion, 5)).toBe(1);
});

test("screens of the room take the quick way, browsers elsewhere HLS; large tiles the large stream", () => {
  expect(wayFor({ origin: "http://127.0.0.1:7780", token: "x" })).toBe("socket");
  expect(wayFor({ origin: "http://10.0.0.4:7780", token: "x" })).toBe("socket");
  expect(wayFor({ origin: "http://localhost:7780" })).toBe("socket");
  expect(wayFor({ origin: "http://10.0.0.4:7780" })).toBe("hls");
  expect(wayFor({ origin: "https://wall.example.vn" })).toBe("hls");
  expect([streamFor(270), streamFor(540), streamFor(1_080)]).toEqual(["sub", "sub", "main"]);
});
