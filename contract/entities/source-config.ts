import { z } from "zod";
import { Organs } from "../documents/document.ts";
import { DossierSettings } from "../dossiers/settings.ts";
import { answeredBy } from "../maintenance/contact.ts";
import { breaks, wanted } from "../mistake-params.ts";
import { Address } from "./address.ts";
import { ReadingInput, ReadingStatus } from "./reading.ts";
import { SourceGives } from "./source.ts";
import { Id, Words } from "./text.ts";
import { Instant, Span } from "./time.ts";

/**
 * A JSONata expression giving one ReadingInput or an array of them. `$topic` (MQTT), `$event` (server-sent events), `$file`
 * (folder) and `$receivedAt` (ISO) are bound.
 */
export const Mapping = z.string().min(1).max(20_000);

const sourceBase = {
  id: Id,
  name: Words,
  ...answeredBy,
  /** A template, which nobody connects to before somebody says false here. */
  isOff: z.boolean().optional(),
  /** Nothing new for this long: the source is late. */
  lateAfter: Span,
  /** Given to readings that do not say their own. */
  status: ReadingStatus.default("preliminary"),
};

/**
 * What the mapping gives. citizen-reports: CitizenReportInputs; of a platform that speaks Open311 GeoReport v2 the mapping is `$`,
 * the answer as it is. warnings: alerts in the form of CAP 1.2 (contract/warnings/cap.ts) · documents: DocumentMessages, or messages of edXML
 * as their text, of which the mapping is `$` · dossiers: DossierInputs, and `dossiers` says what is counted of them. Absent: readings.
 */
const payload = {
  gives: SourceGives.optional(),
  /** Of documents: the site's own organisations by their codes, and the place where each one's documents are counted. */
  organs: Organs.optional(),
  /** Of dossiers: what is counted of all of them, said by one source. */
  dossiers: DossierSettings.optional(),
};

/** A PEM file of the only authorities to trust; absent: those the system trusts. */
const tls = { ca: Address.optional() };

