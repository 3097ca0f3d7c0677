import { Worker } from "node:worker_threads";
import type { Language, Words } from "#contract/entities/text.ts";
import { CodedError } from "#contract/errors.ts";
import { ownProgram } from "../run/programs.ts";
import type { PrintedSheet } from "./printed-workbook.ts";
import type { WrittenSheet } from "./sheet.ts";

type Wanted =
  | { kind: "written"; sheets: readonly WrittenSheet[]; note: Words; language: Language }
  | { kind: "printed"; sheets: readonly PrintedSheet[] };
export type WorkbookRequest = { number: number } & Wanted;
export type WorkbookAnswer = { number: number } & ({ bytes: Uint8Array } | { failure: string });

/** The largest there is, five hundred cameras, takes a second of a slow machine. */
const longestMs = 60_000;
const maxHeapMb = 256;
/** People ask for one now and then. */
const idleMs = 20_000;
/** Made and waiting. */
const mostWaiting = 32;

const program = ownProgram("workbook-worker");

type Waiting = { resolve(bytes: Buffer): void; reject(error: unknown): void };
type Maker = { worker: Worker; waiting: Map<number, Waiting>; idle: NodeJS.Timeout | undefined };

let maker: Maker | undefined;
let last = 0;

/**
 * `workbookOf` in a thread of its own: to write and pack a large one takes longer than a line may be held up.
 * @throws CodedError request.too-many, internal
 */
export const workbookApart = (sheets: readonly WrittenSheet[], note: Words, language: Language): Promise<Buffer> =>
  made({ kind: "written", sheets: sheets.map(plain), note, language });

/** `printedWorkbookOf` in the same thread. Fails like `workbookApart`. */
export const printedApart = (sheets: readonly PrintedSheet[]): Promise<Buffer> => made({ kind: "printed", sheets });

async function made(wanted: Wanted): Promise<Buffer> {
  maker ??= start();
  const own = maker;
  if (own.waiting.size >= mostWaiting) throw new CodedError("request.too-many");
  clearTimeout(own.idle);
  const number = ++last;
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<Buffer>((resolve, reject) => {
      own.waiting.set(number, { resolve, reject });
      timer = setTimeout(() => end(own, new Error(`> ${longestMs / 1_000} s`)), longestMs);
      own.worker.postMessage({ number, ...wanted } satisfies WorkbookRequest);
    });
  } catch (error) {
    throw new CodedError("internal", { reference: "workbook" }, { cause: error });
  } finally {
    clearTimeout(timer);
    own.waiting.delete(number);
    if (own.waiting.size === 0) own.idle = setTimeout(() => end(own, new Error("idle")), idleMs).unref();
  }
}

/** Without what cannot be sent to a thread: how columns read and write was used up when the rows were made. */
const plain = ({ name, columns, rows, isReference }: WrittenSheet): WrittenSheet => ({
  ...{ name, rows },
  columns: columns.map(({ heading, help, expected, isRequired, choices, width }) => ({
    ...{ heading, help, expected, isRequired, choices, width },
  })),
  ...(isReference === undefined ? {} : { isReference }),
});

function start(): Maker {
  const worker = new Worker(program, { resourceLimits: { maxOldGenerationSizeMb: maxHeapMb }, env: {} });
  const made: Maker = { worker, waiting: new Map(), idle: undefined };
  worker.on("message", (answer: WorkbookAnswer) => {
    const waiting = made.waiting.get(answer.number);
    if ("bytes" in answer) waiting?.resolve(Buffer.from(answer.bytes));
    else waiting?.reject(new Error(answer.failure));
  });
  worker.on("error", (error) => end(made, error));
  worker.on("exit", (code) => end(made, new Error(`exit ${code}`)));
  worker.unref();
  return made;
}

/** Ends a thread; the next workbook is made by a fresh one. */
function end(made: Maker, reason: unknown): void {
  if (maker === made) maker = undefined;
  for (const { reject } of made.waiting.values()) reject(reason);
  made.waiting.clear();
  void made.worker.terminate();
}
