// socket.io's broadcast to everyone, as its users write it: values that came within so many ms as one array, or each by itself.
// Arguments: how many series, values a second, ms of a batch (0: none).
const { createServer } = require("node:http");
const { Server } = require("socket.io");

const series = Number(process.argv[2]);
const valuesASecond = Number(process.argv[3]);
const batchMs = Number(process.argv[4]);
const http = createServer();
// The clients of the bench answer no pings of this protocol.
const io = new Server(http, { transports: ["websocket"], pingInterval: 3_600_000 });
let isRunning = false;
let sent = 0;
let batch = [];
let batchFromMs = 0;

function tell(reading) {
  if (batchMs === 0) return void io.emit("reading", reading);
  if (batch.length === 0) batchFromMs = performance.now();
  batch.push(reading);
}

function tellBatch() {
  if (batch.length === 0 || performance.now() - batchFromMs < batchMs) return;
  io.emit("readings", batch);
  batch = [];
}

function publish(startedAtMs, before) {
  if (!isRunning) return;
  tellBatch();
  // One value a turn: a server that cannot keep up with the rate sends what it can and still hears its clients.
  if (sent - before < ((performance.now() - startedAtMs) / 1_000) * valuesASecond) {
    const at = sent % series;
    sent += 1;
    const nowMs = Date.now();
    tell({
      indicator: `bench.value-${at}`,
      place: "bench",
      value: 1_000_000 + sent,
      asOfMs: nowMs,
      receivedAtMs: nowMs,
      revision: 0,
      source: "bench",
      status: "preliminary",
      quality: "good",
    });
    setImmediate(publish, startedAtMs, before);
  } else setTimeout(publish, 1, startedAtMs, before);
}

process.on("message", (message) => {
  isRunning = message === "start";
  if (isRunning) publish(performance.now(), sent);
  else process.send({ sent });
});
process.on("disconnect", () => process.exit(0));
http.listen(0, "127.0.0.1", () => process.send({ port: http.address().port }));
