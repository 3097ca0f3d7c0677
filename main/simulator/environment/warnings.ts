import { floodOf, hourMs, levelAt } from "./days.ts";
import type { Script } from "./script.ts";

type Message = {
  id: string;
  sentMs: number;
  msgType: "Alert" | "Update" | "Cancel";
  references: readonly { id: string; sentMs: number }[];
  level: number;
  expiresMs: number;
  headline: readonly [vi: string, en: string];
  instruction: readonly [vi: string, en: string];
};

const iso = (atMs: number): string => new Date(atMs).toISOString().replace(/\.\d{3}Z$/, "+00:00");
const kept = 2;

/** What the made-up service has sent: of each flood an alert as it begins, an update before the crest, a cancellation after. */
export function messagesAt({ rivers, warnings }: Script, nowMs: number): Message[] {
  const river = rivers.find(({ id }) => id === warnings.river);
  if (river === undefined) return [];
  const { number } = floodOf(river, nowMs);
  return Array.from({ length: kept }, (_, at) => number - (kept - 1 - at))
    .flatMap((each): Message[] => {
      const beganMs = (each * river.periodH - river.shiftH) * hourMs;
      const crest = levelAt(river, beganMs + river.riseH * hourMs);
      const name = (part: string) => `mo-phong-lu-${each}-${part}`;
      const alert = { id: name("1"), sentMs: beganMs + hourMs };
      const update = { id: name("2"), sentMs: beganMs + (river.riseH / 2) * hourMs };
      const endMs = beganMs + (river.riseH + 2.5 * river.fallH) * hourMs;
      const instruction = [
        "Theo dõi bản tin; không qua ngầm, tràn khi nước lên.",
        "Follow the bulletins; do not cross fords while the water rises.",
      ] as const;
      return [
        {
          ...{ ...alert, msgType: "Alert", references: [], level: 1, expiresMs: endMs, instruction },
          headline: [`Cảnh báo lũ trên sông ${river.name}`, `Flood watch on the river ${river.name}`],
        },
        {
          ...{ ...update, msgType: "Update", references: [alert], level: 2, expiresMs: endMs, instruction },
          headline: [
            `Lũ trên sông ${river.name} đang lên, đỉnh có thể tới ${crest.toFixed(1).replace(".", ",")} m`,
            `The river ${river.name} is rising, its crest may reach ${crest.toFixed(1)} m`,
          ],
        },
        {
          ...{ id: name("3"), sentMs: endMs - 2 * hourMs, msgType: "Cancel", references: [update], level: 1 },
          ...{ expiresMs: endMs, instruction, headline: ["Hết cảnh báo lũ", "The flood watch is over"] },
        },
      ];
    })
    .filter(({ sentMs }) => sentMs <= nowMs);
}

const describedOf = ({ msgType }: Message, at: 0 | 1): string =>
  msgType === "Cancel"
    ? (["Nước đã rút dưới mức cần cảnh báo.", "The water has fallen below what needs a warning."][at] ?? "")
    : ([
        "Mưa lớn ở thượng nguồn; nước dâng trong vài giờ, có thể ngập bãi và đường thấp ven sông.",
        "Heavy rain upstream; the water rises within hours and may flood low roads along the river.",
      ][at] ?? "");

/** One message as XML of CAP 1.2. Its status is Actual, as a real service's would be: that it is simulated the source says. */
export function capOf({ warnings }: Script, message: Message): string {
  const { id, sentMs, msgType, references, level, expiresMs, headline, instruction } = message;
  const refs = references.map((one) => `${warnings.sender},${one.id},${iso(one.sentMs)}`).join(" ");
  const info = (at: 0 | 1, language: string, event: string) => `
  <info>
    <language>${language}</language>
    <category>Met</category>
    <event>${event}</event>
    <urgency>Expected</urgency>
    <severity>${level > 1 ? "Severe" : "Moderate"}</severity>
    <certainty>Likely</certainty>
    <expires>${iso(expiresMs)}</expires>
    <senderName>${at === 0 ? "Bộ mô phỏng" : "Simulator"}</senderName>
    <headline>${headline[at]}</headline>
    <description>${describedOf(message, at)}</description>
    <instruction>${instruction[at]}</instruction>
    <parameter><valueName>capDoRuiRoThienTai</valueName><value>${level}</value></parameter>
    <area>
      <areaDesc>${warnings.area}</areaDesc>
      <polygon>${warnings.polygon}</polygon>
    </area>
  </info>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
  <identifier>${id}</identifier>
  <sender>${warnings.sender}</sender>
  <sent>${iso(sentMs)}</sent>
  <status>Actual</status>
  <msgType>${msgType}</msgType>
  <scope>Public</scope>${refs === "" ? "" : `\n  <references>${refs}</references>`}${info(0, "vi-VN", "Lũ")}${info(1, "en-US", "Flood")}
</alert>`;
}

/** The list of them in Atom. */
export const indexOf = (messages: readonly Message[], folder: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <id>mo-phong</id><title>Cảnh báo mô phỏng</title>${messages
    .map(
      ({ id, sentMs }) =>
        `\n  <entry><id>${id}</id><title>${id}</title><updated>${iso(sentMs)}</updated><link type="application/cap+xml" href="${folder}${id}.xml"/></entry>`,
    )
    .join("")}
</feed>`;
