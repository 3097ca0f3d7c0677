import type { RestSource } from "#contract/entities/source-config.ts";
import { CodedError } from "#contract/errors.ts";
import { exchange, type HttpAnswer, readBounded } from "../../outbound/exchange.ts";
import { hostOf } from "../../outbound/network-failure.ts";
import { within } from "../../outbound/within.ts";
import { cadenceOf } from "../cadence.ts";
import type { Connector } from "../connector.ts";
import { createLogin, pemOf } from "../http/login.ts";
import { createIntake } from "../intake.ts";
import { startPolling } from "../polling.ts";
import { isNothingAnAnswer } from "../taker.ts";
import { contentOf } from "./answer.ts";
import { answerText } from "./charset.ts";
import { createPages } from "./paging.ts";
import { createCapReader } from "./warnings.ts";

const maxAnswerBytes = 16_000_000;

/**
 * Asks an endpoint again and again. An answer that has not changed since (304 to our If-None-Match) counts as an answer
 * and gives no readings; the mark is kept only once what came with it was taken.
 */
export const startRest: Connector<RestSource> = (config, context) => {
  const intake = createIntake(config.mapping, context);
  const login = createLogin(config, context);
  const pages = config.paging === undefined ? undefined : createPages(config.paging);
  const maxPages = config.paging?.maxPages ?? 1;
  let etag: string | undefined;
  /** That there is no report or warning, or no other one than before, says how things are; that there is no reading says nothing. */
  const emitNone = () => void (isNothingAnAnswer(config.gives) && context.emit([]));
  const caps = config.answers === "cap" ? createCapReader() : undefined;

  return startPolling(context, cadenceOf(config, context), async (ending, at) => {
    const address = await context.resolve(config.url);
    const host = hostOf(address);
    at(host);
    const ca = await pemOf(config.ca, context);

    const question = (url: string, headers: Record<string, string>, isFirst = true) =>
      within(config.timeout, ending, host, async (signal) => {
        // With several pages an unchanged first one says nothing of the others.
        const conditional = etag !== undefined && pages === undefined && isFirst ? { "if-none-match": etag } : {};
        const { method, body } = config;
        const given = {
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...headers,
          ...conditional,
        };
        const answer = await exchange({ url, method, headers: given, body, ca, signal });
        if (answer.status === 304) answer.body.resume();
        return { answer, bytes: answer.status === 304 ? null : await readBounded(answer, host, maxAnswerBytes) };
      });

    /** A document that an index names. */
    const fetching = async (address: string) => {
      const { answer, bytes } = await login.ask(ending, (headers) => question(address, headers, false));
      const content = bytes ?? Buffer.alloc(0);
      context.received(content, answer.url.pathname);
      return { text: answerText(content, answer.headers["content-type"], host), url: answer.url };
    };

    let url: string | null = pages?.first(address) ?? address;
    let readings = 0;
    for (let number = 1; url !== null && number <= maxPages; number++) {
      const page: string = url;
      const { answer, bytes } = await login.ask(ending, (headers) => question(page, headers));
      if (bytes === null) {
        context.received("", answer.url.pathname);
        context.report({ kind: "answering" });
        emitNone();
        return "taken";
      }
      context.received(bytes, answer.url.pathname);
      const text = answerText(bytes, answer.headers["content-type"], host);
      const cap = await caps?.alertsIn(text, answer.url, fetching, ending);
      // A message of edXML is read by whoever takes documents.
      const isEdxml = config.gives === "documents" && /^\s*</.test(text);
      const content = cap !== undefined ? cap.alerts : isEdxml ? text : contentOf(text, host, config);
      const candidates = await intake.map(content);
      ending.throwIfAborted();
      readings += candidates.length;
      if (candidates.length > 0) {
        context.report({ kind: "answering" });
        const acceptance = context.emit(candidates);
        if (acceptance.hasNoRoom) return "no-room";
        void acceptance.outcome.then(({ isStored }) => void (isStored && cap?.taken()));
        etag = acceptance.refused === 0 ? entityTag(answer) : undefined;
      }
      const link = [answer.headers.link ?? []].flat().join(", ");
      url = (await pages?.after({ url: answer.url, link, answer: content, readings: candidates.length })) ?? null;
    }
    if (readings > 0) return "taken";
    if (!isNothingAnAnswer(config.gives)) throw new CodedError("source.nothing-given");
    context.report({ kind: "answering" });
    emitNone();
    return "taken";
  });
};

const entityTag = (answer: HttpAnswer): string | undefined => answer.headers.etag?.slice(0, 1_000);
