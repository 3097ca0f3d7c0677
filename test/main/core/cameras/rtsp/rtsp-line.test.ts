import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { RtspLine } from "../../../../../main/core/cameras/rtsp/rtsp-line.ts";
import { until } from "../../../../lab/until.ts";

const open: { close(): void }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

/** A line to a server of which the test decides every byte, and what came over it. */
async function lineAndCamera() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const packets: string[] = [];
  const ends: { why: string; isGarbage: boolean }[] = [];
  const connected = once(server, "connection") as Promise<[Socket]>;
  const line = new RtspLine(`rtsp://127.0.0.1:${(server.address() as AddressInfo).port}/`, null, {
    onPacket: (channel, bytes, from, to) => packets.push(`${channel}:${bytes.toString("hex", from, to)}`),
    onEnd: (why, isGarbage) => ends.push({ why, isGarbage }),
  });
  const [camera] = await connected;
  camera.on("error", () => undefined);
  let asked = "";
  camera.on("data", (bytes) => {
    asked += bytes.toString();
  });
  open.push(server, line, { close: () => camera.destroy() });
  return { line, camera, packets, ends, asked: () => asked };
}

const packet = (channel: number, bytes: Uint8Array) => {
  const head = Buffer.from([0x24, channel, 0, 0]);
  head.writeUInt16BE(bytes.length, 2);
  return Buffer.concat([head, bytes]);
};

test("a camera that answers no reminder is reminded all the same", async () => {
  const { line, asked } = await lineAndCamera();
  for (let reminder = 1; reminder <= 3; reminder += 1) {
    line.remind("rtsp://camera/", "12");
    await until(() => asked().split("OPTIONS").length - 1 === reminder, { withinMs: 5_000, what: "a reminder" });
  }
});

test("packets and answers arrive whole, however the network cuts them", async () => {
  const pieces = fc.array(
    fc.record({ channel: fc.integer({ min: 0, max: 3 }), bytes: fc.uint8Array({ maxLength: 3_000 }), cut: fc.nat() }),
    { minLength: 1, maxLength: 12 },
  );
  await fc.assert(
    fc.asyncProperty(pieces, async (sent) => {
      const { line, camera, packets } = await lineAndCamera();
      const answered = line.ask("DESCRIBE", "rtsp://camera/");
      const text = "RTSP/1.0 200 OK\r\nCSeq: 1\r\nContent-Length: 5\r\n\r\nv=0\r\n";
      const all = Buffer.concat([
        ...sent.map(({ channel, bytes }) => packet(channel, bytes)),
        Buffer.from(text),
        packet(9, Buffer.from("end")),
      ]);
      const cuts = [0, ...sent.map(({ cut }) => cut % all.length), all.length].sort((one, other) => one - other);
      for (const [at, from] of cuts.entries()) {
        camera.write(all.subarray(from, cuts[at + 1] ?? all.length));
        await new Promise(setImmediate);
      }
      await until(() => packets.at(-1)?.startsWith("9:"), { withinMs: 5_000, what: "the last packet" });
      expect((await answered)?.body).toBe("v=0\r\n");
      expect(packets.slice(0, -1)).toEqual(
        sent.map(({ channel, bytes }) => `${channel}:${Buffer.from(bytes).toString("hex")}`),
      );
      line.close();
      camera.destroy();
    }),
    { numRuns: 25 },
  );
});

test("what is no RTSP ends the line once, and is said to be garbage", async () => {
  const noRtsp = fc.uint8Array({ minLength: 8, maxLength: 2_000 }).filter(([first = 0]) => first !== 0x24);
  await fc.assert(
    fc.asyncProperty(noRtsp, async (bytes) => {
      const { camera, ends, packets } = await lineAndCamera();
      // A capital letter begins an answer: the line then waits for its end, and no answer has a head of 40 kB.
      camera.write(bytes);
      camera.write(Buffer.alloc(40_000, "x"));
      await until(() => ends.length > 0, { withinMs: 5_000, what: "the end" });
      expect(ends).toEqual([{ why: "no RTSP", isGarbage: true }]);
      expect(packets).toEqual([]);
    }),
    { numRuns: 50 },
  );
});
