import type { StandInAnswer } from "./stand-in.ts";

const iso = (atMs: number) => new Date(atMs).toISOString().replace(/\.\d{3}Z$/, "+00:00");

type Told = {
  id: string;
  sentMs: number;
  status?: string;
  msgType?: string;
  references?: string;
  expiresMs?: number;
  level?: number;
  severity?: string;
  area?: string;
  scope?: string;
  /** Without the default namespace, as some services write it. */
  prefix?: string;
  version?: string;
  info?: string;
};

export const capSender = "canhbao@example.vn";

/** An alert as services of CAP 1.2 write it: two languages, the area as polygon, circle and geocode. */
export function capAlert(told: Told): string {
  const { id, sentMs, prefix = "", version = "1.2" } = told;
  const p = prefix === "" ? "" : `${prefix}:`;
  const element = (name: string, text: string | undefined) =>
    text === undefined ? "" : `<${p}${name}>${text}</${p}${name}>`;
  const area =
    told.area ??
    `<${p}areaDesc>Các xã ven sông Kỳ Cùng</${p}areaDesc>
     <${p}polygon>21.7,106.6 21.7,106.9 22.0,106.9 22.0,106.6 21.7,106.6</${p}polygon>`;
  const info = (language: string, event: string, headline: string) => `
  <${p}info>
    <${p}language>${language}</${p}language>
    <${p}category>Met</${p}category>
    <${p}event>${event}</${p}event>
    <${p}urgency>Expected</${p}urgency>
    <${p}severity>${told.severity ?? "Severe"}</${p}severity>
    <${p}certainty>Likely</${p}certainty>
    ${element("expires", told.expiresMs === undefined ? undefined : iso(told.expiresMs))}
    <${p}senderName>Đài Khí tượng Thủy văn (thử)</${p}senderName>
    <${p}headline>${headline}</${p}headline>
    <${p}description>Mưa 120 mm &amp; nước lên &lt; 2 giờ</${p}description>
    <${p}instruction>Rời khỏi nơi trũng thấp</${p}instruction>
    ${
      told.level === undefined
        ? ""
        : `<${p}parameter><${p}valueName>Cấp độ rủi ro thiên tai</${p}valueName><${p}value>Cấp ${told.level}</${p}value></${p}parameter>`
    }
    <${p}area>${area}</${p}area>
  </${p}info>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<!-- a comment before <alert> -->
<${p}alert xmlns${prefix === "" ? "" : `:${prefix}`}="urn:oasis:names:tc:emergency:cap:${version}">
  <${p}identifier>${id}</${p}identifier>
  <${p}sender>${capSender}</${p}sender>
  <${p}sent>${iso(sentMs)}</${p}sent>
  <${p}status>${told.status ?? "Actual"}</${p}status>
  <${p}msgType>${told.msgType ?? "Alert"}</${p}msgType>
  <${p}scope>${told.scope ?? "Public"}</${p}scope>
  ${element("references", told.references)}
  ${told.info ?? `${info("vi-VN", "Lũ quét", "Cảnh báo lũ quét, sạt lở")}${info("en-US", "Flash flood", "Flash flood warning")}`}
</${p}alert>`;
}

export const reference = (id: string, sentMs: number) => `${capSender},${id},${iso(sentMs)}`;

export const capXml = (body: string): StandInAnswer => ({ body, headers: { "content-type": "application/cap+xml" } });

/** A feed of alerts in RSS 2.0, or in Atom as the CAP feeds note has it. */
export function capIndex(
  form: "rss" | "atom",
  entries: readonly { id: string; address: string; updated?: string }[],
): StandInAnswer {
  const body =
    form === "rss"
      ? `<?xml version="1.0"?><rss version="2.0"><channel><title>Cảnh báo</title><link>http://127.0.0.1/</link>${entries
          .map(
            ({ id, address, updated = "" }) =>
              `<item><title>${id}</title><link>${address}</link><guid>${id}</guid><pubDate>${updated}</pubDate></item>`,
          )
          .join("")}</channel></rss>`
      : `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><id>a</id><link rel="self" href="/self"/>${entries
          .map(
            ({ id, address, updated = "" }) =>
              `<entry><id>${id}</id><updated>${updated}</updated><link rel="alternate" type="text/html" href="/trang.html"/><link rel="related" type="application/cap+xml" href="${address}"/></entry>`,
          )
          .join("")}</feed>`;
  return { body, headers: { "content-type": "application/xml" } };
}
