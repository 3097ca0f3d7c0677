import { z } from "zod";
import { AccountRules } from "../accounts/rules.ts";
import { AuditSettings } from "../audit/settings.ts";
import { mostEditions, SiteEdition } from "../calculations/edition.ts";
import { ServerConfig } from "../door/server.ts";
import { Unit } from "../maintenance/contact.ts";
import { breaks, wanted } from "../mistake-params.ts";
import { Address } from "./address.ts";
import { mostCameras } from "./camera.ts";
import { CameraConfig } from "./camera-config.ts";
import { Indicator } from "./indicator.ts";
import { IndicatorView } from "./indicator-view.ts";
import { mostPacks } from "./pack.ts";
import { Place } from "./place.ts";
import { Programme } from "./programme.ts";
import { defaultRetention, Retention } from "./retention.ts";
import { Rule } from "./rule.ts";
import { SourceConfig } from "./source-config.ts";
import { Succession } from "./succession.ts";
import { Id, Language, Words } from "./text.ts";
import { Span } from "./time.ts";
import { Scene, ShownScene, WallPlan } from "./wall.ts";
import { WebPage, WebPageView } from "./web-page.ts";

export { IndicatorView } from "./indicator-view.ts";

/** Tiles of the net, asked for by the core alone and kept on its disk; used where the site has no file of its own. */
export const OnlineTiles = z.strictObject({
  /** https://host/path/{z}/{x}/{y}.pbf, without an account or a key: those stand in the headers. */
  tiles: z
    .string()
    .regex(/^https?:\/\/[^/?#@{}]+\/(?=[^#]*\{z\})(?=[^#]*\{x\})(?=[^#]*\{y\})[^#@]*$/)
    .meta(wanted("tiles-url"))
    .max(500),
  headers: z.record(z.string(), Address).default({}),
  attribution: z.string().min(1).max(500),
  minZoom: z.int().min(0).max(22).default(0),
  maxZoom: z.int().min(0).max(22).default(14),
  /** The site's surroundings are fetched down to this zoom and kept, so that they are there without a network. */
  keepToZoom: z.int().min(0).max(16).default(11),
  budgetMb: z.int().min(8).max(100_000).default(500),
});
export type OnlineTiles = z.infer<typeof OnlineTiles>;

/** The other engine, for sites that have an account of their own. */
export const Mapbox = z.strictObject({
  /** A reference to a secret, never the token itself. */
  token: Address.regex(/^\$\{secret\.[^}]+\}$/).meta(wanted("secret-reference")),
  /** One of its own styles, such as satellite; absent: the wall's own look. */
  style: z
    .string()
    .regex(/^mapbox:\/\/styles\/[\w-]+\/[\w-]+$/)
    .meta(wanted("mapbox-style"))
    .optional(),
  /** Where its server is; a site may run one of its own. A host and no more: it goes into the pages' content policy. */
  api: z
    .string()
    .regex(/^https?:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d+)?$/)
    .meta(wanted("host-url"))
    .default("https://api.mapbox.com"),
  /** Further hosts, over HTTPS, that its styles take tiles from. The room's screens may reach these and no others. */
  hosts: z
    .array(
      z
        .string()
        .regex(/^(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d+)?$/)
        .meta(wanted("host-name")),
    )
    .max(8)
    .default([]),
});
export type Mapbox = z.infer<typeof Mapbox>;

/** Headlines of an RSS or Atom feed, for panels of kind news. The core alone asks for it. */
export const NewsFeed = z.strictObject({
  id: Id,
  name: Words,
  /** http or https; an answer that sends elsewhere is refused, so this is where the feed really is. */
  url: Address,
  every: Span.prefault("10m").refine((ms) => ms >= 60_000, breaks("mistake.span-least", { least: "1m" })),
  /** A template: nobody asks for it until the profile says false. */
  isOff: z.boolean().optional(),
});
export type NewsFeed = z.infer<typeof NewsFeed>;

/**
 * The form of a profile: what each value says by itself. What values say of one another, such as names that name nothing, is asked
 * by main/core/profile/cross-checks.ts alone, for a profile in files and for one that another machine told.
 */
export const Profile = z.strictObject({
  schema: z.literal(1),
  id: Id,
  name: Words,
  language: Language.default("vi"),
  /** Sectors taken by name, each a folder of lists that this profile's own are laid over (main/core/profile/packs.ts). */
  packs: z.array(Id).max(mostPacks).optional(),
  /** IANA name; every time on the wall is told in it. */
  timeZone: z.string().min(1),
  /** The place readings belong to when they name none. */
  place: Id,
  server: ServerConfig.prefault({ host: "127.0.0.1" }),
  wall: WallPlan,
  map: z.strictObject({
    /** West, south, east, north in degrees: what the map shows, and a margin it never leaves. */
    bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]),
    /** A GeoJSON file of the outline, relative to the profile's folder. */
    outline: z.string().min(1),
    attribution: z.string().min(1),
    online: OnlineTiles.optional(),
    mapbox: Mapbox.optional(),
  }),
  places: z.array(Place).min(1).max(5_000),
  successions: z.array(Succession).max(5_000).default([]),
  indicators: z.array(Indicator).max(20_000),
  /** The site's own numbers for calculations; the program has its own besides. */
  calculations: z.array(SiteEdition).max(mostEditions).default([]),
  sources: z.array(SourceConfig).max(500),
  units: z.array(Unit).max(500).default([]),
  accounts: AccountRules.prefault({}),
  cameras: z.array(CameraConfig).max(mostCameras).default([]),
  news: z.array(NewsFeed).max(20).default([]),
  web: z.array(WebPage).max(20).default([]),
  retention: Retention.default(defaultRetention),
  audit: AuditSettings.prefault({}),
  scenes: z.array(Scene).min(1).max(500),
  /** The scene on the wall at the start. */
  scene: Id,
  /** What they name and is not there is told at the desk. */
  programmes: z.array(Programme).max(200).default([]),
  rules: z.array(Rule).max(200).default([]),
});
export type Profile = z.infer<typeof Profile>;

/** What screens need of the profile: no address, account or mapping is in it. */
export const SiteView = z.strictObject({
  id: Id,
  name: Words,
  language: Language,
  timeZone: z.string(),
  place: Id,
  wall: WallPlan,
  map: z.strictObject({
    bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]),
    attribution: z.string(),
  }),
  places: z.array(Place),
  indicators: z.array(IndicatorView),
  web: z.array(WebPageView).max(20).default([]),
  /** What is on the wall at this moment. */
  scene: ShownScene,
});
export type SiteView = z.infer<typeof SiteView>;

/** The lists of what a site has names, units and limits for: by far the most of it. `version`: another one when anything of them is. */
export const SiteNames = z.strictObject({
  version: z.string().max(64),
  places: SiteView.shape.places,
  indicators: SiteView.shape.indicators,
});
export type SiteNames = z.infer<typeof SiteNames>;

/**
 * A site as a snapshot tells it: whole, or short to who asks for that. Then its names are asked for where they are needed
 * (`routes.siteNames`), and the scene is the wall's.
 */
export const ToldSite = z.strictObject({
  ...SiteView.partial({ places: true, indicators: true, scene: true }).shape,
  /** Of its names, told in their stead. */
  namesVersion: z.string().max(64).optional(),
});
export type ToldSite = z.infer<typeof ToldSite>;
