import type { Paging } from "#contract/entities/source-config.ts";
import { CodedError } from "#contract/errors.ts";
import { compileMapping } from "../../mapping/mapping.ts";

export type Page = { url: URL; link: string | undefined; answer: unknown; readings: number };

export type Pages = {
  /** The address of the first page. */
  first(url: string): string;
  /** Of the page after this one; null when it was the last. @throws CodedError source.redirected when it leads to another host */
  after(page: Page): Promise<string | null>;
};

/** How to find the next page, as the profile says. What it gives is followed on the same host only: our account goes there. */
export function createPages(paging: Paging): Pages {
  const next = paging.by === "next" ? compileMapping(paging.next).mapping : undefined;
  const own = (page: Page, address: unknown): string | null => {
    if (typeof address !== "string" || address === "" || !URL.canParse(address, page.url.href)) return null;
    const to = new URL(address, page.url);
    if (to.host !== page.url.host || to.protocol !== page.url.protocol)
      throw new CodedError("source.redirected", { host: page.url.host, to: to.host });
    return to.href === page.url.href ? null : to.href;
  };
  return {
    first(url) {
      if (paging.by !== "page") return url;
      const start = new URL(url);
      start.searchParams.set(paging.parameter, String(paging.first));
      return start.href;
    },
    async after(page) {
      if (paging.by === "link") return own(page, nextOf(page.link));
      if (paging.by === "next") return own(page, (await next?.(page.answer, {}))?.[0]);
      if (page.readings === 0) return null;
      const following = new URL(page.url);
      const at = Number(following.searchParams.get(paging.parameter) ?? paging.first);
      following.searchParams.set(paging.parameter, String(at + 1));
      return following.href;
    },
  };
}

/** The target of rel="next" in a Link header (RFC 8288). */
function nextOf(link: string | undefined): string | undefined {
  for (const match of (link ?? "").matchAll(/<([^<>]{1,4000})>((?:\s*;\s*[\w*-]+\s*=\s*(?:"[^"]*"|[^",;]*))*)/g))
    if (/;\s*rel\s*=\s*"?(?:[^"]*\s)?next(?:\s[^"]*)?"?\s*(?:;|$)/i.test(match[2] ?? "")) return match[1];
  return undefined;
}
