import pino from "pino";
import { expect, it } from "vitest";
import { createAccess } from "../../../../main/core/access/access.ts";
import { createSessions } from "../../../../main/core/access/session.ts";
import { createSecrets } from "../../../../main/core/secrets/secrets.ts";
import { openStore } from "../../../../main/core/store/store.ts";
import { startLinkToken } from "../../../../main/core/tokens/start-link.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";

/** A start of the core, as far as the printed link goes. */
async function start(folder: string, keyFile = `${folder}/secrets.key`) {
  const store = await openStore(folder);
  const secrets = await createSecrets({ repository: store.secrets, keyFile });
  const access = createAccess({ tokens: store.tokens, sessions: createSessions(Buffer.alloc(32)), now: Date.now });
  const log = pino({ level: "silent" });
  const token = await startLinkToken({ access, secrets, language: "vi", log });
  return { token, access, secrets, log, close: () => store.close() };
}

it("prints one link at every start until it is revoked, and lists its token but not the secret it is kept as", async () => {
  await using folder = await temporaryFolder();
  const first = await start(folder.path);
  expect(await first.access.identify(first.token)).toMatchObject({ role: "viewer" });
  expect(await first.secrets.names()).toEqual([]);
  await first.close();

  const second = await start(folder.path);
  expect(second.token).toBe(first.token);
  const [listed, ...others] = await second.access.list();
  expect(others).toEqual([]);
  expect(listed).toMatchObject({ role: "viewer", label: "liên kết in ra khi mở phần mềm" });
  await second.access.revoke(listed?.id ?? 0);
  expect(await second.access.identify(first.token)).toBeUndefined();
  await second.close();

  const third = await start(folder.path);
  expect(third.token).not.toBe(first.token);
  expect(await third.access.identify(third.token)).toMatchObject({ role: "viewer" });
  await third.close();
  // Encrypted under another key it cannot be read: another is made.
  const fourth = await start(folder.path, `${folder.path}/other.key`);
  expect([first.token, third.token]).not.toContain(fourth.token);
  await fourth.close();
});

it("prints a link of this run where none can be kept", async () => {
  await using folder = await temporaryFolder();
  const { access, log, close } = await start(folder.path);
  const full = { get: async () => undefined, set: () => Promise.reject(new Error("full")) };
  const token = await startLinkToken({ access, secrets: full, language: "vi", log });
  expect(token).toBe(access.run.viewer);
  expect(await access.identify(token)).toMatchObject({ role: "viewer", tokenId: null });
  await close();
});
