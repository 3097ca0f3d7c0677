import { join } from "node:path";
import { expect, it } from "vitest";
import { CameraConfig } from "#contract/entities/camera-config.ts";
import { Indicator } from "#contract/entities/indicator.ts";
import { SourceConfig } from "#contract/entities/source-config.ts";
import type { RawItem } from "#contract/wizards/http.ts";
import { loadProfile } from "../../../../main/core/profile/loading.ts";
import { changesOfCamera, draftOfCamera, wholeOfCamera } from "../../../../renderer/desk/wizards/camera/draft.ts";
import { changedKeys, draftOfIndicator, rawOfIndicator } from "../../../../renderer/desk/wizards/indicator/draft.ts";
import { changesOf, draftOf, rawOf, secretsOf, wholeOf } from "../../../../renderer/desk/wizards/source/draft.ts";
import { projectRoot } from "../../../lab/programs.ts";

/** Everything of the built-in site with all of its packs, as files write it. */
const builtIn = async () => (await loadProfile("lang-son", { assetsFolder: join(projectRoot, "assets") })).data;
const items = (value: unknown) => value as RawItem[];

it("a source or an indicator that is opened and saved as it is changes no line of its file", async () => {
  const data = await builtIn();
  let opened = 0;
  for (const item of items(data.sources)) {
    const draft = draftOf({ id: String(item.id), item, mark: "" }, [], "+07:00");
    if (draft === undefined) continue;
    opened += 1;
    expect(changedKeys(item, rawOf(draft)), String(item.id)).toEqual({});
    expect(SourceConfig.safeParse(wholeOf(draft)).success, String(item.id)).toBe(true);
    expect(secretsOf(draft)).toEqual([]);
  }
  expect(opened).toBeGreaterThan(10);
  for (const item of items(data.cameras)) {
    const draft = draftOfCamera({ id: String(item.id), item, mark: "" }, []);
    expect(changesOfCamera(draft), String(item.id)).toEqual({});
    expect(CameraConfig.safeParse(wholeOfCamera(draft)).success, String(item.id)).toBe(true);
  }
  for (const item of items(data.indicators)) {
    const raw = rawOfIndicator(draftOfIndicator({ id: String(item.code), item, mark: "" }));
    expect(changedKeys(item, raw), String(item.code)).toEqual({});
    expect(Indicator.safeParse({ ...item, ...raw }).success, String(item.code)).toBe(true);
  }
});

it("another address changes that line alone, and a password is only named in the file", () => {
  const item = {
    ...{ id: "a", name: { vi: "A", en: "A" }, type: "rest", url: "https://a.test/", every: "1m", lateAfter: "5m" },
    ...{ mapping: "$", basic: { username: "ioc", password: "$" + "{secret.a}" }, unit: "x" },
  };
  const draft = draftOf({ id: "a", item, mark: "" }, [], "+07:00");
  if (draft === undefined) throw new Error("no draft");
  expect(changedKeys(item, rawOf({ ...draft, url: "https://b.test/" }))).toEqual({ url: "https://b.test/" });
  const entered = { ...draft, username: "khac", secret: "moi" };
  expect(changedKeys(item, rawOf(entered))).toEqual({ basic: { username: "khac", password: "$" + "{secret.a}" } });
  expect(secretsOf(entered)).toEqual([{ name: "a", value: "moi" }]);
  // The same name in the file; the core keeps what was entered under a new one, and refers to that.
  expect(changesOf({ ...draft, secret: "moi" })).toEqual({ basic: item.basic });
  // Another way to say who we are takes the former one out.
  expect(changedKeys(item, rawOf({ ...entered, login: "bearer" }))).toEqual({
    basic: null,
    bearer: "$" + "{secret.a}",
  });
  expect(changedKeys(item, rawOf({ ...entered, login: "none", secret: "" }))).toEqual({ basic: null });
});

it("a camera: another address leaves what only its file says, a password in clear is never written over by dots", () => {
  const stream = { type: "hls", url: "https://a.test/1.m3u8", username: "xem", password: "•••", ca: "a.pem" };
  const item = { id: "a", name: { vi: "A", en: "A" }, stream, onvif: { url: "http://a.test/onvif" } };
  const draft = draftOfCamera({ id: "a", item, mark: "" }, []);
  expect(changesOfCamera({ ...draft, name: { vi: "B", en: "B" } })).toEqual({ name: { vi: "B", en: "B" } });
  expect(draft.kept).toBe("clear");
  const moved = changesOfCamera({ ...draft, url: "https://b.test/1.m3u8", secret: "moi" });
  expect(moved).toEqual({
    stream: { ...stream, url: "https://b.test/1.m3u8", password: "$" + "{secret.camera-a}" },
  });
  const placed = changesOfCamera({ ...draft, position: { lat: "21,8534", lon: "106.7615" } });
  expect(placed).toEqual({ position: { lon: 106.7615, lat: 21.8534, accuracy: "approximate" } });
  expect(changesOfCamera({ ...draft, position: { lat: "95", lon: "1" } })).toEqual({});
});
