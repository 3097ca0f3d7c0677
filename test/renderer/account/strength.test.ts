import { expect, it } from "vitest";
import { strengthOf } from "../../../renderer/account/strength.ts";

const lan = ["lannt", "Nguyễn Thị Lan"];
const said = (password: string): string => {
  const strength = strengthOf(password, lan);
  return strength.level === "guessable" ? strength.why : strength.level;
};

it("says how much is missing, counted as people count letters", () => {
  expect(strengthOf("", lan)).toEqual({ level: "none" });
  expect(strengthOf("sông kỳ", lan)).toEqual({ level: "short", missing: 5 });
  // The same word, its marks written apart.
  expect(strengthOf("sông kỳ".normalize("NFD"), lan)).toEqual({ level: "short", missing: 5 });
});

it("knows what somebody who knows the person and the office would try first", () => {
  expect(said("nguyenthilan1990")).toBe("name");
  expect(said("NguyễnThịLan@123")).toBe("name");
  expect(said("langson@2026!")).toBe("common");
  expect(said("matkhau123456")).toBe("common");
  expect(said("P@ssw0rd2026")).toBe("common");
  expect(said("qwertyuiop12")).toBe("sequence");
  expect(said("abcdefghijkl")).toBe("sequence");
  expect(said("aaaaaaaaaaaa")).toBe("repeats");
  expect(said("xyzxyzxyzxyz")).toBe("repeats");
  expect(said("hoa hồng đỏ!")).toBe("plain");
});

it("calls good what is long and made of things that have nothing to do with each other", () => {
  expect(said("sông kỳ cùng chảy ngược 7")).toBe("good");
  expect(said("trời nắng bán bốn cân cá")).toBe("good");
  expect(said("Kx9!vQ2#mL7p")).not.toBe("plain");
  // A guessable part takes nothing from what stands around it.
  expect(said("nguyenthilan mua bốn cân cá chép")).toMatch(/^(?:fair|good)$/);
});
