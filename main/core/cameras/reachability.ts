import { connect } from "node:net";

const rtspPort = 554;
const rtspsPort = 322;

/** Whether something listens at an address, asked without starting a program. Never rejects. */
export function isReachable(address: string, withinMs: number): Promise<boolean> {
  if (!URL.canParse(address)) return Promise.resolve(true);
  const { protocol, hostname, port } = new URL(address);
  return new Promise((resolve) => {
    const socket = connect({
      host: hostname.replace(/^\[|\]$/g, ""),
      port: Number(port) || (protocol === "rtsps:" ? rtspsPort : rtspPort),
    });
    const finish = (isThere: boolean) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(isThere);
    };
    const timer = setTimeout(() => finish(false), withinMs);
    socket.once("connect", () => finish(true));
    socket.once("error", () => finish(false));
  });
}
