import { type Answered, Asked, type ClientMessage, mostQuestionsAtOnce } from "#contract/live.ts";

/** Half of what the core allows: what was given up here may still be under way there. */
const atOnce = mostQuestionsAtOnce / 2;
/** A page of many tiles asks for each of them at once; beyond it a question goes by HTTP. */
const mostWaiting = 1_000;

type Question = {
  path: string;
  resolve(answer: Response | null): void;
  reject(reason: unknown): void;
};

export type Questions = {
  /**
   * Asks, or waits for its turn: so many are under way at once.
   * @returns null where it has to be asked by HTTP: there is no line, it is nothing that can be asked over one, or the answer is too long.
   * Rejects with the signal's reason, and when the line is lost.
   */
  ask(path: string, signal: AbortSignal): Promise<Response | null>;
  hear(answer: Answered): void;
  /** The line is gone: what was asked over it is never answered. */
  fail(): void;
};

/** Questions over one line after another. @param send false: there is no line */
export function createQuestions(send: (message: ClientMessage) => boolean): Questions {
  let last = 0;
  const underWay = new Map<number, Question>();
  const waiting = new Set<Question>();

  const goOn = () => {
    for (const question of waiting) {
      if (underWay.size >= atOnce) return;
      waiting.delete(question);
      last += 1;
      if (send({ type: "asked", request: last, path: question.path })) underWay.set(last, question);
      else question.resolve(null);
    }
  };

  return {
    ask(path, signal) {
      if (signal.aborted) return Promise.reject(signal.reason);
      if (waiting.size >= mostWaiting || !Asked.shape.path.safeParse(path).success) return Promise.resolve(null);
      return new Promise((resolve, reject) => {
        const question: Question = { path, resolve, reject };
        const giveUp = () => {
          waiting.delete(question);
          reject(signal.reason);
        };
        signal.addEventListener("abort", giveUp, { once: true });
        waiting.add(question);
        goOn();
      });
    },
    hear({ request, status, contentType, body }) {
      const question = underWay.get(request);
      underWay.delete(request);
      question?.resolve(
        body === undefined ? null : new Response(body, { status, headers: { "content-type": contentType } }),
      );
      goOn();
    },
    fail() {
      const lost = [...underWay.values(), ...waiting];
      underWay.clear();
      waiting.clear();
      for (const question of lost) question.reject(new Error("the line was lost"));
    },
  };
}
