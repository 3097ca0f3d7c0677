import type { ServerConfig } from "#contract/door/server.ts";
import { routes } from "#contract/routes.ts";

const dayMs = 86_400_000;
/** RFC 9116, 2.5.5: less than a year is recommended. */
const goodForMs = 360 * dayMs;

type Security = NonNullable<ServerConfig["security"]>;

/**
 * `security.txt` (RFC 9116).
 * @param publicUrls people's own addresses of this core, by which it says that it is the right one
 */
export function securityText(security: Security & { nowMs: number }, publicUrls: readonly string[]): string {
  const { contact, expires, policy, nowMs } = security;
  // A day's midnight: the text is the same all day.
  const end = expires ?? new Date(nowMs + goodForMs).toISOString().slice(0, 10);
  const lines = [
    ...contact.map((one) => `Contact: ${one}`),
    `Expires: ${end}T00:00:00Z`,
    "Preferred-Languages: vi, en",
    ...publicUrls.map((url) => `Canonical: ${url}${routes.securityText}`),
    ...(policy === undefined ? [] : [`Policy: ${policy}`]),
  ];
  return `${lines.join("\n")}\n`;
}
