import { describe, expect, it } from "vitest";
import { catalogue } from "../../contract/errors.ts";
import { mistakeInEnvironment, parseSiteSettings, settingNames } from "../../contract/site-settings.ts";

const file = "/etc/ioc-wall/ioc-wall.conf";
const parse = (...lines: string[]) => parseSiteSettings(lines.join("\n"), file);

describe("the settings file of a site", () => {
  it("takes every setting, with notes, quotation marks and another system's ends of lines", () => {
    const text =
      "\uFEFF# trung tâm\r\nIOC_PROFILE=/srv/cấu hình\r\n\r\n; cũ\r\nIOC_DATA='/var/lib/ioc-wall'\r\n IOC_PORT=\"80\"\r\n" +
      "IOC_KIOSK=1\r\nIOC_MONITORS=4\r\nIOC_DESK=0\r\nIOC_LANG=en\r\nIOC_FFMPEG=/usr/bin/ffmpeg\r\n";
    expect(parseSiteSettings(text, file)).toEqual({
      settings: {
        IOC_PROFILE: "/srv/cấu hình",
        IOC_DATA: "/var/lib/ioc-wall",
        IOC_PORT: "80",
        IOC_KIOSK: "1",
        IOC_MONITORS: "4",
        IOC_DESK: "0",
        IOC_LANG: "en",
        IOC_FFMPEG: "/usr/bin/ffmpeg",
      },
    });
    expect(parse("")).toEqual({ settings: {} });
    expect(parse("IOC_PROFILE=lang-son")).toEqual({ settings: { IOC_PROFILE: "lang-son" } });
    expect(parse("IOC_DATA=D:\\tuong")).toEqual({ settings: { IOC_DATA: "D:\\tuong" } });
    for (const join of ["http://10.0.0.5:7780", "https://tuong.vi-du.vn/", "http://[fd00::1]:80"])
      expect(parse(`IOC_JOIN=${join}`)).toEqual({ settings: { IOC_JOIN: join } });
  });

  it.each([
    ["mật khẩu của tôi", "settings.no-setting"],
    ["IOC_PROFILE", "settings.no-setting"],
    ["export IOC_PORT=1", "settings.no-setting"],
    ["IOC_PROFIL=x", "settings.unknown"],
    ["ioc_port=1", "settings.unknown"],
    ["IOC_JOIN_TOKEN=geheim", "settings.token"],
    ["MAPBOX_TOKEN=geheim", "settings.token"],
    ["IOC_PROFILE=", "settings.text"],
    ["IOC_PROFILE=cau/hinh", "settings.text"],
    ["IOC_DATA=du-lieu", "settings.folder"],
    ["IOC_DATA='/var/lib", "settings.folder"],
    ["IOC_PORT=99999", "settings.port"],
    ["IOC_PORT=7780 # cổng", "settings.port"],
    ["IOC_KIOSK=yes", "settings.switch"],
    ["IOC_MONITORS=0", "settings.monitors"],
    ["IOC_LANG=fr", "settings.language"],
    ["IOC_JOIN=10.0.0.5:7780", "settings.origin"],
    ["IOC_JOIN=http://u:geheim@a", "settings.origin"],
    ["IOC_JOIN=http://a/?token=geheim", "settings.origin"],
  ])("refuses «%s» by its line, and tells nothing that may be secret", (line, code) => {
    const told = parse("# một", "", line, "IOC_LANG=vi");
    expect(told).toMatchObject({ mistake: { code, params: { file, line: 3 } } });
    expect(JSON.stringify(told)).not.toContain("geheim");
    expect(JSON.stringify(told)).not.toContain("của tôi");
    expect(Object.hasOwn(catalogue, code)).toBe(true);
  });

  it("refuses what is said twice, what goes not together, and what is no such file", () => {
    expect(parse("IOC_PORT=1", "IOC_PORT=2")).toMatchObject({
      mistake: { code: "settings.twice", params: { line: 2 } },
    });
    expect(parse("IOC_JOIN=http://a", "IOC_PROFILE=b")).toMatchObject({ mistake: { code: "settings.clash" } });
    expect(parse("#".repeat(70_000))).toMatchObject({ mistake: { code: "settings.too-long" } });
  });

  it("has a sentence for each form, and words in the manual for each name", async () => {
    const { isWordKey } = await import("../../main/command/words.ts");
    for (const name of settingNames) expect(isWordKey(`man.setting.${name}`), name).toBe(true);
  });
});

describe("settings in the environment", () => {
  it("are held to the same forms, and tell no value", () => {
    expect(mistakeInEnvironment({ IOC_PORT: "7000", IOC_JOIN: "", IOC_DATA: "/d", IOC_PROFILE: "cấu hình" })).toBe(
      undefined,
    );
    for (const [name, value] of [
      ["IOC_PORT", "abc"],
      ["IOC_DATA", "du-lieu"],
      ["IOC_KIOSK", "yes"],
      ["IOC_JOIN", "http://u:geheim@a"],
      ["IOC_MONITORS", "0"],
      ["IOC_LANG", "fr"],
    ]) {
      const told = mistakeInEnvironment({ IOC_DESK: "1", [name as string]: value });
      expect(told, name).toMatchObject({ code: "settings.environment", params: { name } });
      expect(JSON.stringify(told)).not.toContain("geheim");
    }
  });
});
