import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useReasonLater } from "../i18n/sentence-later.ts";
import { refusalOf } from "../live/refusal.ts";
import { PasskeyProblem } from "./passkey-problem.ts";
import "./words.ts";

export type Deed = {
  isRunning: boolean;
  /** Why the last one came to nothing, in words; "" where it did not, or none was done yet. */
  wrong: string;
  /** One at a time. @returns whether it was done */
  run(what: () => Promise<unknown>): Promise<boolean>;
  forget(): void;
};

/** Something that somebody does and that the core or the device may say no to. */
export function useDeed(): Deed {
  const { t } = useTranslation("account");
  const reasonOf = useReasonLater();
  const [error, setError] = useState<unknown>();
  const [isRunning, setRunning] = useState(false);
  const running = useRef(false);
  return {
    isRunning,
    wrong:
      error === undefined
        ? ""
        : error instanceof PasskeyProblem
          ? t(`passkey.${error.why}`)
          : reasonOf(refusalOf(error)),
    async run(what) {
      if (running.current) return false;
      running.current = true;
      setRunning(true);
      setError(undefined);
      try {
        await what();
        return true;
      } catch (failure) {
        setError(failure);
        return false;
      } finally {
        running.current = false;
        setRunning(false);
      }
    },
    forget: () => setError(undefined),
  };
}
