// The barest way from MQTT to a page: what comes in goes out, as it is, to whoever is connected.
const mqtt = require("mqtt");
const { WebSocketServer } = require("ws");

const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
server.on("listening", () => process.send({ port: server.address().port }));
const client = mqtt.connect(process.argv[2]);
client.on("connect", () => client.subscribe("bare/+"));
client.on("message", (topic, payload) => {
  const { value } = JSON.parse(payload.toString());
  const text = JSON.stringify([topic, value]);
  for (const socket of server.clients) socket.send(text);
});
process.on("disconnect", () => process.exit(0));
