import { describe, expect, it } from "vitest";
import { Mapbox, type Profile } from "#contract/entities/profile.ts";
import { mapHosts } from "../../../main/core/map/site-map.ts";
import { contentPolicy } from "../../../main/shell/content-policy.ts";

const token = ["$", "{secret.mapbox}"].join("");
const hostsOf = (mapbox: object) =>
  mapHosts({ map: { mapbox: Mapbox.parse({ token, ...mapbox }) } } as unknown as Profile);
const directives = (policy: string): Record<string, string[]> =>
  Object.fromEntries(policy.split("; ").map((one) => [one.split(" ")[0] ?? "", one.split(" ").slice(1)]));

describe("what the room's pages may reach", () => {
  it("is this machine alone where the site has no engine of its own", () => {
    const hosts = mapHosts({ map: {} } as unknown as Profile);
    const policy = directives(contentPolicy(hosts, ["10.1.2.3"]));
    expect(policy["connect-src"]).toEqual([
      "'self'",
      ...["127.0.0.1", "localhost", "10.1.2.3"].flatMap((host) => [`http://${host}:*`, `ws://${host}:*`]),
    ]);
    expect(policy["default-src"]).toEqual(["'none'"]);
  });

  it("is besides, of all directives in connect-src only, what the profile names for it", () => {
    const hosts = hostsOf({ api: "https://ban-do.tinh.vn", hosts: ["*.tiles.mapbox.com"] });
    const policy = directives(contentPolicy(hosts, []));
    expect(policy["connect-src"]?.filter((host) => host.startsWith("https:"))).toEqual([
      "https://ban-do.tinh.vn",
      "https://*.tiles.mapbox.com",
    ]);
    // Neither its telemetry nor its default server, since the profile names another.
    expect(contentPolicy(hosts, [])).not.toMatch(/events\.mapbox|api\.mapbox/);
    delete policy["connect-src"];
    expect(JSON.stringify(policy)).not.toMatch(/tinh\.vn|mapbox|https|unsafe|\*/);
    expect(policy).toMatchObject({ "script-src": ["'self'"], "worker-src": ["'self'"] });
  });

  it.each([["https://a b"], ["https://a.vn; script-src *"], ["ftp://a.vn"], ["https://a.vn/path"]])(
    "can be widened by no server named %s",
    (api) => expect(Mapbox.safeParse({ token, api }).success).toBe(false),
  );
  it.each([["a.vn; script-src *"], ["*"], ["https://a.vn"], ["a.vn b.vn"]])("nor by a host %s", (host) =>
    expect(Mapbox.safeParse({ token, hosts: [host] }).success).toBe(false),
  );
});
