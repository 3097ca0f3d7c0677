import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import pino from "pino";
import { stringify } from "yaml";
import { openCore } from "../../../../main/core/open-core.ts";
import { freePort } from "../../../lab/free-port.ts";
import { startNginx } from "../../../lab/nginx.ts";
import { projectRoot } from "../../../lab/programs.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";

/** What the one-stop shop of a test answers: one row has a word in the place of its number, one a place that nobody knows. */
export const answer = {
  thoiDiem: "2026-11-27 14:35",
  donVi: [
    { ma: "cua-a", quaHan: 19 },
    { ma: "tinh", quaHan: 8 },
    { ma: "phong-la", quaHan: 3 },
    { ma: "cua-b", quaHan: "ba" },
  ],
};

/** A platform behind a password on a real nginx, without TLS as on one machine. */
export async function startPlatform(content: unknown = answer) {
  const port = await freePort();
  const body = JSON.stringify(content).replaceAll("'", "");
  const nginx = await startNginx("location / { return 404; }", {
    users: { ioc: "mat-khau-that" },
    http: `server {
    listen 127.0.0.1:${port};
    location /ho-so {
      auth_basic "ioc";
      auth_basic_user_file users;
      default_type application/json;
      try_files /none @json;
    }
    location @json { internal; default_type application/json; return 200 '${body}'; }
    }`,
  });
  return {
    ...nginx,
    address: `http://127.0.0.1:${port}/ho-so`,
    [Symbol.asyncDispose]: () => nginx[Symbol.asyncDispose](),
  };
}

/** A core that runs on a profile of its own folder, as people wrote it. */
export async function openSite(edit: (text: string) => string = (text) => text) {
  const folder = await temporaryFolder();
  const profile = path.join(folder.path, "profile");
  await cp(path.join(projectRoot, "test/fixtures/profiles/small"), profile, { recursive: true });
  const file = path.join(profile, "profile.yaml");
  await writeFile(file, edit(await readFile(file, "utf8")));
  const lines: string[] = [];
  const core = await openCore({
    ...{ profile, data: path.join(folder.path, "data"), port: 0, version: "0.0.0-test" },
    assetsFolder: path.join(projectRoot, "assets"),
    rendererFolder: path.join(folder.path, "renderer"),
    openLog: () => pino({ level: "debug" }, { write: (line: string) => void lines.push(line) }),
  });
  await core.start();
  const call = async (method: "GET" | "POST", route: string, body?: unknown, token = core.tokens.admin) => {
    const response = await fetch(`${core.origin}${route}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    // biome-ignore lint/suspicious/noExplicitAny: each test looks into answers of its own
    return { status: response.status, body: (await response.json()) as any };
  };
  return {
    core,
    data: path.join(folder.path, "data"),
    log: () => lines.join(""),
    text: () => readFile(file, "utf8"),
    write: (text: string) => writeFile(file, text),
    /** Into the site's own packs, a file for each key. */
    async writePack(id: string, content: Record<string, unknown>) {
      await mkdir(path.join(profile, "packs", id), { recursive: true });
      for (const [key, value] of Object.entries(content))
        await writeFile(path.join(profile, "packs", id, `${key}.yaml`), stringify({ [key]: value }));
    },
    get: (route: string, token?: string) => call("GET", route, undefined, token),
    post: (route: string, body?: unknown, token?: string) => call("POST", route, body ?? {}, token),
    async [Symbol.asyncDispose]() {
      await core.close();
      await folder.remove();
    },
  };
}
