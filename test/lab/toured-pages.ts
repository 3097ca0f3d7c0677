import type { Locator, Page } from "@playwright/test";
import { type Tourist, touristsPassword } from "./toured-site.ts";

/** A page as it is opened, and what is done there before it is looked at. */
export type Visit = { at: string; called?: string; does?: (page: Page) => Promise<void> };

const press =
  (...keys: readonly string[]) =>
  async (page: Page) => {
    for (const key of keys) await page.keyboard.press(key);
  };
const type = (text: string) => (page: Page) => page.keyboard.type(text);
const click = (find: (page: Page) => Locator) => async (page: Page) => find(page).first().click({ timeout: 4_000 });
const scroll = (y: number) => async (page: Page) => {
  await page.mouse.wheel(0, y);
};
const all =
  (...deeds: readonly ((page: Page) => Promise<void>)[]) =>
  async (page: Page) => {
    for (const deed of deeds) {
      await deed(page);
      await page.waitForTimeout(700);
    }
  };
const signIn = (name: string, password: string) => async (page: Page) => {
  await page.locator("input[autocomplete~=username]").fill(name);
  await page.locator("input[type=password]").fill(password);
  await page.keyboard.press("Enter");
};
/** A dialog or a form of a page of the desk. */
const desk = (view: string, called: string, ...deeds: readonly ((page: Page) => Promise<void>)[]): Visit => ({
  at: `/desk#${view}`,
  called: `desk-${view}-${called}`,
  does: all(...deeds),
});
const part = (number: number, called: string, ...deeds: readonly ((page: Page) => Promise<void>)[]): Visit =>
  desk(
    "wizards",
    called,
    click((page) => page.locator(".setting-section").nth(number)),
    ...deeds,
  );
const pages = (...addresses: readonly string[]): Visit[] => addresses.map((at) => ({ at }));

/** Rows as somebody pastes them: right ones, numbers as they are written here, and mistakes. */
const pasted = [
  "Chỉ tiêu\tNơi\tKỳ\tGiá trị\tLý do",
  "Tổng mức bán lẻ\tTỉnh\t9/2026\t3.412,5\t",
  "Tổng mức bán lẻ\tTỉnh\t10/2026\tba nghìn\t",
  "Tổng mức bán lẻ\tTỉnh\ttháng trước\t3\t",
  "Không có chỉ tiêu này\tTỉnh\t9/2026\t3\t",
].join("\n");

/** Who visits what; of the registry's pages each at least once, and what may be forbidden as well. */
export const visits: readonly { as: Tourist | "stranger"; pages: readonly Visit[] }[] = [
  {
    as: "leader-province",
    pages: [
      ...pages(
        "/app/",
        "/app/figures",
        "/app/figure/cua-khau.xe-cho",
        "/app/figure/cua-khau.xe-cho/huu-nghi",
        "/app/map",
      ),
      ...pages("/app/cameras", "/app/camera/phai-ve", "/app/scenes", "/app/scene/toan-canh", "/app/search"),
      ...pages("/app/search?q=huu", "/app/search?q=khong-co-gi", "/app/place/huu-nghi", "/app/account", "/app/waiting"),
      ...pages("/app/more", "/app/figure/nothing", "/app/usage", "/app/nowhere"),
    ],
  },
  {
    as: "officer-unit",
    pages: [
      ...pages(
        "/app/",
        "/app/entry",
        "/app/entry/table",
        "/app/entry/table?grid",
        "/app/entry/sent",
        "/app/own-sources",
      ),
      {
        at: "/app/entry",
        called: "entry-typed",
        does: all(
          click((page) => page.locator("input.entry-value")),
          type("99.999.999"),
          scroll(120),
        ),
      },
      {
        at: "/app/entry/table",
        called: "entry-pasted",
        does: (page) => page.locator("textarea").fill(pasted),
      },
      ...pages("/app/more", "/app/figures", "/app/figure/ban-le", "/app/figure/cua-khau.xe-cho", "/app/scenes"),
      ...pages("/app/scene/toan-canh", "/app/map", "/app/cameras"),
    ],
  },
  {
    as: "officer-commune",
    pages: pages("/app/", "/app/entry", "/app/figures", "/app/figure/cho/phuong-dong-kinh", "/app/own-sources"),
  },
  { as: "leader-commune", pages: pages("/app/", "/app/figures", "/app/place/phuong-dong-kinh", "/app/search") },
  {
    as: "operator",
    pages: [
      ...pages("/app/", "/app/more", "/wall", "/desk", "/desk#editor", "/desk#status", "/desk#trial", "/desk#outages"),
      ...pages("/desk#map", "/desk#automation", "/desk#events"),
    ],
  },
  {
    as: "admin",
    pages: [
      ...pages("/app/more", "/app/usage", "/desk", "/desk#accounts", "/desk#audit", "/desk#wizards", "/desk#usage"),
      desk("wall", "keys", press("F1")),
      desk("wall", "search", press("/"), type("huu")),
      desk("wall", "banner", press("t")),
      desk("wall", "surfaces", press("n")),
      desk("wall", "number", press("k")),
      desk("wall", "sound", press("/"), type("am thanh"), press("Enter")),
      desk("editor", "new", press("n")),
      desk("editor", "add", press("/")),
      desk("editor", "form", press("1"), press("Enter")),
      desk("status", "maintenance", press("b")),
      desk("automation", "programme", press("n")),
      desk("automation", "rule", press("r")),
      desk("automation", "holidays", press("h")),
      desk("map", "data", press("n")),
      desk("map", "search", press("/"), type("huu nghi")),
      desk("map", "measure", press("m")),
      desk("accounts", "invite", press("n"), type("Hoàng Văn Đức")),
      desk("accounts", "change", press("ArrowDown"), press("e")),
      desk("accounts", "substitute", press("ArrowDown"), press("t")),
      desk("audit", "row", press("ArrowDown")),
      part(0, "source-kind", press("n")),
      part(0, "source-address", press("n"), type("Thử"), press("Enter")),
      part(1, "indicators"),
      part(1, "indicator", press("n"), type("Thử")),
      part(2, "cameras"),
      part(2, "camera-kind", press("n"), type("Thử")),
      part(2, "camera-address", press("n"), type("Thử"), press("Enter")),
      part(3, "packs"),
    ],
  },
  {
    as: "stranger",
    pages: [
      ...pages("/app/sign-in", "/app/invitation/none", "/app/more", "/desk"),
      { at: "/app/sign-in", called: "sign-in-wrong", does: all(signIn("khong-co-ai", "sai mật khẩu rồi")) },
      // Whose role asks for a second factor and who has none yet.
      { at: "/app/sign-in", called: "sign-in-factor", does: all(signIn("viewer", touristsPassword)) },
      { at: "/app/invitation/:invited", called: "invitation" },
      {
        at: "/app/invitation/:invited",
        called: "invitation-typed",
        does: (page) => page.locator("input[type=password]").first().fill("nguyenthilan1990"),
      },
    ],
  },
];
