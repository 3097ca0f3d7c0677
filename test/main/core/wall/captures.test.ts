import { describe, expect, it } from "vitest";
import { type Answer, createCaptures, type Photographer } from "../../../../main/core/wall/captures.ts";

const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.from("picture")]);
const picture: Answer = { png: png.toString("base64") };

/** Remembers what it was asked; answers when told to. */
function photographer() {
  const asked: { request: string; scale: number }[] = [];
  const one: Photographer & { asked: typeof asked } = {
    asked,
    send: (request, scale) => void asked.push({ request, scale }),
  };
  return one;
}
const asked = async (one: ReturnType<typeof photographer>, count: number) => {
  await expect.poll(() => one.asked.length).toBe(count);
  const last = one.asked.at(-1);
  if (last === undefined) throw new Error("not asked");
  return last;
};
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => "taken",
    (error: { code: string }) => error.code,
  );

describe("captures", () => {
  it("asks the shell that joined last and gives its picture", async () => {
    const captures = createCaptures({ timeoutMs: 60_000 });
    const [first, second] = [photographer(), photographer()];
    captures.add(first);
    captures.add(second);
    const taken = captures.take(0.5);
    const { request, scale } = await asked(second, 1);
    expect(scale).toBe(0.5);
    captures.answer(first, request, { png: "AAAA" });
    captures.answer(second, "another", { png: "AAAA" });
    captures.answer(second, request, picture);
    expect(await taken).toEqual(png);
    expect(first.asked).toEqual([]);
  });

  it("takes one at a time, shares those of the same scale, and refuses a crowd", async () => {
    const captures = createCaptures({ timeoutMs: 60_000 });
    const shell = photographer();
    captures.add(shell);
    const scales = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8];
    const taken = scales.map((scale) => captures.take(scale));
    const again = captures.take(0.1);
    expect(await code(captures.take(0.9))).toBe("request.too-many");
    for (const [at, scale] of scales.entries()) {
      const ask = await asked(shell, at + 1);
      expect(ask.scale).toBe(scale);
      captures.answer(shell, ask.request, picture);
      await taken[at];
    }
    expect(await again).toEqual(png);
    expect(shell.asked.length).toBe(scales.length);
  });

  it("does not wait for a shell that never answers", async () => {
    const captures = createCaptures({ timeoutMs: 50 });
    captures.add(photographer());
    expect(await code(captures.take(1))).toBe("wall.capture-late");
    expect(await code(captures.take(1))).toBe("wall.capture-late");
  });

  it("fails with what went wrong, and goes on", async () => {
    const captures = createCaptures({ timeoutMs: 60_000 });
    expect(await code(captures.take(1))).toBe("wall.no-windows");
    const shell = photographer();
    captures.add(shell);

    const refused = captures.take(1);
    captures.answer(shell, (await asked(shell, 1)).request, { reason: { code: "wall.no-windows", params: {} } });
    expect(await code(refused)).toBe("wall.no-windows");

    const broken = captures.take(1);
    captures.answer(shell, (await asked(shell, 2)).request, { png: Buffer.from("GIF89a").toString("base64") });
    expect(await code(broken)).toBe("wall.capture-failed");

    const lost = captures.take(1);
    await asked(shell, 3);
    captures.remove(shell);
    expect(await code(lost)).toBe("wall.capture-gone");
    expect(await code(captures.take(1))).toBe("wall.no-windows");
  });
});
