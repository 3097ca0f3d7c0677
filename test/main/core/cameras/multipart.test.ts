import fc from "fast-check";
import { expect, test } from "vitest";
import { CodedError } from "#contract/errors.ts";
import { PartSplitter } from "../../../../main/core/cameras/http/multipart.ts";

const part = (boundary: string, body: Uint8Array, hasLength: boolean): Buffer =>
  Buffer.concat([
    Buffer.from(`${boundary}\r\nContent-Type: image/jpeg\r\n`),
    Buffer.from(hasLength ? `Content-Length: ${body.length}\r\n\r\n` : "\r\n"),
    body,
    Buffer.from("\r\n"),
  ]);

test("parts come out as they went in, however the line cuts them, with and without their length", () => {
  // Of pictures: they end in FF D9 and hold no boundary.
  const body = fc
    .uint8Array({ minLength: 1, maxLength: 300 })
    .map((bytes) => Buffer.from([0xff, 0xd8, ...bytes.map((one) => (one === 0x2d ? 0x2e : one)), 0xff, 0xd9]));
  fc.assert(
    fc.property(
      fc.array(body, { minLength: 1, maxLength: 6 }),
      fc.boolean(),
      fc.constantFrom("b", "--b"),
      fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 8 }),
      (bodies, hasLength, named, sizes) => {
        const whole = Buffer.concat([...bodies.map((one) => part("--b", one, hasLength)), Buffer.from("--b--\r\n")]);
        const given: Buffer[] = [];
        const splitter = new PartSplitter(named, 10_000, (one) => given.push(one));
        for (let at = 0, turn = 0; at < whole.length; turn += 1) {
          const size = sizes[turn % sizes.length] ?? 1;
          splitter.put(whole.subarray(at, at + size));
          at += size;
        }
        expect(given).toEqual(bodies);
      },
    ),
  );
});

test("what never becomes a part is refused once it is too much to hold", () => {
  const splitter = new PartSplitter("b", 20_000, () => undefined);
  expect(() => {
    for (let n = 0; n < 10; n += 1) splitter.put(Buffer.alloc(1_000, 0x78));
  }).toThrow(CodedError);
  const endless = new PartSplitter("b", 20_000, () => undefined);
  expect(() => {
    endless.put(Buffer.from("--b\r\n\r\n"));
    for (let n = 0; n < 30; n += 1) endless.put(Buffer.alloc(1_000, 0x78));
  }).toThrow(CodedError);
});
