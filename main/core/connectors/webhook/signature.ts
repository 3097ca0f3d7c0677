import { createHmac, timingSafeEqual } from "node:crypto";

/** Clocks may run so far apart; an older call that someone has recorded is not taken again. */
export const signatureMinutes = 5;

const fieldsOf = (header: string): string[] =>
  header
    .slice(0, 1_000)
    .split(",")
    .map((part) => part.trim());
const secondsOf = (fields: readonly string[], nowMs: number): string | undefined => {
  const seconds = fields.find((field) => /^t=\d{1,12}$/.test(field))?.slice(2);
  return seconds === undefined || Math.abs(nowMs - Number(seconds) * 1_000) > signatureMinutes * 60_000
    ? undefined
    : seconds;
};
const isMac = (field: string): boolean => /^v1=[0-9a-f]{64}$/i.test(field);

/** Whether a header can be a good signature at all, before the body is there. */
export function couldBeSigned(header: string, nowMs: number): boolean {
  const fields = fieldsOf(header);
  return secondsOf(fields, nowMs) !== undefined && fields.some(isMac);
}

/**
 * Whether `t=SECONDS,v1=HEX` is the signature of a body: HMAC-SHA256 over "SECONDS.BODY" with the shared secret, made
 * within five minutes of now. Several v1 may stand there while a secret is being changed.
 */
export function isSigned(header: string, body: Buffer, secret: string, nowMs: number): boolean {
  const fields = fieldsOf(header);
  const seconds = secondsOf(fields, nowMs);
  if (seconds === undefined) return false;
  const expected = createHmac("sha256", secret).update(`${seconds}.`).update(body).digest();
  return fields.some((field) => isMac(field) && timingSafeEqual(Buffer.from(field.slice(3), "hex"), expected));
}
