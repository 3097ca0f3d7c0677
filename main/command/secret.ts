import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { CodedError } from "#contract/errors.ts";
import { NewSecret, routes, SecretBound, SecretList } from "#contract/http.ts";
import { ask, tell } from "./core-client.ts";
import { findRunning, type Which } from "./running.ts";
import { columns, type Screen } from "./screen.ts";

export async function setSecret(which: Which, name: string, screen: Screen): Promise<number> {
  const running = await findRunning(which);
  const value = process.stdin.isTTY ? await askHidden(screen.say("secret.prompt", { name })) : await readInput();
  const body = NewSecret.safeParse({ value });
  if (!body.success) throw new CodedError("options.invalid", { detail: "stdin" });
  await tell(running, `${routes.secrets}/${encodeURIComponent(name)}`, { method: "PUT", body: body.data });
  screen.show({ name, set: true }, [screen.say("secret.was-set", { name })]);
  return 0;
}

export async function bindSecret(which: Which, name: string, screen: Screen): Promise<number> {
  const running = await findRunning(which);
  const told = await ask(running, routes.secretBinding(encodeURIComponent(name)), SecretBound, { method: "POST" });
  const rows = told.bound.map(({ user, hosts }) => [user, hosts]);
  screen.show(told, [screen.say("secret.was-bound", { name }), ...columns(rows, "  ")]);
  return 0;
}

export async function listSecrets(which: Which, screen: Screen): Promise<number> {
  const list = await ask(await findRunning(which), routes.secrets, SecretList);
  const rows = list.names.map((name) => [name]);
  screen.show(list, rows.length === 0 ? [screen.say("secret.none")] : columns(rows, ""));
  return 0;
}

export async function removeSecret(which: Which, name: string, screen: Screen): Promise<number> {
  await tell(await findRunning(which), `${routes.secrets}/${encodeURIComponent(name)}`, { method: "DELETE" });
  screen.show({ name, removed: true }, [screen.say("secret.was-removed", { name })]);
  return 0;
}

/** All of standard input without the end of its last line, which `echo` adds. More than a secret may have is not read. */
async function readInput(): Promise<string> {
  let text = "";
  for await (const chunk of process.stdin.setEncoding("utf8")) {
    text += chunk;
    if (text.length > 10_000) break;
  }
  return text.replace(/\r?\n$/, "");
}

/** What is typed goes nowhere but to the caller; never on the command line, where other users could see it. */
function askHidden(prompt: string): Promise<string> {
  process.stderr.write(prompt);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const line = createInterface({ input: process.stdin, output: silent, terminal: true });
  return new Promise((resolve, reject) => {
    line.once("SIGINT", () => {
      line.close();
      reject(new CodedError("options.invalid", { detail: "Ctrl+C" }));
    });
    line.question("", (answer) => {
      process.stderr.write("\n");
      line.close();
      resolve(answer);
    });
  });
}
