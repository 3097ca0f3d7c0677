import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { CodedError } from "#contract/errors.ts";
import { maxTableBytes } from "#contract/tables.ts";

/**
 * A scope whose routes take a table as their body, as bytes: nothing else takes bodies of that kind and size.
 * @param types of content that are taken; others are answered 415
 */
export function tableUploadScope(server: FastifyInstance, types: readonly string[], register: (scope: Scope) => void) {
  void server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser([...types], { parseAs: "buffer", bodyLimit: maxTableBytes }, (_request, body, done) =>
      done(null, body),
    );
    scope.setErrorHandler((error: { statusCode?: number }, request, reply) => {
      const tooLarge = new CodedError("table.too-large", { limitMb: maxTableBytes / 1e6 });
      const told = error.statusCode === 413 ? tooLarge : error;
      return server.errorHandler(told as Error & { code: string; name: string }, request, reply);
    });
    register(typed(scope));
  });
}

const typed = (server: FastifyInstance) => server.withTypeProvider<ZodTypeProvider>();
type Scope = ReturnType<typeof typed>;

/** An empty body has none; it is as wrong as an empty file. */
export const bytesOf = (body: unknown): Buffer => (Buffer.isBuffer(body) ? body : Buffer.alloc(0));
