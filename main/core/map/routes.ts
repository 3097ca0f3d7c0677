import { readFile } from "node:fs/promises";
import path from "node:path";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { Failure } from "#contract/answers.ts";
import { MapBack, MapboxAccess, MapImport, MapView } from "#contract/entities/map.ts";
import type { Profile } from "#contract/entities/profile.ts";
import { CodedError } from "#contract/errors.ts";
import { MapImportQuery } from "#contract/map/http.ts";
import { routes } from "#contract/routes.ts";
import { failureResponses } from "../api/failures.ts";
import { fileResponse } from "../api/file-response.ts";
import type { SiteMap } from "./site-map.ts";
import { mediaTypes } from "./tile-schema.ts";

const Tile = z.strictObject({
  revision: z.string().max(64),
  z: z.coerce.number().int().min(0).max(24),
  x: z.coerce.number().int().min(0),
  y: z.coerce.number().int().min(0),
});
const Layer = z.strictObject({ role: z.string().max(32), revision: z.string().max(64) });
const failures = { "4xx": Failure, "5xx": Failure };
const lasting = "private, max-age=31536000, immutable";
const binary = (type: string) => ({
  content: { [type]: { schema: z.unknown().meta({ type: "string", format: "binary" }) } },
});

/** The map's routes; the guard of the application they are registered with sees who may. */
export async function mapRoutes(
  server: FastifyInstance,
  parts: { map: SiteMap; readonly profile: Profile; profileFolder: string },
): Promise<void> {
  const app = server.withTypeProvider<ZodTypeProvider>();
  const { map } = parts;

  app.get(
    routes.outline,
    {
      config: { access: "read", reach: "common", outside: "always" },
      schema: { response: { 200: fileResponse("application/geo+json"), ...failureResponses } },
    },
    async (_request, reply) => {
      const outline = await readFile(path.resolve(parts.profileFolder, parts.profile.map.outline));
      return reply.type("application/geo+json").header("cache-control", "no-cache").send(outline);
    },
  );

  app.get(
    routes.map,
    {
      config: { access: "read", reach: "common", outside: "always" },
      schema: { response: { 200: MapView, ...failures } },
    },
    (request, reply) => {
      const view = map.view();
      const tag = `"${view.revision}"`;
      reply.header("etag", tag).header("cache-control", "private, no-cache");
      if (request.headers["if-none-match"] === tag) reply.code(304);
      return view;
    },
  );

  app.get(
    routes.mapTile(":revision", ":z", ":x", ":y"),
    {
      config: { access: "read", reach: "common", outside: "always" },
      schema: { params: Tile, response: { 200: binary("application/octet-stream"), ...failures } },
    },
    async (request, reply) => {
      const { revision, z: zoom, x, y } = request.params;
      if (x >= 2 ** zoom || y >= 2 ** zoom) throw new CodedError("request.not-found");
      // What a revision names never changes, so there is nothing to look up.
      const tag = `"${revision}/${zoom}/${x}/${y}"`;
      const tile = await map.tile(revision, zoom, x, y);
      if (tile === "unknown") throw new CodedError("request.not-found");
      reply.header("cache-control", tile?.isLasting === false ? "private, no-cache" : lasting);
      if (tile === null) return reply.code(204).send();
      if (tile.isLasting) {
        reply.header("etag", tag);
        if (request.headers["if-none-match"] === tag) return reply.code(304).send();
      }
      if (tile.isGzip) reply.header("content-encoding", "gzip");
      return reply.type(mediaTypes[tile.format]).send(tile.bytes);
    },
  );

  app.get(
    routes.mapLayer(":role", ":revision"),
    {
      config: { access: "read", reach: "common", outside: "always" },
      schema: { params: Layer, response: { 200: binary("application/geo+json"), ...failures } },
    },
    (request, reply) => {
      const stream = map.layer(request.params.role, request.params.revision);
      if (stream === undefined) throw new CodedError("request.not-found");
      return reply.type("application/geo+json").header("cache-control", lasting).send(stream);
    },
  );

  app.get(
    routes.mapbox,
    { config: { access: "use-mapbox" }, schema: { response: { 200: MapboxAccess, ...failures } } },
    async (_request, reply) => {
      const access = await map.mapbox();
      if (access === null) throw new CodedError("request.not-found");
      reply.header("cache-control", "no-store");
      return access;
    },
  );

  app.post(
    routes.mapBack,
    { config: { access: "manage-map" }, schema: { response: { 200: MapBack, ...failures } } },
    async (request) => {
      const undone = await map.back();
      request.audited = { before: undone };
      return { undone, view: map.view() };
    },
  );

  void server.register(async (scope) => {
    // The body stays a stream: a file of tiles is larger than the core's memory should be.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", (_request, _body, done) => done(null));
    scope.withTypeProvider<ZodTypeProvider>().post(
      routes.mapImport,
      {
        config: { access: "manage-map" },
        schema: { querystring: MapImportQuery, response: { 200: MapImport, ...failures } },
      },
      async (request) => {
        const { name, as, look } = request.query;
        request.audited = { target: name };
        const announced = Number(request.headers["content-length"]);
        const told = await map.import({
          name,
          as,
          isLookOnly: look,
          announced: Number.isFinite(announced) ? announced : undefined,
          body: request.raw,
        });
        const { kind, role, isTaken, bytes } = told;
        request.audited = { target: name, after: { kind, role, isTaken, bytes } };
        return told;
      },
    );
  });
}
