import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { freePort } from "../lab/free-port.ts";
import { type TemporaryFolder, temporaryFolder } from "../lab/temporary-folder.ts";
import { coloursOf, drawn, reachOf, take } from "./map-looks.ts";
import { writeMapProfile } from "./map-profile.ts";
import { openWall, startVirtualWall, type VirtualWall } from "./wall-under-test.ts";

const token = ["pk", "eyJ1IjoidGh1LW5naGllbSJ9", "dGh1"].join(".");
const reference = ["$", "{secret.mapbox}"].join("");

let folder: TemporaryFolder;
test.beforeEach(async () => {
  folder = await temporaryFolder();
});
test.afterEach(() => folder.remove());

test.describe("the site's own engine", () => {
  let virtualWall: VirtualWall;
  test.beforeAll(async () => {
    virtualWall = await startVirtualWall({ columns: 1, rows: 1, width: 1280, height: 720 });
  });
  test.afterAll(() => virtualWall.stop());

  const open = async (mapbox: Record<string, unknown>) => {
    const profile = await writeMapProfile(folder.path, { mapbox: { token: reference, ...mapbox } }, 1);
    const data = path.join(folder.path, "data");
    const wall = await openWall({ display: virtualWall.display, profile, data, secrets: { mapbox: token } });
    const page = await wall.page(1);
    // Whichever: the token may be set before or after the map is first opened.
    await expect(page.locator('.map:not([data-engine="none"])')).toBeVisible({ timeout: 60_000 });
    return { wall, page };
  };

  test("draws our style where its server is not there", async () => {
    const api = `http://localhost:${await freePort()}`;
    const { wall, page } = await open({ api });
    try {
      // Its first opening may have come before the token was set.
      await page.reload();
      await drawn(page, "mapbox");
      // The page's policy lets it reach the named server, and its own map engine not even the maker's.
      expect(await reachOf(page)).toEqual({ beyond: [api], elsewhere: [] });
      const tried = [api, "https://api.mapbox.com", "https://events.mapbox.com", "https://example.org"];
      const blocked = await page.evaluate(
        (origins) =>
          new Promise<string[]>((resolve) => {
            const last = "https://example.net";
            const told: string[] = [];
            document.addEventListener("securitypolicyviolation", ({ blockedURI }) => {
              const { origin } = new URL(blockedURI);
              if (origin === last) resolve(told);
              else told.push(origin);
            });
            // Each fails: the policy forbids it, or nobody answers there.
            for (const origin of [...origins, last]) void fetch(origin).catch(() => undefined);
          }),
        tried,
      );
      expect(blocked).toEqual(tried.slice(1));
      await expect.poll(() => coloursOf(wall, 1), { timeout: 60_000 }).toBeGreaterThan(20);
      await take(wall, "mapbox.png");
    } finally {
      await wall.close();
    }
  });

  test("gives way when its server refuses the token, and the operator is told", async () => {
    let refusedAtMs = 0;
    const server: Server = createServer((_request, response) => {
      refusedAtMs ||= performance.now();
      response.writeHead(401, { "access-control-allow-origin": "*", "content-type": "application/json" });
      response.end('{"message":"Not Authorized - Invalid Token"}');
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { wall, page } = await open({ api, style: "mapbox://styles/mapbox/satellite-v9" });
    try {
      await page.reload();
      await drawn(page);
      expect(refusedAtMs).toBeGreaterThan(0);
      // Told, not judged: how long it takes depends on what else this machine does.
      const tookMs = Math.round(performance.now() - refusedAtMs);
      test
        .info()
        .annotations.push({ type: "ms from the first refusal to the other engine", description: String(tookMs) });
      console.log(`from the first refusal to the other engine: ${tookMs} ms`);
      const status = await wall.statusWhere("the refusal to be told", ({ displays }) =>
        displays.some(({ tiles }) => tiles.some(({ note }) => note?.code === "map.token-refused")),
      );
      expect(status.displays[0]?.tiles[0]?.state).toBe("fresh");
      await expect.poll(() => coloursOf(wall, 1), { timeout: 60_000 }).toBeGreaterThan(20);
    } finally {
      await wall.close();
      server.closeAllConnections();
      server.close();
    }
  });
});