/** How we say who we are over HTTP; at most one of them. */
const login = {
  headers: z.record(z.string(), Address).default({}),
  /** Sent as `Authorization: Bearer …`. */
  bearer: Address.optional(),
  basic: z
    .strictObject({
      username: z.string().max(200),
      password: Address,
      /** Without TLS anybody on the way reads the password; it is sent so to this machine alone, or where this is said. */
      overPlainHttp: z.literal(true).optional(),
    })
    .optional(),
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
const cadence = {
  every: Span.optional(),
  /** Five parts as of cron, minute hour day month weekday, in the site's time zone: `0 6 * * 1-5`. */
  schedule: z.string().min(1).max(100).optional(),
};
const hasOneCadence = (source: { every?: unknown; schedule?: unknown }): boolean =>
  (source.every === undefined) !== (source.schedule === undefined);
const cadenceRule = { ...breaks("mistake.every-or-schedule"), path: ["every"] };

export const RestSource = z
  .strictObject({
    ...sourceBase,
    ...payload,
    ...tls,
    ...login,
    ...cadence,
    type: z.literal("rest"),
    url: Address,
    timeout: Span.default(10_000),
    method: z.enum(["GET", "POST"]).default("GET"),
    body: z.string().max(20_000).optional(),
    paging: Paging.optional(),
    /**
     * How the answer is written. csv: the expression sees its rows, objects by heading with every cell a text · cap: XML of CAP
     * 1.2, or a feed (RSS, Atom) of such on the same host; the expression sees the alerts as a list.
     */
    answers: z.enum(["json", "csv", "cap"]).default("json"),
    /** Columns without which a CSV answer is none: services tell of a wrong key in a sentence. */
    columns: z.array(z.string().min(1).max(100)).min(1).max(50).optional(),
    mapping: Mapping,
  })
  .refine(hasOneCadence, cadenceRule)
  .refine(({ answers, gives }) => answers !== "cap" || gives === "warnings", {
    ...breaks("mistake.cap-gives-warnings"),
    path: ["gives"],
  });

/** A query to a PostgreSQL database, in a transaction that can only read. The expression sees the array of its rows. */
export const PostgresqlSource = z
  .strictObject({
    ...sourceBase,
    ...payload,
    ...tls,
    ...cadence,
    type: z.literal("postgresql"),
    /** postgresql://host:5432/database, without an account. */
    url: Address.regex(/^postgres(?:ql)?:\/\/[^@/?#]+\/[^@/?#]+$/).meta(wanted("postgresql-url")),
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
  .refine(hasOneCadence, cadenceRule);

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

/** How a platform that calls us says who it is. */
const caller = {
  /** Key of the HMAC signature: every call must be signed with it. Absent: a token of role ingest is asked for. */
  secret: Address.optional(),
  /** A token is enough as well where there is a secret. */
  acceptTokens: z.literal(true).optional(),
};

/** The platform calls us: `POST /api/ingest/SOURCE`. */
export const WebhookSource = z.strictObject({
  ...sourceBase,
  ...payload,
  ...caller,
  type: z.literal("webhook"),
  /** Absent: the body is one reading or a list of them as they are. */
  mapping: Mapping.optional(),
});

/**
 * A camera platform tells us of events: `POST /api/camera-events/SOURCE`. Whoever has nothing to tell is silent, so silence is late only where `lateAfter` says so.
 */
export const CameraEventsSource = z.strictObject({
  ...sourceBase,
  ...caller,
  lateAfter: Span.optional(),
  type: z.literal("camera-events"),
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
  /** A file is whole once its size and time have not changed for this long; who writes with pauses needs more. */
  settledAfter: Span.refine((ms) => ms <= 3_600_000, breaks("mistake.span-most", { most: "1h" })).default(2_000),
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
 * An indicator that people of its unit enter (contract/entry). Who they are follows from its owner and from places: main/core/access/reach.ts.
 */
export const EnteredFigure = z.strictObject({
  indicator: Id,
  /** Absent: every place of the kinds that the indicator is counted at; of one that names none, the province alone. */
  places: z.array(Id).min(1).max(500).optional(),
  /** Its months are those of reports, as the calendar has them (from the 15th of the month before to the 14th); absent: calendar months. */
  months: z.literal("report").optional(),
  /** Until when it is to be entered: so many days after the last day of its period; below 0 before it, 0 on it. */
  due: z
    .strictObject({
      days: z.int().min(-31).max(366).default(5),
      count: z.enum(["working", "calendar"]).default("working"),
    })
    .prefault({}),
  /** It is called due soon so many days before. */
  soonDays: z.int().min(0).max(60).default(3),
  /**
   * How far a value may lie from both the period before and the same period a year before until a reason is asked for: in per cent of those,
   * or in the indicator's own unit. Absent: 30 %, of percentages 10 points.
   */
  plausible: z
    .union([
      z.strictObject({ percent: z.number().min(1).max(10_000) }),
      z.strictObject({ points: z.number().positive().max(1e12) }),
    ])
    .optional(),
});
export type EnteredFigure = z.infer<typeof EnteredFigure>;

/** Figures that officers enter in the web app; each of them is a reading of this source. */
export const EnteredSource = z.strictObject({
  ...sourceBase,
  type: z.literal("entered"),
  /** Nothing entered for this long: the source is late. Absent: each figure is late by its own due day alone. */
  lateAfter: Span.optional(),
  figures: z.array(EnteredFigure).min(1).max(500),
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
  EnteredSource,
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
export type EnteredSource = z.infer<typeof EnteredSource>;
export type PublishedSource = z.infer<typeof PublishedSource>;

/** Whether its platform calls the core, and is not reached out to. */
export const isCalled = (source: SourceConfig): source is WebhookSource | CameraEventsSource =>
  source.type === "webhook" || source.type === "camera-events";
