import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import type { TokenRole } from "#contract/access/role.ts";
import { CreatedToken, IngestResult, Readings, routes } from "#contract/http.ts";
import { projectRoot, type RunningCore, startCore } from "./core.ts";
import { startTcpProxy, type TcpProxy } from "./tcp-proxy.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const minutely = (code: string) => ({
  code,
  name: { vi: code, en: code },
  unit: { vi: "xe", en: "vehicles" },
  sector: "cua-khau",
  period: "minute",
  decimals: 0,
  freshness: { lateAfter: "2m", staleAfter: "10m", lostAfter: "1h" },
});

/** A centre that is called by a platform, a wall that mirrors it, and the line between them. Each is a real core. */
export interface MirroredSite extends AsyncDisposable {
  centre: RunningCore;
  wall: RunningCore;
  readonly line: TcpProxy;
  /** Calls in at the centre (or, as a platform of its own, at the wall); done when all is on disk there. */
  call(readings: readonly object[], where?: "centre" | "wall", source?: string): Promise<IngestResult>;
  /** What is newest of a series. */
  newest(
    where: "centre" | "wall",
    indicator: string,
    place?: string,
  ): Promise<Readings["readings"][number] | undefined>;
  /** Every revision there is, by the feed's pages. */
  everything(where: "centre" | "wall"): Promise<Readings["readings"]>;
  token(where: "centre" | "wall", role: TokenRole, label?: string): Promise<string>;
  /** Kills one (signal 9) or ends it in order, and starts it again on its data. */
  restart(where: "centre" | "wall", signal?: NodeJS.Signals): Promise<void>;
  stop(where: "centre" | "wall", signal?: NodeJS.Signals): Promise<void>;
  start(where: "centre" | "wall"): Promise<void>;
}

export async function startMirroredSite(
  options: { wallSources?: readonly object[]; centreRole?: TokenRole } = {},
): Promise<MirroredSite> {
  const folder = await temporaryFolder("ioc-mirror");
  const given = parse(await readFile(join(projectRoot, "test/fixtures/profiles/small/profile.yaml"), "utf8"));
  const profile = async (name: string, sources: readonly object[]): Promise<string> => {
    const to = join(folder.path, name);
    await mkdir(to);
    await cp(join(projectRoot, "test/fixtures/profiles/small/outline.geojson"), join(to, "outline.geojson"));
    const indicators = [...given.indicators, minutely("xe-vao")];
    await writeFile(join(to, "profile.yaml"), stringify({ ...given, indicators, sources }));
    return to;
  };
  const platform = (id: string) => ({
    id,
    type: "webhook",
    name: { vi: `Nền tảng ${id}`, en: `Platform ${id}` },
    lateAfter: "1h",
  });
  const centreProfile = await profile("centre", [given.sources[0], platform("cua-khau-so"), platform("khac")]);
  let centre = await startCore({ profile: centreProfile, data: join(folder.path, "centre-data") });
  const line = await startTcpProxy(centre.port);
  const wallProfile = await profile("wall", [
    {
      id: "trung-tam",
      type: "centre",
      name: { vi: "Trung tâm", en: "Centre" },
      url: `http://${line.host}`,
      token: `\${secret.trung-tam}`,
      lateAfter: "1h",
      history: "30d",
    },
    ...(options.wallSources ?? []),
  ]);
  let wall = await startCore({ profile: wallProfile, data: join(folder.path, "wall-data") });
  const site = (where: "centre" | "wall") => (where === "centre" ? centre : wall);
  const post = (where: "centre" | "wall", path: string, body: unknown, method = "POST") =>
    site(where).fetch(path, { method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  const token = async (where: "centre" | "wall", role: TokenRole, label = "Máy tường") =>
    CreatedToken.parse(await (await post(where, routes.tokens, { role, label })).json()).token;
  const set = await post(
    "wall",
    `${routes.secrets}/trung-tam`,
    { value: await token("centre", options.centreRole ?? "mirror") },
    "PUT",
  );
  if (set.status !== 204) throw new Error(await set.text());

  const start = async (where: "centre" | "wall"): Promise<void> => {
    if (where === "centre") {
      centre = await startCore({ profile: centreProfile, data: centre.data });
      await line.mend(centre.port);
    } else wall = await startCore({ profile: wallProfile, data: wall.data });
  };
  const stop = async (where: "centre" | "wall", signal: NodeJS.Signals = "SIGTERM"): Promise<void> =>
    void (await site(where).process.stop(signal));
  return {
    get centre() {
      return centre;
    },
    get wall() {
      return wall;
    },
    line,
    token,
    start,
    stop,
    async restart(where, signal) {
      await stop(where, signal);
      await start(where);
    },
    async call(readings, where = "centre", source = "cua-khau-so") {
      const answer = await post(where, routes.ingest(source), readings);
      if (answer.status !== 200) throw new Error(await answer.text());
      return IngestResult.parse(await answer.json());
    },
    async newest(where, indicator, place = "tinh") {
      const query = new URLSearchParams({ indicator, place });
      const answer = await site(where).fetch(`${routes.readings}?${query}`);
      return Readings.parse(await answer.json()).readings[0];
    },
    async everything(where) {
      const all: Readings["readings"] = [];
      for (let next = ""; ; ) {
        const answer = await site(where).fetch(`${routes.feedPages}?fromMs=0&limit=500${next && `&after=${next}`}`);
        const page = (await answer.json()) as { readings: Readings["readings"]; next: string | null };
        all.push(...page.readings);
        if (page.next === null) return all;
        next = page.next;
      }
    },
    async [Symbol.asyncDispose]() {
      await wall.stop();
      await centre.stop();
      await line[Symbol.asyncDispose]();
      await folder.remove();
    },
  };
}
