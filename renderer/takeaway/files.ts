import { routes } from "#contract/routes.ts";
import type { TakeawayRequest } from "#contract/takeaway.ts";
import { fetchBlob } from "../state/asking.ts";
import type { Taken } from "./taken.ts";

/** Made in a few seconds on a slow machine; a line that was cut without a word is given up after this. */
const madeWithinMs = 60_000;

/** @param pastMs how far back each reading is taken along as well; absent: only what counts now. @throws Refusal */
export function workbookOf({ title, parts, nowMs }: Taken, language: "vi" | "en", pastMs?: number): Promise<Blob> {
  const body: TakeawayRequest = {
    ...{ language, title },
    parts: parts.map(({ name, figures }) => ({ name, series: figures.map(({ series }) => series) })),
    ...(pastMs === undefined ? {} : { past: { fromMs: Math.max(0, nowMs - pastMs), toMs: nowMs + 60_000 } }),
  };
  return fetchBlob(routes.takeaway, { method: "POST", body, changesNothing: true, withinMs: madeWithinMs });
}

/** "Xe chờ", at 18:32:07 of 27/11/2026: "xe-cho-20261127-183207", without an ending. */
export function fileName({ title, nowMs }: Pick<Taken, "title" | "nowMs">, timeZone: string): string {
  const plain = title
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
  const at = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" }).format(nowMs);
  return `${plain || "so-lieu"}-${at.replace(/[-:]/g, "").replace(" ", "-")}`;
}

/** Hands a file to the person, as a browser saves one. */
export function save(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads it after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
