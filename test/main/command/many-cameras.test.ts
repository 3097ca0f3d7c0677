import { cp, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { routes, Status } from "#contract/http.ts";
import { temporaryFolder } from "../../lab/temporary-folder.ts";
import { until } from "../../lab/until.ts";
import { smallProfile, startCore } from "../core/run/core-process.ts";
import { ioc } from "./ioc.ts";

it("takes a list of 500 cameras, says what is wrong with one, and knows the state of each without a new start", async () => {
  await using folder = await temporaryFolder();
  // It is imported into the profile.
  const profile = path.join(folder.path, "profile");
  await cp(smallProfile, profile, { recursive: true });
  await using core = await startCore(folder.path, path.join(folder.path, "data"), 0, profile);
  const file = path.join(folder.path, "camera.csv");
  const row = (at: number) => `cam-${at};Camera ${at};rtsp://127.0.0.1:9/${at};ioc;camera`;
  const list = [
    "Mã camera;Tên camera;Địa chỉ luồng chính;Tài khoản;Tên mật khẩu",
    ...Array.from({ length: 500 }, (_, at) => row(at + 1)),
  ];
  const importing = async (...more: string[]) => {
    await writeFile(file, list.join("\r\n"));
    return ioc(folder.path, ["camera", "import", file, ...more]);
  };
  const early = await importing();
  expect(early).toMatchObject({ code: 1, stderr: "" });
  expect(early.stdout).toMatch(/500 lỗi, chưa nhập gì:\n +✗ dòng 2, cột E «Tên mật khẩu»\n +chưa đặt mật khẩu/);
  await ioc(folder.path, ["secret", "set", "camera"], "mat-khau\n");
  expect((await importing("--check")).stdout).toContain("sẽ có 500 camera");
  expect((await importing()).stdout).toContain("Đã nhập danh sách số 1 vào tệp cấu hình: có 500 camera");
  expect((await ioc(folder.path, ["camera", "show"])).stdout).toMatch(
    /Đang có 500 camera\.\nLần nhập gần nhất: danh sách số 1, 500 camera/,
  );
  const cameras = await until(
    async () => {
      const answer = await fetch(`${core.run.origin}${routes.status}`, {
        headers: { authorization: `Bearer ${core.run.adminToken}` },
      });
      const { cameras } = Status.parse(await answer.json());
      return cameras.every(({ state }) => state !== "idle") ? cameras : null;
    },
    { withinMs: 120_000, what: "the state of every camera" },
  );
  expect(cameras).toHaveLength(500);
  // Nothing listens there: that is what is told of each.
  expect(new Set(cameras.map(({ state, reason }) => `${state} ${reason?.code}`))).toEqual(
    new Set(["no-signal camera.unreachable"]),
  );
  const copy = path.join(folder.path, "ra.xlsx");
  expect((await ioc(folder.path, ["camera", "export", copy])).stdout).toContain("Không có mật khẩu nào trong tệp");
  expect((await ioc(folder.path, ["camera", "import", copy])).stdout).toContain("không có gì để nhập");
  expect((await ioc(folder.path, ["camera", "undo"])).stdout).toMatch(
    /Đang có 0 camera\.\nLần nhập gần nhất: chưa có, hoặc đã quay lại hết/,
  );
}, 240_000);
