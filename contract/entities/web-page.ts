import { z } from "zod";
import { wanted } from "../mistake-params.ts";
import { Id, Words } from "./text.ts";

const originPattern = "https?://[a-z0-9-]+(?:\\.[a-z0-9-]+)*(?::[0-9]+)?";

/** http or https, without an account: it is shown on screens and told to browsers. */
const PageAddress = z
  .string()
  .max(1_000)
  .regex(new RegExp(`^${originPattern}(?:[/?#]\\S*)?$`))
  .meta(wanted("page-url"));

/** "https://cdn.example": no path, no wildcard. */
const Origin = z
  .string()
  .max(300)
  .regex(new RegExp(`^${originPattern}$`))
  .meta(wanted("origin"));

/** A page of the net that tiles may show. Nothing but these is ever loaded. */
export const WebPage = z.strictObject({
  id: Id,
  name: Words,
  url: PageAddress,
  /** Further origins that it takes its parts from, or goes on to; its own is always among them. */
  also: z.array(Origin).max(20).default([]),
});
export type WebPage = z.infer<typeof WebPage>;

/** What screens know of one. */
export const WebPageView = z.strictObject({ id: Id, name: Words, url: PageAddress });
export type WebPageView = z.infer<typeof WebPageView>;

/** What the shell lets a tile load: this address, and requests to these origins alone. */
export const AllowedPage = z.strictObject({ id: Id, url: PageAddress, origins: z.array(Origin).min(1).max(21) });
export type AllowedPage = z.infer<typeof AllowedPage>;

const originOf = new RegExp(`^${originPattern}`);
/** As browsers write it: without the port that the scheme has anyway. */
const shortened = (origin: string): string => origin.replace(/^(http:.*):80$|^(https:.*):443$/, "$1$2");

export const allowedPage = ({ id, url, also }: WebPage): AllowedPage => ({
  ...{ id, url },
  origins: [...new Set([originOf.exec(url)?.[0] ?? url, ...also].map(shortened))],
});

/** How a tile names the session of its page to the shell; in memory, one a page. */
export const partitionOf = (id: string): string => `web-page:${id}`;
