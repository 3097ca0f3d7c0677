import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { CameraEventList, CameraEventQuery, MapEventQuery } from "#contract/camera-events/http.ts";
import { MapEventList } from "#contract/entities/map-event.ts";
import { routes } from "#contract/routes.ts";
import { failureResponses } from "../api/failures.ts";
import { fileResponse } from "../api/file-response.ts";
import type { CameraEvents } from "./camera-events.ts";

/** What camera platforms have told. Handing it in stands with the sources. */
export async function cameraEventRoutes(
  server: FastifyInstance,
  { cameraEvents }: { cameraEvents: Pick<CameraEvents, "list" | "mapEvents" | "picture"> },
): Promise<void> {
  const app = server.withTypeProvider<ZodTypeProvider>();

  app.get(
    routes.cameraEvents,
    {
      config: { access: "see-camera-events", audit: "reveals", outside: "always" },
      schema: { querystring: CameraEventQuery, response: { 200: CameraEventList, ...failureResponses } },
    },
    async ({ query }, reply) => {
      reply.header("cache-control", "no-store");
      return { events: await cameraEvents.list(query) };
    },
  );

  // For every screen, as the notice on the live line is: that something happened, where and when.
  app.get(
    routes.mapEvents,
    {
      config: { access: "read", outside: "always" },
      schema: { querystring: MapEventQuery, response: { 200: MapEventList, ...failureResponses } },
    },
    async ({ query: { kind, withinMs } }, reply) => {
      reply.header("cache-control", "no-store");
      return cameraEvents.mapEvents([...new Set([kind].flat())], withinMs);
    },
  );

  app.get(
    routes.cameraEventPicture(":number"),
    {
      config: { access: "see-camera-events", audit: "reveals", outside: "always" },
      schema: {
        params: z.strictObject({ number: z.coerce.number().int().min(1) }),
        response: { 200: fileResponse("image/jpeg"), ...failureResponses },
      },
    },
    async ({ params }, reply) => {
      const { type, bytes } = await cameraEvents.picture(params.number);
      return reply.type(`image/${type}`).header("cache-control", "no-store").send(bytes);
    },
  );
}
