import path from "node:path";
import { expect, it } from "vitest";
import { createKnownPasswords } from "../../../../main/core/accounts/known-passwords.ts";
import { projectRoot } from "../../../lab/programs.ts";

const { isKnown } = createKnownPasswords(path.join(projectRoot, "assets/passwords"));
const own = ["nguyen.van.toan", "Nguyễn Văn Toàn", "Trung tâm Điều hành thông minh Lạng Sơn"];

it.each([
  ...["password1234", "P@ssw0rd2026", "matkhau123456", "Matkhau@2026", "qwertyuiop123", "123456789012", "aaaaaaaaaaaa"],
  ...[
    "abcabcabcabcabc",
    "LangSon@2026",
    "langson12345!",
    "nguyenvantoan1",
    "Toan.19871234",
    "trungtamdieuhanh",
    "Admin@123456",
  ],
  ...[
    "anhyeuem1314",
    "iloveyou12345",
    "lạng sơn 2026",
    "VNPT@12345678",
    "toannv@123456",
    "adminadminadmin",
    "zxcvbnm,./1",
  ],
])("refuses %s", async (password) => {
  expect(await isKnown(password, own)).toBe(true);
});

it.each([
  ...[
    "correct horse battery staple",
    "sông kỳ cùng chảy ngược 7",
    "một con voi rất xanh",
    "xK7#pL2qWz9v",
    "vjq8wzt3mxkd",
  ],
  "mèo trắng leo cột điện",
])("takes %s", async (password) => {
  expect(await isKnown(password, own)).toBe(false);
});
