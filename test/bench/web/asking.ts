/**
 * Asks a server at a steady rate whether it has answered or not, over a few lines that stay open, as browsers do. Over IPC: what to ask
 * whom, how often and for how long; answered by how long each answer took.
 */
import http from "node:http";

export type Question = { kind: string; path: string; token: string };
export type Asking = { port: number; questions: readonly Question[]; perSecond: number; seconds: number };
export type Asked = { taken: [kind: string, ms: number][]; failed: string[] };

const mostSockets = 32;
const agents = new Map<number, http.Agent>();

function ask(port: number, { path, token }: Question): Promise<number> {
  let agent = agents.get(port);
  if (agent === undefined) {
    agent = new http.Agent({ keepAlive: true, maxSockets: mostSockets });
    agents.set(port, agent);
  }
  const headers = { authorization: `Bearer ${token}`, "accept-encoding": "gzip" };
  return new Promise((resolve, reject) => {
    const request = http.get({ host: "127.0.0.1", port, path, agent, headers }, (answer) => {
      answer.resume();
      answer.once("end", () => resolve(answer.statusCode ?? 0));
    });
    request.once("error", reject);
  });
}

async function askAll({ port, questions, perSecond, seconds }: Asking): Promise<Asked> {
  const asked: Asked = { taken: [], failed: [] };
  const startedMs = performance.now();
  const open: Promise<void>[] = [];
  for (let nth = 0; nth < perSecond * seconds; nth += 1) {
    const dueMs = startedMs + (nth * 1_000) / perSecond;
    const waitMs = dueMs - performance.now();
    if (waitMs > 0) await new Promise((done) => setTimeout(done, waitMs));
    const question = questions[nth % questions.length];
    if (question === undefined) break;
    const sentMs = performance.now();
    const answered = ask(port, question).then(
      (status) => {
        asked.taken.push([question.kind, performance.now() - sentMs]);
        if (status !== 200) asked.failed.push(`${status} ${question.path}`);
      },
      (error: Error) => void asked.failed.push(`${error.message} ${question.path}`),
    );
    open.push(answered);
  }
  await Promise.all(open);
  return asked;
}

process.on("message", (asking: Asking) => {
  void askAll(asking).then((asked) => process.send?.(asked));
});
process.on("disconnect", () => process.exit(0));
