import path from "node:path";
import { expect, test } from "@playwright/test";
import { CreatedTokenLinks, type Status } from "#contract/http.ts";
import { freePort } from "../lab/free-port.ts";
import { writeJoinedProfile } from "../lab/joined-site.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { until } from "../lab/until.ts";
import { ioc, start } from "./commands.ts";

test("npm start -- --join ADDRESS joins a second machine's monitor to the wall, once with a token and then without", async () => {
  await using folder = await temporaryFolder();
  const profile = await writeJoinedProfile(folder.path);
  const port = await freePort();
  const [firstData, secondData] = [path.join(folder.path, "first"), path.join(folder.path, "second")];
  const oneMonitor = ["--virtual-wall", "1x1@1280x720"];
  await using first = await start(["--profile", profile, "--data", firstData, "--port", String(port), ...oneMonitor]);
  await first.waitForOutput(/Bức tường .* đã lên: 1 màn hình/, 60_000);
  const made = await ioc("token", "create", "--role", "machine", "--label", "Máy hai", "--json", "--data", firstData);
  const { token } = CreatedTokenLinks.parse(JSON.parse(made.stdout));

  const join = ["--join", `http://127.0.0.1:${port}`, "--data", secondData, "--port", "0", ...oneMonitor];
  const stateOf = async (data: string) => {
    const told = await ioc("status", "--json", "--data", data);
    return told.stdout === "" ? null : (JSON.parse(told.stdout) as Status);
  };
  for (const given of [{ IOC_JOIN_TOKEN: token }, {}]) {
    await using second = await start(join, given);
    await second.waitForOutput(/Bức tường .* đã lên: 1 màn hình/, 60_000);
    await until(
      async () => {
        const numbers = (await stateOf(firstData))?.displays
          .filter(({ state }) => state === "ok")
          .map((one) => one.number);
        return numbers?.sort().join() === "1,2" ? numbers : null;
      },
      { withinMs: 60_000, what: "the second machine's monitor at the first one" },
    );
    expect((await stateOf(secondData))?.following).toMatchObject({ state: "up", host: `127.0.0.1:${port}` });
    expect(second.output()).not.toContain(token);
    await second.stop();
  }
});
