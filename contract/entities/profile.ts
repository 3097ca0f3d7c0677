// Long because a profile is one document: what it may name of itself is checked over the whole of it, in one place.
import { z } from "zod";
import { Address } from "./address.ts";
import { CameraConfig, mostCameras } from "./camera-config.ts";
import { circleIn, Derived, partsOf } from "./derived.ts";
import { Indicator } from "./indicator.ts";
import { Place } from "./place.ts";
import { Programme } from "./programme.ts";
import { ReadingInput, ReadingStatus } from "./reading.ts";
import { defaultRetention, Retention } from "./retention.ts";
import { Rule } from "./rule.ts";
import { SourceGives } from "./source.ts";
import { Succession } from "./succession.ts";
import { surfaceMistake } from "./surface.ts";
import { Id, Language, Words } from "./text.ts";
import { Instant, Span } from "./time.ts";
import { Scene, ShownScene, unitsPerDisplay, WallPlan } from "./wall.ts";
import { WebPage, WebPageView } from "./web-page.ts";

/**
 * A JSONata expression giving one ReadingInput or an array of them. `$topic` (MQTT), `$event` (server-sent events), `$file`
 * (folder) and `$receivedAt` (ISO) are bound.
 */
export const Mapping = z.string().min(1).max(20_000);

const sourceBase = {
  id: Id,
  name: Words,
  /** Nothing new for this long: the source is late. */
  lateAfter: Span,
  /** Given to readings that do not say their own. */
  status: ReadingStatus.default("preliminary"),
};

/**
 * What the mapping gives. citizen-reports: CitizenReportInputs; of a platform that speaks Open311 GeoReport v2 the mapping is `$`,
 * the answer as it is. Absent: readings.
 */
const payload = { gives: SourceGives.optional() };

/** A PEM file of the only authorities to trust; absent: those the system trusts. */
const tls = { ca: Address.optional() };

/** How we say who we are over HTTP; at most one of them. */
const login = {
  headers: z.record(z.string(), Address).default({}),
  /** Sent as `Authorization: Bearer …`. */
  bearer: Address.optional(),
  basic: z.strictObject({ username: z.string().max(200), password: Address }).optional(),
  /** OAuth 2.0 client credentials (RFC 6749, 4.4): a token is asked for and renewed by itself. */
  oauth: z
    .strictObject({
      /** The token endpoint. */
      token: Address,
      client: Address,
      secret: Address,
      /** How client and secret are sent: in a Basic header or in the form. */
      by: z.enum(["basic", "post"]).default("basic"),
      scope: z.string().min(1).max(1_000).optional(),
      audience: z.string().min(1).max(500).optional(),
      /** Authorities for the token server, where they are not those of the platform. */
      ca: Address.optional(),
    })
    .optional(),
};

export const MqttSource = z.strictObject({
  ...sourceBase,
  ...payload,
  ...tls,
  type: z.literal("mqtt"),
  url: Address,
  /** Version of MQTT that the broker speaks. */
  protocol: z.union([z.literal("3.1.1"), z.literal(5)]).default("3.1.1"),
  /** PEM files by which the broker knows us; both or none. */
  certificate: Address.optional(),
  key: Address.optional(),
  topics: z.array(z.string().min(1).max(400)).min(1).max(64),
  username: z.string().max(200).optional(),
  password: Address.optional(),
  mapping: Mapping,
});

/**
 * How an answer in several parts is asked for. link: the address in the header `Link: <…>; rel="next"` (RFC 8288) · next:
 * a JSONata expression over the answer that gives the next address, nothing on the last · page: a number in the query,
 * counted up until a page gives no reading.
 */
export const Paging = z.discriminatedUnion("by", [
  z.strictObject({ by: z.literal("link"), maxPages: z.int().min(1).max(1_000).default(20) }),
  z.strictObject({
    by: z.literal("next"),
    next: z.string().min(1).max(2_000),
    maxPages: z.int().min(1).max(1_000).default(20),
  }),
  z.strictObject({
    by: z.literal("page"),
    parameter: z.string().min(1).max(100),
    first: z.int().min(0).default(1),
    maxPages: z.int().min(1).max(1_000).default(20),
  }),
]);
export type Paging = z.infer<typeof Paging>;

