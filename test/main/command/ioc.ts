import { expect } from "vitest";
import { z } from "zod";
import { Failure } from "#contract/http.ts";
import { runProcess } from "../../lab/process.ts";
import { entryOf } from "../../lab/programs.ts";
import { own } from "../core/run/core-process.ts";

export const command = entryOf("command");

/** Runs `ioc` as the person whose temporary folder this is. */
export async function ioc(folder: string, args: readonly string[], input = "", env: Record<string, string> = {}) {
  const end = await runProcess(process.execPath, [command, ...args], { env: { ...own(folder), ...env }, input });
  return { code: end.code, stdout: end.stdout, stderr: end.stderr };
}

/** With --json: one line, nothing else. */
export async function json<T extends z.ZodType>(schema: T, folder: string, args: readonly string[], input = "") {
  const end = await ioc(folder, [...args, "--json"], input);
  expect(end.stdout.split("\n")).toHaveLength(2);
  expect(end.stderr).toBe("");
  return { code: end.code, data: schema.parse(JSON.parse(end.stdout)) as z.output<T> };
}

export const Refused = z.strictObject({ error: Failure });
