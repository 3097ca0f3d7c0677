import { type RefObject, useEffect, useRef, useState } from "react";
import { moveAgainMs, SteeringAnswer, type SteeringCommand } from "#contract/entities/steering.ts";
import { routes } from "#contract/routes.ts";
import { askCore, type Refusal, refusalOf } from "../../state/asking.ts";
import { isSteeringKey, Steerer } from "./steerer.ts";

export type SteeringOf = {
  /** Why the last command was not taken. */
  failure: Refusal | undefined;
  /** Until when the camera is ours, epoch ms on the core's clock; null: not that we knew. */
  untilMs: number | null;
  press(code: string): void;
  lift(code: string): void;
  goTo(preset: string): void;
};

/** Steers a camera by keys while the component is there, and lets go of it at its end. */
export function useSteering(camera: string, presets: RefObject<readonly { token: string }[]>): SteeringOf {
  const [failure, setFailure] = useState<Refusal>();
  const [untilMs, setUntilMs] = useState<number | null>(null);
  const steerer = useRef<Steerer>(null);

  useEffect(() => {
    let isOurs = false;
    const send = async (command: SteeringCommand): Promise<boolean> => {
      try {
        const body = { method: "POST" as const, body: command };
        const answer = await askCore(routes.cameraSteering(camera), SteeringAnswer, body);
        isOurs = answer.untilMs !== null;
        setFailure(undefined);
        setUntilMs(answer.untilMs);
        return true;
      } catch (error) {
        setFailure(refusalOf(error));
        return false;
      }
    };
    const made = new Steerer(send, moveAgainMs);
    steerer.current = made;
    const onDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.key === "Shift") made.slow(true);
      const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
      const preset = digit === undefined ? undefined : presets.current[Number(digit) - 1];
      if (isSteeringKey(event.code)) made.press(event.code, event.shiftKey);
      else if (preset !== undefined && !event.repeat) made.send({ type: "preset", token: preset.token });
      else return;
      event.preventDefault();
    };
    const onUp = (event: KeyboardEvent) => {
      if (event.key === "Shift") made.slow(false);
      made.lift(event.code);
    };
    // A window that is left hears no key go up.
    const onLeft = () => made.halt();
    window.addEventListener("keydown", onDown);
    window.addEventListener("keyup", onUp);
    window.addEventListener("blur", onLeft);
    return () => {
      window.removeEventListener("keydown", onDown);
      window.removeEventListener("keyup", onUp);
      window.removeEventListener("blur", onLeft);
      made.halt();
      if (isOurs) made.send({ type: "release" });
    };
  }, [camera, presets]);

  return {
    failure,
    untilMs,
    press: (code) => steerer.current?.press(code, false),
    lift: (code) => steerer.current?.lift(code),
    goTo: (token) => steerer.current?.send({ type: "preset", token }),
  };
}
