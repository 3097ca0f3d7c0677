import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { CameraStrip } from "../../../renderer/cameras/CameraStrip.tsx";
import { stripOf } from "../../../renderer/cameras/strip.ts";
import { createWords } from "../../../renderer/i18n/index.ts";
import { TypeContext } from "../../../renderer/ui/type-context.ts";
import type { Presentation } from "../../../renderer/video/presentation.ts";

const at = (clock: string) => Date.parse(`2026-11-24T${clock}+07:00`);
const nowMs = at("14:21:00");

function said(
  shown: Presentation,
  pictureAtMs: number | null = null,
  language: "vi" | "en" = "vi",
  playing: Parameters<typeof stripOf>[5] = null,
): string {
  const t = createWords(language).getFixedT(language, "camera");
  const { word, detail } = stripOf(t, shown, pictureAtMs, nowMs, { language, timeZone: "Asia/Ho_Chi_Minh" }, playing);
  return `${word} ${detail}`.trim();
}

test("each state is said in words, with its times in the site's zone", () => {
  expect(said({ kind: "live", delayMs: 2_140 })).toBe("TRỰC TIẾP trễ 2,1 s");
  expect(said({ kind: "live", delayMs: null })).toBe("TRỰC TIẾP");
  expect(said({ kind: "frozen", sinceMs: at("14:19:52") })).toBe("ĐỨNG HÌNH từ 14:19:52");
  expect(said({ kind: "last-picture", sinceMs: at("13:57:33") }, at("13:57:31"))).toBe(
    "MẤT TÍN HIỆU từ 13:57 · ảnh 13:57:31",
  );
  expect(said({ kind: "no-signal", sinceMs: at("13:57:33"), reason: null })).toBe("MẤT TÍN HIỆU từ 13:57");
  expect(said({ kind: "wrong-password", sinceMs: at("09:00:00"), reason: null })).toBe("SAI MẬT KHẨU từ 09:00");
  expect(said({ kind: "unsupported", sinceMs: nowMs, reason: null })).toBe("CHƯA HIỂN THỊ ĐƯỢC");
  expect(said({ kind: "connecting" })).toBe("đang kết nối…");
  expect(said({ kind: "live", delayMs: 2_140 }, null, "en")).toBe("LIVE 2.1 s behind");
});

test("a live tile says by which way its pictures come, and when there is but one a second", () => {
  const live: Presentation = { kind: "live", delayMs: 380 };
  expect(said(live, null, "vi", { way: "socket", mode: "copy", pace: "all" })).toBe(
    "TRỰC TIẾP trễ 0,4 s · đường nhanh",
  );
  expect(said(live, null, "vi", { way: "hls", mode: "copy", pace: "all" })).toBe("TRỰC TIẾP trễ 0,4 s · đường thường");
  expect(said(live, null, "en", { way: "socket", mode: "stills", pace: "all" })).toBe(
    "LIVE 0.4 s behind · 1 picture/s · fast line",
  );
  expect(said(live, null, "vi", { way: "socket", mode: "copy", pace: "keys" })).toContain("hình thưa");
});

test("a picture of another day carries its date", () => {
  const yesterday = nowMs - 86_400_000;
  expect(said({ kind: "last-picture", sinceMs: yesterday }, yesterday)).toBe(
    "MẤT TÍN HIỆU từ 14:21 23/11 · ảnh 14:21:00 23/11",
  );
});

test("a time that does not fit beside the state stands below it, whole", () => {
  const strip = {
    mark: "cross",
    word: "MẤT TÍN HIỆU",
    detail: "từ 14:21 · ảnh 14:21:00",
    shorter: ["ảnh 14:21:00"],
  } as const;
  const draw = (width: number, source: number) =>
    renderToStaticMarkup(
      <TypeContext value={{ value: 72, label: source + 4, source }}>
        <CameraStrip name="Cầu Kỳ Cùng" strip={strip} width={width} />
      </TypeContext>,
    );
  // A quarter of a 55-inch monitor, read from 5 m, and from 2 m.
  const below = 'one-line"><span class="camera-detail">ảnh 14:21:00</span></span></footer>';
  expect(draw(640, 52)).toContain(below);
  expect(draw(640, 21)).toContain('camera-detail"> từ 14:21 · ảnh 14:21:00</span></span></footer>');
  expect(draw(320, 26)).toContain(below);
});

test("a narrow strip says the same in fewer words, a large tile in larger type", () => {
  const strip = { mark: "live", word: "TRỰC TIẾP", detail: "trễ 2,1 s", shorter: ["2,1 s"] } as const;
  const draw = (width: number) =>
    renderToStaticMarkup(
      <TypeContext value={{ value: 72, label: 40, source: 36 }}>
        <CameraStrip name="Cầu Kỳ Cùng" strip={strip} width={width} />
      </TypeContext>,
    );
  expect(draw(1_900)).toContain("camera-strip-large");
  expect(draw(900)).not.toContain("camera-strip-large");
  expect(draw(900)).toContain("trễ 2,1 s");
  expect(draw(640)).not.toContain("trễ");
  expect(draw(640)).toContain("2,1 s");
  // Two lines are needed anyway, and then there is room for all of it.
  expect(draw(480)).toContain("trễ 2,1 s");
});
