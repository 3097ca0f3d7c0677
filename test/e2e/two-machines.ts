import path from "node:path";
import type { WallCommand } from "#contract/entities/wall-state.ts";
import { CreatedToken, routes, WallAnswer } from "#contract/http.ts";
import { freePort } from "../lab/free-port.ts";
import { openWall, startVirtualWall, type VirtualWall, type WallUnderTest } from "./wall-under-test.ts";

export type TwoMachines = {
  readonly monitors: readonly [VirtualWall, VirtualWall];
  /** Of the first machine's core, the same after each start. */
  readonly port: number;
  openFirst(): Promise<WallUnderTest>;
  /** @param token needed the first time only: it is kept */
  openSecond(token?: string): Promise<WallUnderTest>;
  /** A token of the first machine by which another one may join. */
  joinToken(): Promise<string>;
  /** Asks the first machine. */
  post(where: string, body: unknown): Promise<Response>;
  /** Says at the first machine what the wall is to show. */
  drive(command: WallCommand): Promise<WallAnswer>;
  stop(): Promise<void>;
};

/** Two programs that make one wall, each with monitors of its own: the second one joins the wall of the first. */
export async function startTwoMachines(options: {
  folder: string;
  /** Of the first; the second has none. */
  profile: string;
  /** The monitors of each. */
  size: { columns: number; rows: number; width: number; height: number };
  secrets?: Record<string, string>;
}): Promise<TwoMachines> {
  const { folder, profile, size, secrets = {} } = options;
  const port = await freePort();
  const monitors = [await startVirtualWall(size), await startVirtualWall(size)] as const;
  let first: WallUnderTest | undefined;
  let second: WallUnderTest | undefined;

  const post = async (where: string, body: unknown): Promise<Response> => {
    if (first === undefined) throw new Error("the first machine was not opened");
    const { origin, adminToken } = await first.run();
    return fetch(origin + where, {
      method: "POST",
      headers: { authorization: `Bearer ${adminToken}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  };
  return {
    monitors,
    port,
    async openFirst() {
      const { display } = monitors[0];
      const env = { IOC_PORT: String(port) };
      first = await openWall({ display, profile, data: path.join(folder, "first"), secrets, env });
      return first;
    },
    async openSecond(token = "") {
      const { display } = monitors[1];
      const env = { IOC_JOIN: `http://127.0.0.1:${port}`, IOC_JOIN_TOKEN: token };
      second = await openWall({ display, profile: "", data: path.join(folder, "second"), env });
      return second;
    },
    async joinToken() {
      const answer = await post(routes.tokens, { role: "machine", label: "Máy hai" });
      return CreatedToken.parse(await answer.json()).token;
    },
    post,
    drive: async (command) => WallAnswer.parse(await (await post(routes.wallCommands, command)).json()),
    async stop() {
      await second?.close();
      await first?.close();
      for (const wall of monitors) await wall.stop();
    },
  };
}
