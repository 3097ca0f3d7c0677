import type { FastifyInstance, FastifyRequest } from "fastify";
import { partsOfKey } from "#contract/entities/series-key.ts";
import { routes } from "#contract/routes.ts";
import { TakeawayRequest } from "#contract/takeaway.ts";
import type { UsageDeed } from "#contract/usage/http.ts";
import type { Identity } from "../access/identity.ts";
import type { Member } from "./groups.ts";
import type { Thing } from "./shown.ts";
import type { Usage } from "./usage.ts";

type Told = { deed: UsageDeed; thing: Thing };
/** Figures of one workbook that are told apart. */
const mostTaken = 300;
const indicatorIn = ({ query }: FastifyRequest): string =>
  String((query as Record<string, unknown> | undefined)?.indicator ?? "");

/** The requests by which people themselves want something; those that pages make to draw what they show are none. */
const wants: Readonly<Record<string, (request: FastifyRequest) => Told[]>> = {
  [`GET ${routes.usage}`]: () => [{ deed: "opened", thing: { kind: "page", name: "usage" } }],
  [`GET ${routes.dossiers}`]: (request) => [
    { deed: "asked", thing: { kind: "indicator", name: indicatorIn(request) } },
  ],
  [`POST ${routes.takeaway}`]: ({ body }) => {
    const asked = TakeawayRequest.safeParse(body);
    if (!asked.success) return [];
    const codes = new Set(asked.data.parts.flatMap(({ series }) => series.map((key) => partsOfKey(key)[0])));
    return [...codes].slice(0, mostTaken).map((name) => ({ deed: "taken", thing: { kind: "indicator", name } }));
  },
};

/** Roles of programs and windows: what they ask for nobody wants. */
const programs: ReadonlySet<string> = new Set(["wall", "shell", "machine", "mirror", "ingest"]);

/** What is known of somebody for counting; undefined: it is no person. */
export function memberOf(identity: Identity | undefined): Member | undefined {
  if (identity === undefined || programs.has(identity.role)) return undefined;
  return { unit: identity.account?.unit ?? null, role: identity.role };
}

/** Counts what people ask the core for, once it was given. */
export function countRequests(app: FastifyInstance, usage: Pick<Usage, "did">): void {
  app.addHook("onResponse", async (request, reply) => {
    if (reply.statusCode !== 200) return;
    const told = wants[`${request.method} ${request.routeOptions.url ?? ""}`];
    const member = told === undefined ? undefined : memberOf(request.identity);
    if (told === undefined || member === undefined) return;
    for (const { deed, thing } of told(request)) if (thing.name !== "") usage.did(member, deed, thing);
  });
}
