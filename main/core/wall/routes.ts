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
import { differing } from "../api/audited.ts";
import { failureResponses } from "../api/failures.ts";
import { done, fileResponse } from "../api/file-response.ts";
import { whoOf } from "../api/who.ts";
import type { Automation } from "./automation/automation.ts";
import type { Captures } from "./captures.ts";
import type { Wall } from "./wall.ts";

const named = z.strictObject({ id: Id });

/** A scene as the audit trail tells it: without what follows from the rest. */
const auditedScene = (scene: StoredScene | undefined) =>
  scene && { name: scene.name, tags: scene.tags, version: scene.version, tiles: scene.tiles };

/** What the wall shows, as far as a command changes it. */
const auditedWall = ({ scene, control, programme, pushes, ...wall }: WallState) => ({
  ...{ scene: scene.id, control: control.by, programme: programme?.id ?? null },
  ...{ pushes: pushes.map(({ display, what }) => ({ id: String(display), what: what.vi })) },
  ...{ blanked: wall.blanked, frozen: wall.frozen.map(({ display }) => display), banner: wall.banner?.text ?? null },
  ...{ surfaces: wall.surfaces, numbers: wall.numbers, sound: wall.sound },
});

/** What a command is done to, after what it is: a scene, a monitor, a programme, a rule. */
function targetOf(command: WallCommand): string {
  const { type, ...rest } = command;
  const named: Record<string, unknown> = rest;
  return [type, named.scene ?? named.programme ?? named.rule ?? named.display ?? named.displays ?? named.entry]
    .filter((one) => one !== undefined && one !== null)
    .map(String)
    .join(" ");
}

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
    {
      config: { access: "read", reach: "common", outside: "always" },
      schema: { response: { 200: SceneList, ...failureResponses } },
    },
    () => ({ scenes: wall.scenes.all() }),
  );

  app.get(
    routes.scene(":id"),
    {
      config: { access: "read", reach: "common", outside: "always" },
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
    async (request) => {
      const { id } = request.params;
      const who = await whoOf(access, request.identity);
      const before = auditedScene(wall.scenes.get(id));
      const scene = await wall.save(id, request.body, who);
      request.audited = differing(before, auditedScene(scene));
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
    async (request, reply) => {
      const { id } = request.params;
      const who = await whoOf(access, request.identity);
      request.audited = { before: auditedScene(wall.scenes.get(id)) };
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
    async (request) => {
      const who = await whoOf(access, request.identity);
      const report = await wall.takeIn(request.body, who);
      const { saved, savedAutomations, mistakes } = report;
      request.audited = { after: { saved, savedAutomations, mistakes: mistakes.length } };
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
    async (request) => {
      const { body } = request;
      const who = await whoOf(access, request.identity);
      const before = auditedWall(wall.state());
      // Also where it is refused: what was wanted.
      request.audited = { target: targetOf(body), after: body };
      const automatic = AutomationCommand.safeParse(body);
      const late = automatic.success
        ? await automation.execute(automatic.data, who)
        : await wall.execute(body as Exclude<WallCommand, AutomationCommand>, who);
      const told = differing(before, auditedWall(wall.state()));
      request.audited = {
        ...request.audited,
        before: told.before,
        after: { ...(told.after as object), command: body },
      };
      log.info({ command: body.type, who, ...(late.length > 0 ? { late } : {}) }, "wall driven");
      return { wall: wall.state(), late };
    },
  );

  app.get(
    routes.wallCommands,
    {
      config: { access: "read", reach: "common", outside: "always" },
      schema: { response: { 200: WallState, ...failureResponses } },
    },
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
