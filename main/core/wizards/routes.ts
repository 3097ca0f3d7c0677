import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { Logger } from "pino";
import { z } from "zod";
import type { FollowingStatus } from "#contract/entities/following.ts";
import type { Profile } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";
import { CodedError } from "#contract/errors.ts";
import { routes } from "#contract/routes.ts";
import {
  CameraDraft,
  CameraDraftPicture,
  LimitsPast,
  LimitsPastQuery,
  NewProfileChange,
  PackList,
  ProfileChangeCheck,
  ProfileChangeList,
  ProfileChangeView,
  ProfileList,
  SourceDraftResult,
  SourceDraftTrial,
  WizardList,
} from "#contract/wizards/http.ts";
import type { Access } from "../access/access.ts";
import { type Audited, differing } from "../api/audited.ts";
import { failureResponses } from "../api/failures.ts";
import { whoOf } from "../api/who.ts";
import type { OwnCameraGateway } from "../cameras/gateway-interface.ts";
import type { Sources } from "../connectors/sources.ts";
import type { SecretUser } from "../outbound/secret-user.ts";
import { itemsIn } from "../profile/lists.ts";
import { readLayers } from "../profile/loading.ts";
import type { SiteProfile } from "../profile/site-profile.ts";
import type { Secrets } from "../secrets/secrets.ts";
import { standardOffsetMs } from "../store/periods.ts";
import type { ReadingsRepository } from "../store/reading-repositories.ts";
import { pictureOfDraft } from "./camera-draft.ts";
import { createProfileChanging, type Made } from "./changing.ts";
import { tryDraft } from "./draft-trial.ts";
import { itemsOf } from "./items.ts";
import { createJournal } from "./journal.ts";
import { createLimitsPast } from "./limits-past.ts";
import { packViews } from "./pack-views.ts";

const auditedOf = ({ view, before, after }: Made): Audited => ({
  target: view.items
    .map(({ list, id }) => `${list}/${id}`)
    .join(" ")
    .slice(0, 200),
  ...differing(before, after),
});

/** With the beginning of an answer in it, which is mapped anew while somebody points. */
const bodyLimitBytes = 700_000;