/** When a platform is asked: every so often, or by a schedule; exactly one of them. */
const turns = {
  every: Span.optional(),
  /** Five parts as of cron, minute hour day month weekday, in the site's time zone: `0 6 * * 1-5`. */
  schedule: z.string().min(1).max(100).optional(),
};
const hasOneOfTurns = (source: { every?: unknown; schedule?: unknown }): boolean =>
  (source.every === undefined) !== (source.schedule === undefined);
const turnsRule = { error: "every | schedule", path: ["every"] };

export const RestSource = z
  .strictObject({
    ...sourceBase,
    ...payload,
    ...tls,
    ...login,
    ...turns,
    type: z.literal("rest"),
    url: Address,
    timeout: Span.default(10_000),
    method: z.enum(["GET", "POST"]).default("GET"),
    body: z.string().max(20_000).optional(),
    paging: Paging.optional(),
    mapping: Mapping,
  })
  .refine(hasOneOfTurns, turnsRule);

/** A query to a PostgreSQL database, in a transaction that can only read. The expression sees the array of its rows. */
export const PostgresqlSource = z
  .strictObject({
    ...sourceBase,
    ...payload,
    ...tls,
    ...turns,
    type: z.literal("postgresql"),
    /** postgresql://host:5432/database, without an account. */
    url: Address.regex(/^postgres(?:ql)?:\/\/[^@/?#]+\/[^@/?#]+$/),
    username: z.string().min(1).max(200),
    password: Address.optional(),
    /** The line is encrypted and the server's certificate checked; false for a server without TLS on the same machine. */
    tls: z.boolean().default(true),
    /** PEM files by which the server knows us; both or none. */
    certificate: Address.optional(),
    key: Address.optional(),
    /** For the whole of it; the server itself gives up after as long. */
    timeout: Span.default(30_000),
    /** One SELECT. */
    query: z.string().min(1).max(20_000),
    /** `$1` in the query is the newest as-of time that was stored from here, and this one as long as there is none. */
    since: Instant.optional(),
    mapping: Mapping,
  })
  .refine(hasOneOfTurns, turnsRule);

/** Server-sent events. The expression sees the data of one event, parsed where it is JSON. */
export const EventsSource = z.strictObject({
  ...sourceBase,
  ...payload,
  ...tls,
  ...login,
  type: z.literal("events"),
  url: Address,
  /** Names of events to take; absent: all. */
  events: z.array(z.string().min(1).max(200)).min(1).max(64).optional(),
  /** Not even a comment for this long: the line is taken for dead and opened anew. */
  silence: Span.default(60_000),
  mapping: Mapping,
});

export const WebSocketSource = z.strictObject({
  ...sourceBase,
  ...payload,
  ...tls,
  ...login,
  type: z.literal("websocket"),
  url: Address,
  subprotocols: z.array(z.string().min(1).max(100)).max(16).default([]),
  /** Sent in this order once the line is open, such as a subscription; references are filled in. */
  first: z.array(z.string().min(1).max(20_000)).max(16).default([]),
  /** The platform is pinged so often; one that does not answer by the next is taken for dead. */
  pingEvery: Span.default(15_000),
  mapping: Mapping,
});

/** The platform calls us: `POST /api/ingest/SOURCE`, with a token of role ingest or signed with the secret. */
export const WebhookSource = z.strictObject({
  ...sourceBase,
  ...payload,
  type: z.literal("webhook"),
  /** Key of the HMAC signature; absent: tokens only. */
  secret: Address.optional(),
  /** Absent: the body is one reading or a list of them as they are. */
  mapping: Mapping.optional(),
});

/**
 * A camera platform tells us of events: `POST /api/camera-events/SOURCE`, with a token of role ingest or signed with the
 * secret. Whoever has nothing to tell is silent, so silence is late only where `lateAfter` says so.
 */
export const CameraEventsSource = z.strictObject({
  ...sourceBase,
  lateAfter: Span.optional(),
  type: z.literal("camera-events"),
  /** Key of the HMAC signature; absent: tokens only. */
  secret: Address.optional(),
  /** Gives a CameraEventInput or an array of them. Absent: the body is one, or a list of them. */
  mapping: Mapping.optional(),
});

export const FolderSource = z.strictObject({
  ...sourceBase,
  ...payload,
  type: z.literal("folder"),
  path: Address,
  /** For CSV files: how cells are told apart; found by itself when absent. */
  delimiter: z.enum([",", ";", "\t"]).optional(),
  /**
   * The expression sees an array of rows: objects by column heading, every cell a trimmed string (dates of XLSX in ISO). Of
   * a JSON file it sees what is in it.
   */
  mapping: Mapping,
});

export const PublishedSource = z.strictObject({
  ...sourceBase,
  type: z.literal("published"),
  /** Where the figures were published, for the source line of a tile. */
  publisher: Words,
  readings: z.array(ReadingInput).max(2_000),
});

/**
 * Another core, the centre: its readings are taken over with where they are from. It needs a token of role mirror there. This
 * site's own indicators and places are taken, what it derives itself is not.
 */
export const CentreSource = z.strictObject({
  ...sourceBase,
  ...tls,
  type: z.literal("centre"),
  /** http://host:port or https://… */
  url: Address,
  token: Address,
  /** How far back figures by the minute and the hour are taken over at the first time; others are taken whole. */
  history: Span.default(7 * 86_400_000),
});

export const SourceConfig = z.discriminatedUnion("type", [
  MqttSource,
  RestSource,
  PostgresqlSource,
  EventsSource,
  WebSocketSource,
  WebhookSource,
  CameraEventsSource,
  FolderSource,
  PublishedSource,
  CentreSource,
]);
export type SourceConfig = z.infer<typeof SourceConfig>;
export type MqttSource = z.infer<typeof MqttSource>;
export type RestSource = z.infer<typeof RestSource>;
export type PostgresqlSource = z.infer<typeof PostgresqlSource>;
export type EventsSource = z.infer<typeof EventsSource>;
export type WebSocketSource = z.infer<typeof WebSocketSource>;
export type CameraEventsSource = z.infer<typeof CameraEventsSource>;
export type WebhookSource = z.infer<typeof WebhookSource>;
export type FolderSource = z.infer<typeof FolderSource>;
export type CentreSource = z.infer<typeof CentreSource>;
export type PublishedSource = z.infer<typeof PublishedSource>;

/** Tiles of the net, asked for by the core alone and kept on its disk; used where the site has no file of its own. */
export const OnlineTiles = z.strictObject({
  /** https://host/path/{z}/{x}/{y}.pbf, without an account or a key: those stand in the headers. */
  tiles: z
    .string()
    .regex(/^https?:\/\/[^/?#@{}]+\/(?=[^#]*\{z\})(?=[^#]*\{x\})(?=[^#]*\{y\})[^#@]*$/)
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
  token: Address.regex(/^\$\{secret\.[^}]+\}$/),
  /** One of its own styles, such as satellite; absent: the wall's own look. */
  style: z
    .string()
    .regex(/^mapbox:\/\/styles\/[\w-]+\/[\w-]+$/)
    .optional(),
  /** Where its server is; a site may run one of its own. A host and no more: it goes into the pages' content policy. */
  api: z
    .string()
    .regex(/^https?:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d+)?$/)
    .default("https://api.mapbox.com"),
  /** Further hosts, over HTTPS, that its styles take tiles from. The room's screens may reach these and no others. */
  hosts: z
    .array(z.string().regex(/^(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d+)?$/))
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
  every: Span.prefault("10m").refine((ms) => ms >= 60_000, { error: "1m …" }),
});
export type NewsFeed = z.infer<typeof NewsFeed>;

export const Profile = z
  .strictObject({
    schema: z.literal(1),
    id: Id,
    name: Words,
    language: Language.default("vi"),
    /** IANA name; every time on the wall is told in it. */
    timeZone: z.string().min(1),
    /** The place readings belong to when they name none. */
    place: Id,
    server: z.strictObject({ host: z.string().min(1) }).default({ host: "127.0.0.1" }),
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
    sources: z.array(SourceConfig).max(500),
    cameras: z.array(CameraConfig).max(mostCameras).default([]),
    news: z.array(NewsFeed).max(20).default([]),
    web: z.array(WebPage).max(20).default([]),
    retention: Retention.default(defaultRetention),
    scenes: z.array(Scene).min(1).max(500),
    /** The scene on the wall at the start. */
    scene: Id,
    /** What they name and is not there is told at the desk. */
    programmes: z.array(Programme).max(200).default([]),
    rules: z.array(Rule).max(200).default([]),
  })
  .superRefine((profile, context) => {
    const complain = (path: PropertyKey[], message: string) => context.addIssue({ code: "custom", path, message });
    const places = new Set(profile.places.map((p) => p.id));
    const indicators = new Set(profile.indicators.map((i) => i.code));
    for (const [list, ids] of [
      ["places", profile.places.map((p) => p.id)],
      ["indicators", profile.indicators.map((i) => i.code)],
      ["sources", profile.sources.map((s) => s.id)],
      ["cameras", profile.cameras.map((c) => c.id)],
      ["scenes", profile.scenes.map((s) => s.id)],
      ["news", profile.news.map((feed) => feed.id)],
      ["web", profile.web.map((page) => page.id)],
      ["programmes", profile.programmes.map((p) => p.id)],
      ["rules", profile.rules.map((r) => r.id)],
    ] as const) {
      ids.forEach((id, index) => {
        if (ids.indexOf(id) < index) complain([list, index, list === "indicators" ? "code" : "id"], `duplicate ${id}`);
      });
    }
    if (!places.has(profile.place)) complain(["place"], `unknown place ${profile.place}`);
    if (!profile.scenes.some((s) => s.id === profile.scene)) complain(["scene"], `unknown scene ${profile.scene}`);
    profile.cameras.forEach((camera, index) => {
      if (camera.place !== undefined && !places.has(camera.place))
        complain(["cameras", index, "place"], `unknown place ${camera.place}`);
    });
    const derivedOf = new Map<string, Derived>();
    profile.indicators.forEach(({ code, derived, isRetired }, index) => {
      if (derived === undefined || isRetired) return;
      derivedOf.set(code, derived);
      const path = ["indicators", index, "derived"];
      for (const part of partsOf(derived)) if (!indicators.has(part)) complain(path, `unknown indicator ${part}`);
      const period = profile.indicators.find((one) => one.code === derived.of)?.period ?? "day";
      if (derived.kind === "cumulative" && (period === "minute" || period === "hour"))
        complain([...path, "of"], "day | month | quarter | year");
      if (derived.kind === "average" && derived.over > (period === "minute" ? 7 : 400) * 86_400_000)
        complain([...path, "over"], period === "minute" ? "<= 7d" : "<= 400d");
      for (const place of derived.kind === "sum" ? derived.places : [])
        if (!places.has(place)) complain(path, `unknown place ${place}`);
    });
    const circle = circleIn(derivedOf);
    if (circle !== null) complain(["indicators"], `derived in a circle: ${circle.join(" → ")}`);
    profile.sources.forEach((source, index) => {
      if (source.type !== "published") return;
      source.readings.forEach((reading, at) => {
        const path = ["sources", index, "readings", at];
        if (!indicators.has(reading.indicator))
          complain([...path, "indicator"], `unknown indicator ${reading.indicator}`);
        if (reading.place !== undefined && !places.has(reading.place))
          complain([...path, "place"], `unknown place ${reading.place}`);
      });
    });
    const mistake = surfaceMistake(profile.wall, profile.wall.surfaces ?? []);
    if (mistake !== undefined)
      complain(["wall", "surfaces"], `no rectangle of free monitors: ${Object.values(mistake.params).join()}`);
    const width = profile.wall.columns * unitsPerDisplay;
    const height = profile.wall.rows * unitsPerDisplay;
    profile.scenes.forEach((scene, index) => {
      scene.tiles.forEach((tile, at) => {
        if (tile.x + tile.width > width || tile.y + tile.height > height)
          complain(["scenes", index, "tiles", at], `outside the wall of ${width}×${height} units`);
      });
    });
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
  indicators: z.array(z.lazy(() => IndicatorView)),
  web: z.array(WebPageView).max(20).default([]),
  /** What is on the wall at this moment. */
  scene: ShownScene,
});
export type SiteView = z.infer<typeof SiteView>;

/** How an indicator is derived, with its span already in milliseconds. */
const DerivedView = z.union([
  Derived.options[0],
  Derived.options[1],
  Derived.options[2],
  Derived.options[3],
  z.strictObject({ ...Derived.options[4].shape, over: z.int() }),
  Derived.options[5],
  Derived.options[6],
]);

/** An indicator with its spans already in milliseconds. */
export const IndicatorView = z.strictObject({
  ...Indicator.shape,
  oldestAfter: z.int().optional(),
  derived: DerivedView.optional(),
  freshness: z.strictObject({
    every: z.int().optional(),
    lateAfter: z.int(),
    staleAfter: z.int(),
    lostAfter: z.int(),
  }),
});
export type IndicatorView = z.infer<typeof IndicatorView>;
