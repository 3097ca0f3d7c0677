/**
 * The other side of `askApart`: answers the one thing that is asked, and ends with whoever asks.
 * An error ends the process and is told by its last words.
 */
export function answerOne(answer: (request: unknown) => unknown): void {
  process.once("disconnect", () => process.exit());
  process.once("message", async (request) => {
    process.send?.(await answer(request));
  });
}

/** The other side of `converseApart`: answers one thing after another. */
export function answerEach(answer: (request: unknown) => unknown): void {
  process.once("disconnect", () => process.exit());
  process.on("message", async (request) => process.send?.(await answer(request)));
}