/** What administrators change in the profile by wizards: looked at, tried, written, taken back. */
export async function wizardRoutes(
  server: FastifyInstance,
  parts: {
    readonly profile: Profile;
    site: Pick<SiteProfile, "version" | "change" | "tryChange" | "restore" | "loaded" | "files">;
    dataFolder: string;
    secrets: Pick<Secrets, "has" | "set" | "remove">;
    sources: Pick<Sources, "tryDraft">;
    cameras: Pick<OwnCameraGateway, "pictureOf">;
    resolve(address: string, user: SecretUser): Promise<string>;
    store: { readings: Pick<ReadingsRepository, "history"> };
    hub: { all(name: "readings"): readonly Reading[] };
    following: (() => FollowingStatus) | undefined;
    access: Pick<Access, "list">;
    log: Logger;
    now(): number;
  },
): Promise<void> {
  const app = server.withTypeProvider<ZodTypeProvider>();
  const { site, access, log, now } = parts;
  const changing = createProfileChanging({
    ...{ site, secrets: parts.secrets, log, now },
    journal: createJournal(join(parts.dataFolder, "profile-changes")),
    follows: parts.following?.().host,
  });
  const limitsPast = createLimitsPast({
    readings: parts.store.readings,
    newest: () => parts.hub.all("readings"),
    offsetMs: standardOffsetMs(parts.profile.timeZone),
    now,
  });
  const config = { access: "change-profile" } as const;
  /** What is asked again and again while somebody types or drags. */
  const seldomTold = { ...config, audit: "repeats" } as const;

  app.get(
    routes.profileList(":list"),
    {
      config: { ...config, audit: "reveals" },
      schema: { params: z.strictObject({ list: WizardList }), response: { 200: ProfileList, ...failureResponses } },
    },
    async ({ params: { list } }, reply) => {
      reply.header("cache-control", "no-store");
      return changing.list(list);
    },
  );

  app.get(
    routes.profileChanges,
    { config, schema: { response: { 200: ProfileChangeList, ...failureResponses } } },
    async () => ({ changes: await changing.changes() }),
  );

  app.post(
    routes.profileChanges,
    {
      config,
      bodyLimit: bodyLimitBytes,
      schema: { body: NewProfileChange, response: { 200: ProfileChangeView, ...failureResponses } },
    },
    async (request) => {
      const made = await changing.make(request.body, await whoOf(access, request.identity));
      request.audited = auditedOf(made);
      return made.view;
    },
  );

  app.post(
    routes.profileChangeCheck,
    {
      config: seldomTold,
      bodyLimit: bodyLimitBytes,
      schema: { body: NewProfileChange, response: { 200: ProfileChangeCheck, ...failureResponses } },
    },
    async ({ body }, reply) => {
      reply.header("cache-control", "no-store");
      return changing.check(body);
    },
  );

  app.post(
    routes.profileChangeBack(":number"),
    {
      config,
      schema: {
        params: z.strictObject({ number: z.coerce.number().int().min(1).max(999_999) }),
        response: { 200: ProfileChangeView, ...failureResponses },
      },
    },
    async (request) => {
      const made = await changing.takeBack(request.params.number, await whoOf(access, request.identity));
      request.audited = auditedOf(made);
      return made.view;
    },
  );

  app.post(
    routes.sourceDraftTrial,
    {
      config,
      bodyLimit: bodyLimitBytes,
      schema: { body: SourceDraftTrial, response: { 200: SourceDraftResult, ...failureResponses } },
    },
    async (request, reply) => {
      const { body } = request;
      request.audited = { target: String(body.source.id).slice(0, 80) };
      const { data } = await readLayers(site.loaded);
      const result = await tryDraft(body, {
        ...{ profile: parts.profile, sources: parts.sources, resolve: parts.resolve, now },
        before: itemsOf(data, "sources").get(String(body.source.id)),
      });
      const { id, valid, invalid } = result.trial;
      log.info({ id, isLook: body.mapping === undefined, valid, invalid }, "draft of a source tried");
      reply.header("cache-control", "no-store");
      return result;
    },
  );

  app.post(
    routes.cameraDraftPicture,
    { config, schema: { body: CameraDraft, response: { 200: CameraDraftPicture, ...failureResponses } } },
    async (request, reply) => {
      const id = String(request.body.camera.id).slice(0, 80);
      request.audited = { target: id };
      const { data } = await readLayers(site.loaded);
      const gone = new AbortController();
      reply.raw.once("close", () => gone.abort());
      const result = await pictureOfDraft(request.body, {
        ...{ cameras: parts.cameras, resolve: parts.resolve, signal: gone.signal },
        before: itemsOf(data, "cameras").get(id),
      });
      log.info({ id, code: result.reason?.code, tookMs: result.tookMs }, "picture of a camera's draft taken");
      reply.header("cache-control", "no-store");
      return result;
    },
  );

  app.get(routes.packList, { config, schema: { response: { 200: PackList, ...failureResponses } } }, async () => {
    const { data } = await readLayers(site.loaded);
    return { packs: await packViews(site.loaded, itemsIn(data.packs).map(String)), files: site.files() ?? null };
  });

  app.post(
    routes.limitsPast,
    { config: seldomTold, schema: { body: LimitsPastQuery, response: { 200: LimitsPast, ...failureResponses } } },
    async (request) => {
      const { indicator, limits, days } = request.body;
      request.audited = { target: indicator };
      const known = parts.profile.indicators.find(({ code }) => code === indicator);
      if (known === undefined) throw new CodedError("request.not-found");
      return limitsPast.of(known, limits, days);
    },
  );
}
