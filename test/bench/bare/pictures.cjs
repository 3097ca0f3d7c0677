// The barest way from an RTSP camera to a page: one ffmpeg a socket, what it writes goes out as it comes.
const { spawn } = require("node:child_process");
const { WebSocketServer } = require("ws");

const [urls, ...output] = process.argv.slice(2);
const cameras = JSON.parse(urls);
const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
server.on("listening", () => process.send({ port: server.address().port }));
server.on("connection", (socket, request) => {
  const url = cameras[Number(request.url.slice(1))];
  const ffmpeg = spawn("ffmpeg", ["-v", "quiet", "-nostdin", "-rtsp_transport", "tcp", "-i", url, ...output], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  ffmpeg.stdout.on("data", (chunk) => socket.send(chunk));
  socket.on("close", () => ffmpeg.kill("SIGKILL"));
});
process.on("disconnect", () => process.exit(0));
