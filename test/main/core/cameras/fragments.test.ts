import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { fragmentedOutput } from "../../../../main/core/cameras/ffmpeg-arguments.ts";
import { type Fragment, mediaOf, splitFragments } from "../../../../main/core/cameras/fragments.ts";

const run = promisify(execFile);

/** Twenty pictures of 10 a second, a key picture every five; large ones, that come in several pieces. */
async function recording(codec: string): Promise<Buffer> {
  const made = await run(
    "ffmpeg",
    [
      ...[
        "-v",
        "error",
        "-f",
        "lavfi",
        "-i",
        "testsrc2=size=640x360:rate=10",
        "-frames:v",
        "20",
        "-pix_fmt",
        "yuv420p",
      ],
      ...fragmentedOutput("0:v:0", ["-c:v", codec, "-preset", "ultrafast", "-tune", "zerolatency", "-g", "5"]),
    ],
    { encoding: "buffer", maxBuffer: 64 * 1024 * 1024 },
  );
  return made.stdout;
}

function splitIn(pieces: Iterable<Buffer>) {
  const read = { initialization: Buffer.alloc(0), mime: "", fragments: [] as Fragment[], garbage: 0 };
  const put = splitFragments((timeS) => 1_000 + timeS, {
    onInitialization: ({ bytes, mime }) => Object.assign(read, { initialization: bytes, mime }),
    onFragment: (fragment) => void read.fragments.push(fragment),
    onGarbage: () => {
      read.garbage += 1;
    },
  });
  for (const piece of pieces) put(piece);
  return read;
}

function* pieces(whole: Buffer, bytes: number): Generator<Buffer> {
  for (let at = 0; at < whole.length; at += bytes) yield whole.subarray(at, at + bytes);
}

test.for([
  ["libx264", /^video\/mp4; codecs="avc1\./],
  ["libx265", /^video\/mp4; codecs="h(vc|ev)1\./],
] as const)("%s: every picture with its time, whichever way the bytes come", async ([codec, mime]) => {
  const whole = await recording(codec);
  for (const bytes of [whole.length, 65_536, 1_000, 7]) {
    const read = splitIn(pieces(whole, bytes));
    expect(read.garbage).toBe(0);
    expect(read.mime).toMatch(mime);
    // ffmpeg ends a file with an index, which is no picture.
    const joined = Buffer.concat([read.initialization, ...read.fragments.map(mediaOf)]);
    expect(joined.equals(whole.subarray(0, joined.length))).toBe(true);
    expect(whole.toString("latin1", joined.length + 4, joined.length + 8)).toBe("mfra");
    expect(read.fragments.map(({ isKey }) => isKey)).toEqual(Array.from({ length: 20 }, (_, at) => at % 5 === 0));
    for (const [at, { timeS, durationS, arrivedAtMs }] of read.fragments.entries()) {
      expect(timeS).toBeCloseTo(at / 10);
      expect(arrivedAtMs).toBeCloseTo(1_000 + at / 10);
      expect(durationS).toBeCloseTo(0.1);
    }
  }
});

test("pictures that were given stay as they are when more come", async () => {
  const whole = await recording("libx264");
  const given: { message: Buffer; copy: Buffer }[] = [];
  const put = splitFragments(Date.now, {
    onInitialization: () => undefined,
    onFragment: ({ message }) => void given.push({ message, copy: Buffer.from(message) }),
    onGarbage: () => expect.fail("garbage"),
  });
  for (const piece of pieces(whole, 3_000)) put(piece);
  whole.fill(0);
  expect(given.length).toBeGreaterThan(0);
  for (const { message, copy } of given) expect(message.equals(copy)).toBe(true);
});

test("what is no fragmented MP4 is told once, and nothing more is taken", async () => {
  const whole = await recording("libx264");
  const first = whole.indexOf("moof") - 4;
  const changed = (at: number, value: number) => {
    const bytes = Buffer.from(whole);
    bytes.writeUInt32BE(value, at);
    return bytes;
  };
  const wrong = [
    Buffer.alloc(100_000, "no picture at all"),
    Buffer.alloc(4_096),
    changed(first, 4),
    changed(first, 0x7fffffff),
    changed(whole.indexOf("traf") - 4, 1),
    changed(whole.indexOf("tfdt"), 0),
    changed(whole.indexOf("avcC"), 0),
    whole.subarray(first),
  ];
  for (const [at, bytes] of wrong.entries()) {
    const read = splitIn(pieces(bytes, 1_500));
    expect([at, read.garbage, read.fragments.length]).toEqual([at, 1, 0]);
  }
});
