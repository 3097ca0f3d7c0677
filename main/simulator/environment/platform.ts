import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Sector } from "../sector.ts";
import { bulletinAnswer } from "./bulletins.ts";
import { hotSpotsAnswer, modelAirAnswer, quakesAnswer, weatherAnswer } from "./public-services.ts";
import { Script } from "./script.ts";
import { airAnswer, riverAnswer } from "./stations.ts";
import { capOf, indexOf, messagesAt } from "./warnings.ts";

const capFolder = "/moi-truong/cap/";

/**
 * Stations of air and river, bulletins, warnings and public services, each over the protocol that its template speaks.
 * @param now epoch ms
 */
export const environmentAt =
  (now: () => number): Sector =>
  async ({ script, handle }) => {
    const given = await script("moi-truong");
    if (given === undefined) return { stop() {} };
    const days = Script.parse(given);

    const json = (path: string, answerAt: (nowMs: number) => unknown) =>
      handle(path, (request, response) =>
        answer(request, response, "application/json", JSON.stringify(answerAt(now()))),
      );
    json("/moi-truong/khong-khi", (nowMs) => airAnswer(days, nowMs));
    json("/moi-truong/thuy-van", (nowMs) => riverAnswer(days, nowMs));
    json("/moi-truong/ban-tin", (nowMs) => bulletinAnswer(days, nowMs));
    json("/open-meteo/v1/forecast", (nowMs) => weatherAnswer(days, nowMs));
    json("/open-meteo/v1/air-quality", (nowMs) => modelAirAnswer(days, nowMs));
    json("/usgs/fdsnws/event/1/query", quakesAnswer);
    handle("/firms/api/area/csv/", (request, response) => answer(request, response, "text/csv", hotSpotsAnswer(now())));
    handle(capFolder, (request, response, { pathname }) => {
      const messages = messagesAt(days, now());
      const name = pathname.slice(capFolder.length);
      if (name === "index.xml") return answer(request, response, "application/atom+xml", indexOf(messages, capFolder));
      const message = messages.find(({ id }) => `${id}.xml` === name);
      if (message === undefined) return void response.writeHead(404).end();
      answer(request, response, "application/cap+xml", capOf(days, message));
    });
    return { stop() {} };
  };

export const environment: Sector = environmentAt(() => Date.now());

/** With a mark, so that what has not changed is not told again. */
function answer(request: IncomingMessage, response: ServerResponse, type: string, body: string): void {
  const etag = `"${createHash("sha256").update(body).digest("hex").slice(0, 24)}"`;
  if (request.headers["if-none-match"] === etag) return void response.writeHead(304, { etag }).end();
  response.writeHead(200, { "content-type": `${type}; charset=utf-8`, etag }).end(body);
}
