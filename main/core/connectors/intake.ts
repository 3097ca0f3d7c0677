import { CodedError, saidInBoth } from "#contract/errors.ts";
import { compileMapping } from "../mapping/mapping.ts";
import type { Acceptance, ConnectorContext } from "./connector.ts";

export type Intake = {
  /** @returns the readings' candidates. @throws CodedError source.mapping-failed */
  map(input: unknown, bindings?: Record<string, unknown>): Promise<unknown[]>;
  /**
   * Maps and hands over. null when the mapping gives nothing: it may pass over what is not for it.
   * @throws CodedError source.mapping-failed
   */
  take(input: unknown, bindings?: Record<string, unknown>): Promise<Acceptance | null>;
};

/** From what a platform sent to candidates for ingest. `$receivedAt` is bound to the moment in ISO. */
export function createIntake(mapping: string, context: Pick<ConnectorContext, "emit" | "now" | "compile">): Intake {
  const compiled = (context.compile ?? compileMapping)(mapping);
  const map = async (input: unknown, bindings: Record<string, unknown> = {}): Promise<unknown[]> => {
    if (compiled.mapping === undefined)
      throw new CodedError("source.mapping-failed", saidInBoth("detail", compiled.mistake));
    return compiled.mapping(input, { ...bindings, receivedAt: new Date(context.now()).toISOString() });
  };
  return {
    map,
    async take(input, bindings) {
      const candidates = await map(input, bindings);
      return candidates.length === 0 ? null : context.emit(candidates);
    },
  };
}

/** Any error of handling what came, as a reason. What is none of the catalogue's is a fault of the mapping's result. */
export function handlingError(error: unknown): CodedError {
  if (error instanceof CodedError) return error;
  return new CodedError("source.mapping-failed", { detail: String(error).slice(0, 200) }, { cause: error });
}

/** Why nothing of a set was taken, as an error. */
export function noRoom({ reason }: Acceptance): CodedError {
  const { code } = reason ?? {};
  if (
    code === "store.full" ||
    code === "store.failed" ||
    code === "source.too-many" ||
    code === "camera-event.too-many" ||
    code === "citizen-report.too-many" ||
    code === "warning.too-many" ||
    code === "document.too-many"
  )
    return new CodedError(code, reason?.params);
  return new CodedError("source.not-stored-yet", { seconds: 0 });
}
