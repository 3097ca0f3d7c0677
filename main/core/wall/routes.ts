import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { Logger } from "pino";
import { z } from "zod";
import { Id } from "#contract/entities/text.ts";
import { AutomationCommand, StoredScene, WallCommand, WallState } from "#contract/entities/wall-state.ts";
import { CodedError } from "#contract/errors.ts";
import { routes } from "#contract/routes.ts";
import {
  SceneFile,
  SceneImport,
  SceneList,
  SceneQuery,
  SceneToSave,
  SnapshotQuery,
  sceneFileLimitBytes,
  WallAnswer,
  WallEntryList,
  WallEntryQuery,
} from "#contract/wall/http.ts";
import type { Access } from "../access/access.ts";
import { failureResponses } from "../api/failures.ts";
import { done, fileResponse } from "../api/file-response.ts";
import { whoOf } from "../api/who.ts";
import type { Automation } from "./automation/automation.ts";
import type { Captures } from "./captures.ts";
import type { Wall } from "./wall.ts";

const named = z.strictObject({ id: Id });

/** Scenes, and what people do to the wall. To see is everybody's right, to change the operator's. */
export async function wallRoutes(
  server: FastifyInstance,
  parts: {
    wall: Wall;
    automation: Pick<Automation, "execute">;
    captures: Pick<Captures, "take">;
    access: Pick<Access, "list">;
    log: Logger;
  },
): Promise<void> {
  const app = server.withTypeProvider<ZodTypeProvider>();
  const { wall, automation, captures, access, log } = parts;

  app.get(
    routes.scenes,
    { config: { access: "read", reach: "common" }, schema: { response: { 200: SceneList, ...failureResponses } } },
    () => ({ scenes: wall.scenes.all() }),
  );

  app.get(
    routes.scene(":id"),
    {
      config: { access: "read", reach: "common" },
      schema: { params: named, querystring: SceneQuery, response: { 200: StoredScene, ...failureResponses } },
    },
    async ({ params: { id }, query: { version } }) => {
      const scene = version === undefined ? wall.scenes.get(id) : await wall.scenes.version(id, version);
      if (scene === undefined) throw new CodedError("scene.unknown", { scene: id });
      return scene;
    },
  );

  app.put(
    routes.scene(":id"),
    {
      config: { access: "drive-wall" },
      bodyLimit: sceneFileLimitBytes,
      schema: { params: named, body: SceneToSave, response: { 200: StoredScene, ...failureResponses } },
    },
    async ({ params: { id }, body, identity }) => {
      const who = await whoOf(access, identity);
      const scene = await wall.save(id, body, who);
      log.info({ id, version: scene.version, who }, "scene saved");
      return scene;
    },
  );

  app.delete(
    routes.scene(":id"),
    {
      config: { access: "drive-wall" },
      schema: { params: named, response: { 204: done, ...failureResponses } },
    },
    async ({ params: { id }, identity }, reply) => {
      const who = await whoOf(access, identity);
      await wall.remove(id, who);
      log.info({ id, who }, "scene removed");
      return reply.code(204).send(null);
    },
  );

  app.get(
    routes.sceneFile,
    { config: { access: "read" }, schema: { response: { 200: SceneFile, ...failureResponses } } },
    (_request, reply) => {
      reply.header("content-disposition", 'attachment; filename="scenes.json"').header("cache-control", "no-store");
      return wall.file();
    },
  );

  app.post(
    routes.sceneFile,
    {
      config: { access: "drive-wall" },
      bodyLimit: sceneFileLimitBytes,
      schema: { body: z.unknown(), response: { 200: SceneImport, ...failureResponses } },
    },
    async ({ body, identity }) => {
      const who = await whoOf(access, identity);
      const report = await wall.takeIn(body, who);
      log.info({ saved: report.saved.length, mistakes: report.mistakes.length, who }, "scenes imported");
      return report;
    },
  );

  app.post(
    routes.wallCommands,
    {
      config: { access: "drive-wall" },
      schema: { body: WallCommand, response: { 200: WallAnswer, ...failureResponses } },
    },
    async ({ body, identity }) => {
      const who = await whoOf(access, identity);
      const automatic = AutomationCommand.safeParse(body);
      const late = automatic.success
        ? await automation.execute(automatic.data, who)
        : await wall.execute(body as Exclude<WallCommand, AutomationCommand>, who);
      log.info({ command: body.type, who, ...(late.length > 0 ? { late } : {}) }, "wall driven");
      return { wall: wall.state(), late };
    },
  );

  app.get(
    routes.wallCommands,
    { config: { access: "read", reach: "common" }, schema: { response: { 200: WallState, ...failureResponses } } },
    () => wall.state(),
  );

  app.get(
    routes.wallEntries,
    {
      config: { access: "read" },
      schema: { querystring: WallEntryQuery, response: { 200: WallEntryList, ...failureResponses } },
    },
    async ({ query, identity }) => wall.entries(await whoOf(access, identity), query.limit, query.before),
  );

  app.get(
    routes.snapshot,
    {
      config: { access: "capture" },
      schema: { querystring: SnapshotQuery, response: { 200: fileResponse("image/png"), ...failureResponses } },
    },
    async ({ query }, reply) => {
      const png = await captures.take(query.scale);
      return reply.type("image/png").header("cache-control", "no-store").send(png);
    },
  );
}
