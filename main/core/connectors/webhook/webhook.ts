import { setTimeout as pause } from "node:timers/promises";
import { maxCameraEvents, maxCameraEventsBytes } from "#contract/entities/camera-event.ts";
import type { CameraEventsSource, WebhookSource } from "#contract/entities/source-config.ts";
import { CodedError, type CodedMessage } from "#contract/errors.ts";
import { type Acceptance, type ConnectorContext, givenUp, type Outcome, type RunningConnector } from "../connector.ts";
import { createIntake, handlingError, noRoom } from "../intake.ts";
import { couldBeSigned, isSigned, signatureMinutes } from "./signature.ts";

export const maxReadings = 1_000;
export const maxBodyBytes = 1_000_000;
/** While the store fails the sender is not left hanging: it is told to send again. */
const storedWithinMs = 10_000;

/** Who says to be calling. */
export type WebhookCaller = {
  /** The header with the signature, as it came. */
  signature: string | undefined;
  /** A token with the right to hand readings in came along. */
  isTrusted: boolean;
};
export type WebhookCall = WebhookCaller & {
  body: Buffer;
  /** Told once the caller is known to be the platform. */
  onVerified?(): void;
};

/** One for each reading of a call, in its order. */
export type Verdict = { outcome: "accepted" | "repeated" } | { outcome: "refused"; reason: CodedMessage };

export type RunningWebhook = RunningConnector & {
  /**
   * Looks at the head of a call, before any of its body is read.
   * @returns token: it may be taken as it is · signature: whether it may shows with its body
   * @throws CodedError access.no-token, access.signature-needed, access.bad-signature
   */
  admit(caller: WebhookCaller): "token" | "signature";
  /**
   * Takes one call of the platform and resolves once every good reading of it is on disk.
   * @throws CodedError what `admit` says, access.bad-signature, request.invalid, request.too-large, source.mapping-failed,
   *   source.nothing-given, source.not-stored-yet, store.full, store.failed, source.too-many
   */
  receive(call: WebhookCall): Promise<Verdict[]>;
};

/** What one call may hold of each kind of source, and what is said of more. */
const limits = {
  webhook: { most: maxReadings, tooLarge: () => tooLarge() },
  "camera-events": { most: maxCameraEvents, tooLarge: () => tooManyEvents() },
};

/** The platform calls us: nothing runs until it does. */
export function startWebhook(config: WebhookSource | CameraEventsSource, context: ConnectorContext): RunningWebhook {
  const intake = config.mapping === undefined ? undefined : createIntake(config.mapping, context);

  const badSignature = () => new CodedError("access.bad-signature", { minutes: signatureMinutes });
  const admit = ({ signature, isTrusted }: WebhookCaller): "token" | "signature" => {
    if (isTrusted && (config.secret === undefined || config.acceptTokens)) return "token";
    if (signature === undefined) throw new CodedError(isTrusted ? "access.signature-needed" : "access.no-token");
    if (config.secret === undefined || !couldBeSigned(signature, context.now())) throw badSignature();
    return "signature";
  };
  const authenticate = async (call: WebhookCall): Promise<void> => {
    if (admit(call) === "token") return;
    const secret = config.secret === undefined ? undefined : await context.resolve(config.secret);
    if (secret === undefined || !isSigned(call.signature ?? "", call.body, secret, context.now())) throw badSignature();
  };

  const candidatesOf = async (body: Buffer): Promise<unknown[]> => {
    const content = contentOf(body);
    const candidates = (await intake?.map(content)) ?? [content].flat();
    if (candidates.length === 0) throw new CodedError("source.nothing-given");
    const { most, tooLarge } = limits[config.type];
    if (candidates.length > most) throw tooLarge();
    return candidates;
  };

  return {
    admit,
    async receive(call) {
      // A stranger's call says nothing of the platform: it is not counted for the source.
      await authenticate(call);
      call.onVerified?.();
      context.received(config.type === "camera-events" ? withoutPictures(call.body) : call.body, "POST");
      let candidates: unknown[];
      try {
        candidates = await candidatesOf(call.body);
      } catch (error) {
        const failure = handlingError(error);
        context.report({ kind: "unusable", reason: failure.toMessage() });
        throw failure;
      }
      context.report({ kind: "answering" });
      const acceptance = context.emit(candidates);
      if (acceptance.hasNoRoom) throw noRoom(acceptance);
      const outcome = await Promise.race([acceptance.outcome, pause(storedWithinMs, givenUp, { ref: false })]);
      if (!outcome.isStored) throw new CodedError("source.not-stored-yet", { seconds: storedWithinMs / 1_000 });
      return verdictsOf(acceptance, outcome);
    },
    async stop() {},
  };
}

function contentOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8").replace(/^\uFEFF/, ""));
  } catch (error) {
    const detail = error instanceof Error ? error.message.slice(0, 160) : "?";
    throw new CodedError("request.invalid", { at: "body", detail });
  }
}

const longestShown = 2_000;
/** For diagnosis: a picture in base64 tells nothing, and only the beginning of what comes is kept. */
function withoutPictures(body: Buffer): Buffer | string {
  try {
    return JSON.stringify(contentOf(body), (_key, value: unknown) =>
      typeof value === "string" && value.length > longestShown ? `${value.slice(0, 60)}…` : value,
    );
  } catch {
    return body;
  }
}

export const tooManyEvents = (): CodedError =>
  new CodedError("camera-event.too-large", { events: maxCameraEvents, limitMb: maxCameraEventsBytes / 1e6 });

export const tooLarge = (): CodedError =>
  new CodedError("request.too-large", { readings: maxReadings, limitKb: maxBodyBytes / 1_000 });

function verdictsOf({ refusals }: Acceptance, { each }: Outcome): Verdict[] {
  let valid = 0;
  return refusals.map((reason) => {
    if (reason !== null) return { outcome: "refused", reason };
    return { outcome: each[valid++] === "repeated" ? "repeated" : "accepted" };
  });
}
