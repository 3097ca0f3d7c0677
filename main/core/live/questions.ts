import { type Answered, mostQuestionsAtOnce } from "#contract/live.ts";

/** How the core's HTTP interface answers a GET of a path. @param path with its query */
export type AnswerPath = (path: string) => Promise<{ status: number; contentType: string; body: string }>;

/** In characters; a history has 2,000 points at most. What is longer would keep the newest values waiting behind it on a slow line. */
const longestBody = 256 * 1024;

/**
 * Answers what is asked over one line, each question as soon as it can be. Who asks without reading the answers soon has as many unanswered
 * as may be, so that what waits for a line is bounded.
 * @param answerPath answers as the one whose line this is
 * @param send calls back when the answer has left, or the line is gone
 * @returns take: false where as many as may be are unanswered already
 */
export function createQuestions(answerPath: AnswerPath, send: (answer: Answered, onSent: () => void) => void) {
  let unanswered = 0;
  return {
    take(request: number, path: string): boolean {
      if (unanswered >= mostQuestionsAtOnce) return false;
      unanswered += 1;
      void answerPath(path)
        .then(
          ({ body, ...rest }) => ({ ...rest, ...(body.length > longestBody ? {} : { body }) }),
          // Whatever the interface cannot answer it answers itself, with a reason; this is for what fails before it is reached.
          () => ({ status: 500, contentType: "", body: "" }),
        )
        .then((answer) =>
          send({ type: "answered", request, ...answer }, () => {
            unanswered -= 1;
          }),
        );
      return true;
    },
  };
}
