import { createHmac } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { CodedError } from "#contract/errors.ts";
import { createEventParser } from "../../../../main/core/connectors/events/parser.ts";
import { createAnswerKeeper, keptBytes } from "../../../../main/core/connectors/last-answer.ts";
import { isSigned } from "../../../../main/core/connectors/webhook/signature.ts";
import { createMask } from "../../../../main/core/outbound/mask.ts";
import { createPacing } from "../../../../main/core/outbound/pacing.ts";

it("pauses grow to their limit, rest after ten failures, and keep to what the platform asks", () => {
  const pacing = createPacing({ firstMs: 100, lastMs: 1_000, restMs: 5_000 });
  const pauses = Array.from({ length: 12 }, () => pacing.failed(new Error("x")));
  const full = [100, 200, 400, 800, 1_000, 1_000, 1_000, 1_000, 1_000, 5_000, 5_000, 5_000];
  pauses.forEach(({ pauseMs, isResting }, at) => {
    expect(pauseMs).toBeLessThanOrEqual(full[at] ?? 0);
    expect(pauseMs).toBeGreaterThanOrEqual((full[at] ?? 0) * 0.74);
    expect(isResting).toBe(at >= 9);
  });
  pacing.worked();
  expect(pacing.failed(undefined).pauseMs).toBeLessThanOrEqual(100);
  const busy = (seconds: number) => new CodedError("source.busy", { host: "a", status: 429, seconds });
  expect(pacing.failed(busy(40)).pauseMs).toBe(40_000);
  expect(pacing.failed(busy(1e9)).pauseMs).toBe(3_600_000);
});

const parserFor = () => createEventParser({ lastId: "", limit: 1_000, tooLarge: () => new RangeError("large") });

it("reads events however they are cut", () => {
  const stream =
    "\uFEFF: ghi chú\r\nretry: 1500\r\n\r\nid: 7\rdata: một\r\revent: so-lieu\ndata:hai\ndata: ba\n\nid\ndata\n\ndata: dở dang\n".slice(
      1,
    );
  const whole = parserFor();
  const expected = whole.feed(stream);
  expect(expected).toEqual([
    { name: "message", data: "một", id: "7" },
    { name: "so-lieu", data: "hai\nba", id: "7" },
    { name: "message", data: "", id: "" },
  ]);
  expect(whole.retryMs).toBe(1_500);
  fc.assert(
    fc.property(fc.array(fc.nat(stream.length), { maxLength: 20 }), (cuts) => {
      const parser = parserFor();
      const at = [0, ...cuts.sort((a, b) => a - b), stream.length];
      const events = at.slice(1).flatMap((end, index) => parser.feed(stream.slice(at[index], end)));
      expect(events).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});

it("an event that never ends is cut, with or without line ends", () => {
  expect(() => parserFor().feed(`data: ${"x".repeat(1_001)}`)).toThrow(RangeError);
  const many = parserFor();
  expect(() => {
    for (let at = 0; at < 100; at++) many.feed(`data: ${"x".repeat(100)}\n`);
  }).toThrow(RangeError);
});

it("no spelling of a secret is shown", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 3, maxLength: 40, unit: "grapheme" }), fc.string(), (secret, around) => {
      const mask = createMask();
      mask.add(secret);
      const spellings = [secret, JSON.stringify(secret).slice(1, -1), Buffer.from(secret).toString("base64")];
      for (const spelling of spellings)
        if (!around.includes(secret)) expect(mask.over(`a ${spelling} b`)).toBe("a ••• b");
    }),
  );
  const mask = createMask();
  mask.add("12");
  expect(mask.over("12 xe")).toBe("12 xe");
});

it("keeps the beginning of an answer and not the whole of it", async () => {
  const memory = new Map<string, string>();
  const keeper = createAnswerKeeper({
    mask: createMask(),
    memory: { get: async (key) => memory.get(key), set: async (key, value) => void memory.set(key, value) },
    now: () => 5,
  });
  expect(await keeper.last()).toBeNull();
  keeper.keep(Buffer.alloc(5_000_000, 0x61), "tệp");
  const answer = await keeper.last();
  expect(answer).toMatchObject({ atMs: 5, from: "tệp", bytes: 5_000_000 });
  expect(answer?.text).toHaveLength(keptBytes);
  keeper.onUnusable();
  expect([...memory.values()][0]?.length).toBeLessThan(keptBytes + 200);
});

it("knows a signature by body, secret and moment", () => {
  const body = Buffer.from('{"số": 1}');
  const atMs = 1_700_000_000_000;
  const hex = createHmac("sha256", "khoá").update("1700000000.").update(body).digest("hex");
  const header = `t=1700000000,v1=${hex}`;
  expect(isSigned(header, body, "khoá", atMs)).toBe(true);
  expect(isSigned(`t=1700000000, v1=${"0".repeat(64)}, v1=${hex}`, body, "khoá", atMs + 299_000)).toBe(true);
  expect(isSigned(header, body, "khoá", atMs + 301_000)).toBe(false);
  expect(isSigned(header, body, "khoa", atMs)).toBe(false);
  expect(isSigned(header, Buffer.concat([body, Buffer.from(" ")]), "khoá", atMs)).toBe(false);
  expect(isSigned(header.replace("1700000000", "1700000001"), body, "khoá", atMs)).toBe(false);
  fc.assert(fc.property(fc.string(), (junk) => !isSigned(junk, body, "khoá", atMs)));
});
