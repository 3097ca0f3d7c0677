import { afterEach, beforeEach, expect, it } from "vitest";
import { nowStore } from "../../../renderer/state/clock.ts";
import { addressStore, connectionStore, lineCount } from "../../../renderer/state/connection.ts";
import { askNowAndThen } from "../../../renderer/state/now-and-then.ts";

type Question = PromiseWithResolvers<string> & { signal: AbortSignal };

let nowMs = 1_800_000_000_000;
let questions: Question[];
let taken: string[];
let end: () => void = () => {};
beforeEach(() => {
  questions = [];
  taken = [];
  nowStore.setState(nowMs, true);
  addressStore.setState({ origin: "http://127.0.0.1:1" }, true);
  connectionStore.setState({ phase: "up" }, true);
});
afterEach(() => {
  end();
  addressStore.setState(null, true);
});

function start(when?: (ask: () => void) => () => void): void {
  end = askNowAndThen({
    everyMs: 30_000,
    ask(_address, signal) {
      const question = { ...Promise.withResolvers<string>(), signal };
      questions.push(question);
      return question.promise;
    },
    take: (answer) => void taken.push(answer),
    isEarly: (answer) => answer === "chưa biết",
    ...(when === undefined ? {} : { when }),
  });
}
async function pass(seconds: number): Promise<void> {
  for (let at = 0; at < seconds; at += 1) {
    nowMs += 1_000;
    nowStore.setState(nowMs, true);
  }
  await Promise.resolve();
}

it("asks at once and again after its time, and soon after a question that came to nothing, whose answer stays the last one", async () => {
  start();
  questions[0]?.resolve("một");
  await pass(29);
  expect([questions.length, taken]).toEqual([1, ["một"]]);
  await pass(1);
  questions[1]?.reject(new Error("no answer"));
  await pass(4);
  expect(questions.length).toBe(2);
  await pass(1);
  expect([questions.length, taken]).toEqual([3, ["một"]]);
});

it("takes what the core is only about to know, and asks again soon", async () => {
  start();
  questions[0]?.resolve("chưa biết");
  await pass(1);
  expect(taken).toEqual(["chưa biết"]);
  await pass(3);
  expect(questions.length).toBe(1);
  await pass(1);
  expect(questions.length).toBe(2);
});

it("lets go of a question that is never answered, and takes no late answer of it", async () => {
  start();
  await pass(30);
  expect(questions.map(({ signal }) => signal.aborted)).toEqual([true, false]);
  questions[1]?.resolve("hai");
  await pass(1);
  questions[0]?.resolve("một");
  await pass(1);
  expect(taken).toEqual(["hai"]);
});

it("asks with each new line and when it is told to, not without a line, and no more once it has ended", async () => {
  let again: () => void = () => {};
  let undone = 0;
  start((ask) => {
    again = ask;
    return () => {
      undone += 1;
    };
  });
  lineCount.setState((count) => count + 1, true);
  again();
  expect(questions.length).toBe(3);
  connectionStore.setState({ phase: "connecting" }, true);
  again();
  await pass(60);
  expect(questions.length).toBe(3);
  connectionStore.setState({ phase: "up" }, true);
  end();
  lineCount.setState((count) => count + 1, true);
  await pass(60);
  expect([questions.length, questions.at(-1)?.signal.aborted, undone]).toEqual([3, true, 1]);
});
