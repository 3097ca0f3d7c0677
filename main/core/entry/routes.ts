import type { FastifyInstance, FastifyRequest } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { Logger } from "pino";
import type { Profile } from "#contract/entities/profile.ts";
import type { SourceView } from "#contract/entities/source.ts";
import {
  ChangedDrafts,
  CheckedRows,
  CheckRows,
  Drafts,
  EnteredFigures,
  EnteredQuery,
  EntryDeed,
  EntryReport,
  EntryTable,
  EntryTemplateQuery,
  ExpectedFigures,
  longestTableDraft,
  OwnSources,
} from "#contract/entry/http.ts";
import { routes } from "#contract/routes.ts";
import type { SourceScores } from "#contract/source-scores/http.ts";
import { csvType, maxTableBytes, workbookType } from "#contract/tables.ts";
import type { Access, Identity } from "../access/access.ts";
import { failureResponses } from "../api/failures.ts";
import { fileResponse } from "../api/file-response.ts";
import { bytesOf, tableUploadScope } from "../api/table-upload.ts";
import { whoOf } from "../api/who.ts";
import type { Taker } from "../connectors/taker.ts";
import type { Entry, Person } from "./entry.ts";

/** Two thousand rows with their reasons. */
const deedLimitBytes = 1_500_000;
/** What was copied out of a program for tables. */
export const pastedType = "text/tab-separated-values";
/** Rows of a deed that the audit trail has one by one; it counts the rest. */
const auditedRows = 50;

const own = { access: "enter-figures", reach: "own", outside: "always" } as const;

/** Figures as officers enter them. Each route tells and changes only what the right of whoever asks reaches. */
export async function entryRoutes(
  server: FastifyInstance,
  parts: {
    readonly profile: Profile;
    entry: Entry;
    access: Pick<Access, "list">;
    refusals: Taker["refusals"];
    sourceScores: { report(): Promise<SourceScores> };
    sourceViews(): SourceView[];
    log: Logger;
  },
): Promise<void> {
  const app = server.withTypeProvider<ZodTypeProvider>();
  const { entry, log } = parts;
  const personOf = async ({ identity, reach }: FastifyRequest): Promise<Person> => ({
    ...{ owner: ownerOf(identity), by: await whoOf(parts.access, identity), reach },
  });

  app.get(
    routes.entryExpected,
    { config: own, schema: { response: { 200: ExpectedFigures, ...failureResponses } } },
    async ({ reach }, reply) => {
      reply.header("cache-control", "no-store");
      return entry.expected(reach);
    },
  );

  app.get(
    routes.entryDue,
    {
      config: { access: "read", reach: "own", outside: "always" },
      schema: { response: { 200: ExpectedFigures, ...failureResponses } },
    },
    async ({ reach }, reply) => {
      reply.header("cache-control", "no-store");
      const { figures, ...rest } = await entry.expected(reach);
      return { ...rest, figures: figures.filter(({ state }) => state === "late" || state === "soon") };
    },
  );

  app.post(
    routes.entryCheck,
    {
      bodyLimit: deedLimitBytes,
      // Nothing is changed by it.
      config: { ...own, audit: "none" },
      schema: { body: CheckRows, response: { 200: CheckedRows, ...failureResponses } },
    },
    async ({ body, reach }) => ({ rows: await entry.check(body.rows, reach) }),
  );

  app.post(
    routes.entryDeeds,
    {
      bodyLimit: deedLimitBytes,
      config: own,
      schema: { body: EntryDeed, response: { 200: EntryReport, ...failureResponses } },
    },
    async (request) => {
      const { body } = request;
      const person = await personOf(request);
      const report = await entry.send(body, person);
      const { outcome, taken, same, left } = report;
      const taking = body.rows.filter((_, at) => report.rows[at]?.outcome === "taken");
      request.audited = {
        target: `${taken} figures`,
        after: taking.slice(0, auditedRows).map(({ indicator, place, period, value, status, reason }) => ({
          ...{ figure: `${indicator}@${place}@${period}`, value, status, reason },
        })),
      };
      log.info({ by: person.by, outcome, taken, same, left }, "figures entered");
      return report;
    },
  );

  app.get(
    routes.entryDeeds,
    { config: own, schema: { querystring: EnteredQuery, response: { 200: EnteredFigures, ...failureResponses } } },
    async ({ query, identity, reach }, reply) => {
      reply.header("cache-control", "no-store");
      return entry.list(query, { owner: ownerOf(identity), reach });
    },
  );

  app.get(
    routes.entryTemplate,
    {
      config: own,
      schema: { querystring: EntryTemplateQuery, response: { 200: fileResponse(workbookType), ...failureResponses } },
    },
    async ({ query: { language }, reach }, reply) => {
      const workbook = await entry.template(language, reach);
      return reply
        .type(workbookType)
        .header("cache-control", "no-store")
        .header("content-disposition", 'attachment; filename="nhap-so-lieu.xlsx"')
        .send(workbook);
    },
  );

  app.get(
    routes.entryDrafts,
    { config: own, schema: { response: { 200: Drafts, ...failureResponses } } },
    async ({ identity }, reply) => {
      reply.header("cache-control", "no-store");
      return entry.drafts(ownerOf(identity));
    },
  );

  app.put(
    routes.entryDrafts,
    {
      bodyLimit: longestTableDraft * 4,
      // What is not sent is nobody's business yet; sending it is told.
      config: { ...own, audit: "none" },
      schema: { body: ChangedDrafts, response: { 200: Drafts, ...failureResponses } },
    },
    ({ body, identity }) => entry.changeDrafts(ownerOf(identity), body.drafts),
  );

  app.get(
    routes.entrySources,
    { config: own, schema: { response: { 200: OwnSources, ...failureResponses } } },
    async ({ reach }, reply) => {
      reply.header("cache-control", "no-store");
      const scores = await parts.sourceScores.report();
      const mine = parts.sourceViews().filter(({ id }) => reach.source(id));
      return {
        sources: mine.map(({ origins: _, ...source }) => ({
          source,
          score: scores.sources.find(({ id }) => id === source.id) ?? null,
          refusals: parts.refusals(source.id),
        })),
      };
    },
  );

  tableUploadScope(server, [workbookType, csvType, pastedType], (scope) => {
    scope.post(
      routes.entryTable,
      {
        bodyLimit: maxTableBytes,
        // It is read and judged; nothing is changed by it.
        config: { ...own, audit: "none" },
        schema: { response: { 200: EntryTable, ...failureResponses } },
      },
      async ({ body, reach }) => {
        const table = await entry.table(bytesOf(body), reach);
        log.info({ rows: table.rows.length }, "a table of figures read");
        return table;
      },
    );
  });
}

/** Tells one who enters from all others: an account, else a token; those of a run are one. */
function ownerOf(identity: Identity | undefined): string {
  if (identity?.account !== undefined) return `account:${identity.account.id}`;
  return identity?.tokenId === null || identity === undefined
    ? `run:${identity?.role ?? ""}`
    : `token:${identity.tokenId}`;
}
