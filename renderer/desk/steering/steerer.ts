import type { SteeringCommand } from "#contract/entities/steering.ts";

const usualSpeed = 0.6;
/** With Shift: to put something into the middle of the picture. */
const slowSpeed = 0.15;

/** What each key does while it is held, by its place on the keyboard: with Shift the same. */
const ways: Record<string, { pan?: 1 | -1; tilt?: 1 | -1; zoom?: 1 | -1 }> = {
  ArrowLeft: { pan: -1 },
  ArrowRight: { pan: 1 },
  ArrowUp: { tilt: 1 },
  ArrowDown: { tilt: -1 },
  Equal: { zoom: 1 },
  NumpadAdd: { zoom: 1 },
  Minus: { zoom: -1 },
  NumpadSubtract: { zoom: -1 },
};

export const isSteeringKey = (code: string): boolean => Object.hasOwn(ways, code);

/** Where the camera goes with these keys held; null where they hold each other still, or there are none. */
export function moveOf(held: Iterable<string>, isSlow: boolean): Extract<SteeringCommand, { type: "move" }> | null {
  const sum = { pan: 0, tilt: 0, zoom: 0 };
  for (const code of held) {
    const { pan = 0, tilt = 0, zoom = 0 } = ways[code] ?? {};
    sum.pan += pan;
    sum.tilt += tilt;
    sum.zoom += zoom;
  }
  const speed = (sign: number) => Math.sign(sign) * (isSlow ? slowSpeed : usualSpeed);
  const [pan, tilt, zoom] = [speed(sum.pan), speed(sum.tilt), speed(sum.zoom)];
  return pan === 0 && tilt === 0 && zoom === 0 ? null : { type: "move", pan, tilt, zoom };
}

/**
 * Tells the core where a camera is to go while keys are held, again and again, and to stop once none is. When a command is refused the
 * keys count as let go: a camera that somebody else has is not asked for ten times.
 */
export class Steerer {
  readonly #tell: (command: SteeringCommand) => Promise<boolean>;
  readonly #againMs: number;
  readonly #held = new Set<string>();
  #isSlow = false;
  #isMoving = false;
  #timer: ReturnType<typeof setInterval> | undefined;
  #underWay = 0;

  /** @param tell sends a command; resolves with false where it was refused, and never rejects */
  constructor(tell: (command: SteeringCommand) => Promise<boolean>, againMs: number) {
    this.#tell = tell;
    this.#againMs = againMs;
  }

  press(code: string, isSlow: boolean): void {
    const isNew = !this.#held.has(code) || this.#isSlow !== isSlow;
    this.#held.add(code);
    this.#isSlow = isSlow;
    if (isNew) this.#go();
  }

  lift(code: string): void {
    if (this.#held.delete(code)) this.#go();
  }

  slow(isSlow: boolean): void {
    if (this.#isSlow === isSlow) return;
    this.#isSlow = isSlow;
    if (this.#held.size > 0) this.#go();
  }

  /** All keys count as let go, such as when the window loses them. */
  halt(): void {
    if (this.#held.size === 0) return;
    this.#held.clear();
    this.#go();
  }

  /** A command of another kind, which ends a move. */
  send(command: Exclude<SteeringCommand, { type: "move" }>): void {
    this.#held.clear();
    this.#rest();
    void this.#say(command);
  }

  #go(): void {
    const move = moveOf(this.#held, this.#isSlow);
    if (move === null) {
      const wasMoving = this.#isMoving;
      this.#rest();
      if (wasMoving) void this.#say({ type: "stop" });
      return;
    }
    this.#isMoving = true;
    void this.#say(move);
    clearInterval(this.#timer);
    this.#timer = setInterval(() => {
      const again = moveOf(this.#held, this.#isSlow);
      // While one is under way the core has what it needs; more of them would only queue up behind a slow line.
      if (again !== null && this.#underWay === 0) void this.#say(again);
    }, this.#againMs);
  }

  #rest(): void {
    clearInterval(this.#timer);
    this.#isMoving = false;
  }

  async #say(command: SteeringCommand): Promise<void> {
    this.#underWay += 1;
    const isTaken = await this.#tell(command);
    this.#underWay -= 1;
    if (isTaken || command.type !== "move") return;
    this.#held.clear();
    this.#rest();
  }
}
