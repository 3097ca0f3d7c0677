import { createHash } from "node:crypto";
import type { z } from "zod";
import type { Failure } from "#contract/answers.ts";

/** Stands in the page itself: whoever is refused gets no file of ours. */
const style = `:root{color-scheme:dark}body{box-sizing:border-box;min-height:100vh;min-height:100dvh;margin:0;padding:24px;display:grid;place-content:center;background:#0b1016;color:#e8edf2;font:18px/1.5 "Be Vietnam Pro","Noto Sans","DejaVu Sans",system-ui,sans-serif}main{max-width:34em;padding:24px 28px;border:1px solid #1e2833;border-left:4px solid #f2b84b;border-radius:8px;background:#111821}h1{margin:0 0 12px;font-size:22px;line-height:1.35;text-wrap:balance}p{margin:0;color:#b7c3ce}a{display:inline-block;margin-top:16px;padding:10px 20px;border-radius:8px;background:#1e5b7a;color:#e8edf2;font-weight:500;text-decoration:none}a:focus-visible{outline:3px solid #8cc4e0;outline-offset:2px}`;

/** What the page may load: nothing but its own style. */
export const failurePagePolicy = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'`;

/**
 * A refusal as a page for the person who was led there, in both languages.
 * @param signIn where signing in leads back to; absent: it would not help
 */
export function failurePage({ message }: z.infer<typeof Failure>, signIn?: string): string {
  const title = escapeHtml(message.vi);
  const way =
    signIn === undefined
      ? ""
      : `<a href="/app/sign-in?to=${encodeURIComponent(signIn)}">Đăng nhập · <span lang="en">Sign in</span></a>`;
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title><style>${style}</style></head><body><main><h1>${title}</h1><p lang="en">${escapeHtml(message.en)}</p>${way}</main></body></html>`;
}

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
