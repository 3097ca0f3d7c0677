import { afterEach, expect, test, vi } from "vitest";
import type { CameraConfig } from "#contract/entities/camera-config.ts";
import { startRtspServer, usualCamera } from "../../../lab/rtsp-server.ts";
import { type GatewayUnderTest, openings, openStreams, rtspCamera, startGateway, until } from "./gateway-under-test.ts";

/** Another list of cameras while some of the former are watched, on the real RTSP server. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function site(count: number) {
  const server = await startRtspServer({ ...usualCamera, cameras: count + 1 });
  cleanups.push(() => server.stop());
  const { username, password } = server;
  const camera = (id: string, number: number, secret = password): CameraConfig =>
    rtspCamera(id, server.address(number), { username, password: secret }, server.subAddress(number));
  const gateway = async (cameras: CameraConfig[]) => {
    const g = await startGateway(cameras, { warmMs: 60_000 });
    cleanups.push(() => g.stop());
    return g;
  };
  return { camera, gateway };
}
/** How often a camera's stream was opened. */
const opened = (g: GatewayUnderTest, id: string) => openings(g).filter(({ stream }) => stream === `${id}/sub`).length;

test("new ones open, changed ones open anew, gone ones end and say so, and what is the same is not touched", async () => {
  const { camera, gateway } = await site(4);
  const moved = { onvif: { url: "http://127.0.0.1:9/onvif/device_service" } };
  const g = await gateway([camera("giu", 1), { ...camera("doi", 2), ...moved }, camera("bo", 3)]);
  const holder = { role: "operator", name: "Lan" } as const;
  g.gateway.setSteeredBy("doi", holder);
  const [kept, changed, gone] = [g.watch("giu"), g.watch("doi"), g.watch("bo")];
  await until("all give pictures", () => [kept, changed, gone].every(({ fragments }) => fragments.length > 2));
  expect(openStreams(g)).toEqual(["bo/sub", "doi/sub", "giu/sub"]);
  await until("a last picture is kept", () => g.view("bo").lastPictureAtMs !== null);
  const keptOpenings = kept.opened.length;

  const renamed = { ...camera("giu", 1), name: { vi: "Tên mới", en: "New name" } };
  await g.gateway.replace([camera("moi", 3), renamed, { ...camera("doi", 4), ...moved }]);
  // At once, and not when the next tick comes.
  const former = openings(g).slice(0, 3);
  expect(former.filter(({ isOpen }) => isOpen).map(({ stream }) => stream)).toEqual(["giu/sub"]);
  expect(g.gateway.views().map(({ id }) => id)).toEqual(["moi", "giu", "doi"]);
  expect(g.gone).toEqual(["bo"]);
  expect(g.view("doi").steering, "whoever moves it goes on").toEqual({ by: holder });
  expect([kept.isGone, changed.isGone, gone.isGone]).toEqual([false, false, true]);
  expect(() => g.watch("bo")).toThrow(expect.objectContaining({ code: "camera.unknown" }));

  const added = g.watch("moi");
  await until("the new one gives pictures", () => added.fragments.length > 2);
  await until("the changed one is opened anew", () => changed.opened.length > 1 && changed.fragments.length > 2);
  expect([opened(g, "doi"), opened(g, "giu")]).toEqual([2, 1]);
  expect(openStreams(g)).toContain("giu/sub");
  expect(kept.opened).toHaveLength(keptOpenings);
  expect(g.view("giu").name.vi).toBe("Tên mới");

  // Who watched the former one can leave the one in its place.
  changed.stop();
  await g.gateway.replace([renamed]);
  expect(g.gone).toEqual(["bo", "moi", "doi"]);
  expect(added.isGone).toBe(true);
  expect(changed.isGone).toBe(false);
});

test("a picture of what another address showed is never shown for the new one; one of the same camera is kept", async () => {
  const { camera, gateway } = await site(2);
  const g = await gateway([camera("mot", 1), camera("hai", 2)]);
  const [one, two] = [g.watch("mot"), g.watch("hai")];
  await until("both are seen", () => one.fragments.length > 2 && two.fragments.length > 2);
  await until("both have a picture", () => g.gateway.views().every(({ lastPictureAtMs }) => lastPictureAtMs !== null));
  one.stop();
  two.stop();
  // The first moves to another camera of the server; the second has another password, which is wrong.
  await g.gateway.replace([camera("mot", 3), camera("hai", 2, "sai")]);
  expect(await g.gateway.lastPicture("mot")).toBeNull();
  expect(g.view("mot").lastPictureAtMs).toBeNull();
  expect(await g.gateway.lastPicture("hai")).not.toBeNull();
  expect(g.view("hai").lastPictureAtMs).not.toBeNull();
  g.watch("hai");
  await until("its new password is tried", () => g.view("hai").state === "wrong-password");
  await g.gateway.replace([camera("mot", 3), camera("hai", 2)]);
  await until("its old one is good", () => g.view("hai").state === "ok");
});

test("a list that is replaced while a camera is being opened or visited leaves no stream and no word of it", async () => {
  const { camera, gateway } = await site(2);
  const g = await gateway([camera("mot", 1), camera("hai", 2)]);
  g.watch("mot");
  g.gateway.goRound();
  await until("the visit runs", () => openStreams(g).includes("hai/sub"));
  expect(openStreams(g)).toContain("mot/sub");
  await g.gateway.replace([]);
  expect(openStreams(g)).toEqual([]);
  const told = g.told.length;
  // The visit that was under way comes to its end.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(g.told).toHaveLength(told);
  expect(g.gateway.views()).toEqual([]);
});
