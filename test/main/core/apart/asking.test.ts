import { writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askApart, converseApart, Overrun } from "../../../../main/core/apart/asking.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());

const answering = new URL("../../../../main/core/apart/answering.ts", import.meta.url).href;
/** Asks a program whose answer is the body of a function of `request`. */
async function ask(body: string, request: unknown = null, limits: { memoryMb?: number; withinMs?: number } = {}) {
  const program = path.join(folder.path, `${Math.random().toString(36).slice(2)}.mjs`);
  await writeFile(program, `import { answerOne } from "${answering}";\nanswerOne(async (request) => { ${body} });\n`);
  return askApart(program, request, { memoryMb: 64, withinMs: 20_000, ...limits });
}

describe("a program in a process of its own", () => {
  it("is given what is asked as it is, and answers so", async () => {
    const request = {
      text: "Đồng Đăng",
      bytes: new Uint8Array([1, 2]),
      absent: undefined,
      far: Number.POSITIVE_INFINITY,
    };
    expect(await ask("return { request, pid: process.pid }", request)).toEqual({
      request,
      pid: expect.not.toSatisfy((pid: number) => pid === process.pid),
    });
  });

  it("knows nothing of the environment of who asks", async () => {
    process.env.SECRET_OF_THIS_TEST = "1";
    expect(await ask("return Object.keys(process.env)")).not.toContain("SECRET_OF_THIS_TEST");
    delete process.env.SECRET_OF_THIS_TEST;
  });

  it("is ended at its limit of memory and of time, and says which", async () => {
    const full = ask("const all = []; for (;;) all.push(Array.from({ length: 1_000 }, () => ({})));");
    await expect(full).rejects.toThrow(new Overrun("memory", "> 64 MB"));
    await expect(ask("for (;;);", null, { withinMs: 1_000 })).rejects.toThrow(new Overrun("time", "> 1 s"));
  });

  it("that is taken down from outside is told by its signal, one with a mistake in it by its last words", async () => {
    await expect(ask('process.kill(process.pid, "SIGTRAP"); return new Promise(() => {});')).rejects.toThrow(
      new Overrun("mistake", "SIGTRAP"),
    );
    const mistaken = ask('throw new TypeError("no such field");');
    await expect(mistaken).rejects.toThrow("no such field");
    await expect(mistaken).rejects.not.toBeInstanceOf(Overrun);
  });
});

describe("a program that is asked again and again", () => {
  const begin = async (body: string) => {
    const program = path.join(folder.path, `${Math.random().toString(36).slice(2)}.mjs`);
    await writeFile(program, `import { answerEach } from "${answering}";\nanswerEach((request) => { ${body} });\n`);
    return converseApart(program, { memoryMb: 64 });
  };
  const isThere = (pid: number): boolean => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };

  it("is one process, which is gone once it is ended", async () => {
    const conversation = await begin("return process.pid");
    const pid = Number(await conversation.ask(null));
    expect(await conversation.ask(null)).toBe(pid);
    await conversation.end();
    expect(isThere(pid)).toBe(false);
    await conversation.end();
  });

  it("says no to what is asked when it dies, and to all that is asked later", async () => {
    const conversation = await begin("process.kill(process.pid, 'SIGKILL')");
    await expect(conversation.ask(null)).rejects.toThrow("SIGKILL");
    await expect(conversation.ask(null)).rejects.toThrow("SIGKILL");
    await conversation.end();
  });
});
