import { appendFile, cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Invitation } from "#contract/accounts/http.ts";
import { routes } from "#contract/routes.ts";
import type { RunningCore } from "./core.ts";
import { projectRoot } from "./programs.ts";

/** For accounts that last as long as a tour. */
export const touristsPassword = "sông kỳ cùng chảy ngược 7";

/**
 * The built-in profile with a unit that has figures to enter. A second factor is asked of viewers
 * alone, which lets a tour sign administrators in, and nobody is locked out before the tour is over.
 * @param folder written into
 */
export async function writeTouredSite(folder: string): Promise<void> {
  await cp(join(projectRoot, "assets/profiles/lang-son"), folder, { recursive: true });
  const lockAfter = "{ admin: 12h, phone: 12h, operator: 12h, other: 12h }";
  await appendFile(join(folder, "profile.yaml"), `\naccounts: { secondFactor: [viewer], lockAfter: ${lockAfter} }\n`);
  await appendFile(
    join(folder, "units.yaml"),
    "\n  - { id: thuong-mai, name: { vi: Sở Công Thương, en: Department of Industry and Trade } }\n",
  );
  const indicators = join(folder, "indicators.yaml");
  const freshness = "freshness: { lateAfter: 36d, staleAfter: 66d, lostAfter: 125d }";
  const line = (code: string, vi: string, en: string, more: string) =>
    `  - { code: ${code}, name: { vi: ${vi}, en: ${en} }, ${more}, sector: kinh-te, owner: thuong-mai, period: month, ${freshness} }`;
  const own = [
    line("ban-le", "Tổng mức bán lẻ", "Retail sales", "unit: { vi: tỷ đồng, en: billion VND }, decimals: 1"),
    line("cho", "Chợ đang hoạt động", "Open markets", "unit: { vi: chợ, en: markets }, decimals: 0, places: [commune]"),
  ];
  const text = await readFile(indicators, "utf8");
  await writeFile(indicators, text.replace("indicators: []", ["indicators:", ...own].join("\n")));
  await appendFile(
    join(folder, "sources.yaml"),
    `
  - id: nhap-thuong-mai
    type: entered
    unit: thuong-mai
    name: { vi: Nhập tay · Sở Công Thương, en: By hand · Industry and Trade }
    figures: [{ indicator: ban-le }, { indicator: cho }]
`,
  );
}

/** Who looks at the pages: by the name of his account. */
export const tourists = {
  "leader-province": { role: "leader", scope: { kind: "province" } },
  "officer-unit": { role: "officer", scope: { kind: "unit", unit: "thuong-mai" } },
  "officer-commune": { role: "officer", scope: { kind: "commune", place: "phuong-dong-kinh" } },
  "leader-commune": { role: "leader", scope: { kind: "commune", place: "phuong-dong-kinh" } },
  admin: { role: "admin", scope: { kind: "province" } },
  operator: { role: "operator", scope: { kind: "province" } },
} as const;
export type Tourist = keyof typeof tourists;
/** Of each the cookie of a session; and of somebody whose invitation is not taken its token. */
export type SignedInTourists = { cookies: Record<Tourist, string>; invited: string };

/** Makes an account for each and takes its invitation; one more is made for the pages of strangers, and who has to set up a second factor. */
export async function signInTourists(core: Pick<RunningCore, "origin" | "fetch">): Promise<SignedInTourists> {
  const headers = { "content-type": "application/json", origin: core.origin };
  const invite = async (name: string, grant: object) => {
    const body = JSON.stringify({ name, fullName: `Nguyễn Thị ${name}`, grants: [grant] });
    const made = await core.fetch(routes.accounts, { method: "POST", headers, body });
    if (!made.ok) throw new Error(`${name}: ${await made.text()}`);
    const { link } = Invitation.parse(await made.json());
    return link.split("/").at(-1) ?? "";
  };
  const take = (token: string) =>
    fetch(core.origin + routes.invitation(token), {
      ...{ method: "POST", headers, body: JSON.stringify({ password: touristsPassword }) },
    });
  const cookies: Partial<Record<Tourist, string>> = {};
  for (const [name, grant] of Object.entries(tourists)) {
    const taken = await take(await invite(name, grant));
    const [cookie] = taken.headers.getSetCookie();
    if (cookie === undefined) throw new Error(`${name}: ${taken.status} ${await taken.text()}`);
    cookies[name as Tourist] = cookie.split(";", 1)[0] ?? "";
  }
  const province = { scope: { kind: "province" } };
  await take(await invite("viewer", { role: "viewer", ...province }));
  const invited = await invite("hoa", { role: "leader", ...province });
  return { cookies: cookies as Record<Tourist, string>, invited };
}
