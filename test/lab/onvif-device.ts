// Long because it is the other side of a protocol: discovery, security and each operation checked by what ONVIF says of it.
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { createSocket } from "node:dgram";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

export type OnvifDeviceOptions = {
  account?: { username: string; password: string };
  /** ws: UsernameToken with a password digest (ONVIF Core, 5.9.2) · digest: HTTP digest (RFC 2617) with qop. */
  security?: "ws" | "digest";
  /** How far its clock is from this machine's, ms. */
  clockOffsetMs?: number;
  /** It goes on moving until it is told to stop, as some cameras do. */
  ignoresTimeout?: boolean;
  /** Has pan, tilt and zoom; default true. */
  isMovable?: boolean;
  /** Host that it names for its services, in place of its own. */
  servicesAt?: string;
  /** Address of the stream of each of its profiles, `fixed` and `moving`. */
  streams?: Record<"fixed" | "moving", string>;
  /** What it answers to GetPresets in place of its presets. */
  presetsAnswer?: (write: (text: string) => boolean, end: () => void) => void;
  /** It hears probes; all devices of a machine hear those of all tests. */
  isDiscoverable?: boolean;
  /** What it answers to a probe in place of itself. */
  probeAnswer?: (messageId: string) => string;
};

export type OnvifDevice = AsyncDisposable & {
  /** http://127.0.0.1:PORT/onvif/device_service */
  readonly url: string;
  /** Operations that were let in, in the order they came, with what was in them. */
  readonly done: readonly string[];
  /** Requests that were turned away, and why. */
  readonly refused: readonly string[];
  /** As of the last command and its time-out; null: it stands still. */
  velocity(): { pan: number; tilt: number; zoom: number } | null;
};

const multicast = "239.255.255.250";
const discoveryPort = 3702;
const soap = "http://www.w3.org/2003/05/soap-envelope";
const device = "http://www.onvif.org/ver10/device/wsdl";
const media = "http://www.onvif.org/ver10/media/wsdl";
const ptz = "http://www.onvif.org/ver20/ptz/wsdl";
const presets = [
  ["1", "Cổng chính"],
  ["2", "Bãi xe &amp; barie"],
  ["p3", ""],
] as const;
/** A UsernameToken is good for this long (Web Services Security UsernameToken Profile 1.0, 3.1 recommends five minutes). */
const tokenMs = 300_000;

/**
 * A device after ONVIF Core and PTZ, as strict as the specification lets it be. It is no camera that anybody sells: what real ones do
 * otherwise it does not know.
 */
export async function startOnvifDevice(options: OnvifDeviceOptions = {}): Promise<OnvifDevice> {
  const { account = { username: "ioc", password: "mat-khau-1" }, security = "ws", isMovable = true } = options;
  const done: string[] = [];
  const refused: string[] = [];
  const nonces = new Set<string>();
  const httpNonce = randomBytes(12).toString("hex");
  let motion: { pan: number; tilt: number; zoom: number; untilMs: number } | null = null;
  let port = 0;
  const now = () => Date.now() + (options.clockOffsetMs ?? 0);
  const base = () => `http://${options.servicesAt ?? `127.0.0.1:${port}`}`;

  const isTokenGood = (xml: string): boolean => {
    const part = (name: string) => new RegExp(`<(?:\\w+:)?${name}\\b[^>]*>([^<]*)<`).exec(xml)?.[1] ?? "";
    const [nonce, created] = [part("Nonce"), part("Created")];
    const isDigest = /<(?:\w+:)?Password\b[^>]*#PasswordDigest"/.test(xml);
    const isFresh = Math.abs(Date.parse(created) - now()) < tokenMs && !nonces.has(nonce) && nonce !== "";
    nonces.add(nonce);
    const sum = createHash("sha1");
    sum.update(Buffer.concat([Buffer.from(nonce, "base64"), Buffer.from(created + account.password)]));
    return isDigest && isFresh && part("Username") === account.username && part("Password") === sum.digest("base64");
  };
  const isDigestGood = ({ headers, url, method }: IncomingMessage): boolean => {
    const part = (name: string) => new RegExp(`[ ,]${name}="?([^",]*)`).exec(headers.authorization ?? "")?.[1] ?? "";
    const md5 = (text: string) => createHash("md5").update(text).digest("hex");
    const counted = [part("nonce"), part("nc"), part("cnonce"), part("qop")].join(":");
    const secret = md5(`${account.username}:onvif:${account.password}`);
    const right = md5(`${secret}:${counted}:${md5(`${method}:${url}`)}`);
    return part("nonce") === httpNonce && part("uri") === url && part("response") === right;
  };

  const operations: Record<string, (xml: string) => string> = {
    [`${device} GetSystemDateAndTime`]: () => {
      const at = new Date(now());
      const time = `<tt:Hour>${at.getUTCHours()}</tt:Hour><tt:Minute>${at.getUTCMinutes()}</tt:Minute><tt:Second>${at.getUTCSeconds()}</tt:Second>`;
      const day = `<tt:Year>${at.getUTCFullYear()}</tt:Year><tt:Month>${at.getUTCMonth() + 1}</tt:Month><tt:Day>${at.getUTCDate()}</tt:Day>`;
      return `<tds:SystemDateAndTime><tt:DateTimeType>NTP</tt:DateTimeType><tt:DaylightSavings>false</tt:DaylightSavings><tt:UTCDateTime><tt:Time>${time}</tt:Time><tt:Date>${day}</tt:Date></tt:UTCDateTime></tds:SystemDateAndTime>`;
    },
    [`${device} GetServices`]: () =>
      [[device, "device_service"], [media, "media_service"], ...(isMovable ? [[ptz, "ptz_service"]] : [])]
        .map(
          ([namespace, path]) =>
            `<tds:Service><tds:Namespace>${namespace}</tds:Namespace><tds:XAddr>${base()}/onvif/${path}</tds:XAddr><tds:Version><tt:Major>2</tt:Major><tt:Minor>60</tt:Minor></tds:Version></tds:Service>`,
        )
        .join(""),
    [`${media} GetProfiles`]: () => {
      const source =
        '<tt:VideoSourceConfiguration token="vsc"><tt:Name>s</tt:Name><tt:UseCount>2</tt:UseCount><tt:SourceToken>source</tt:SourceToken><tt:Bounds x="0" y="0" width="1280" height="720"/></tt:VideoSourceConfiguration>';
      const encoder = (width: number, height: number) =>
        `<tt:VideoEncoderConfiguration token="vec${width}"><tt:Name>e</tt:Name><tt:UseCount>1</tt:UseCount><tt:Encoding>H264</tt:Encoding><tt:Resolution><tt:Width>${width}</tt:Width><tt:Height>${height}</tt:Height></tt:Resolution><tt:Quality>5</tt:Quality></tt:VideoEncoderConfiguration>`;
      const movable =
        '<tt:PTZConfiguration token="ptzc"><tt:Name>p</tt:Name><tt:UseCount>1</tt:UseCount><tt:NodeToken>node</tt:NodeToken></tt:PTZConfiguration>';
      return (
        `<trt:Profiles token="fixed" fixed="true"><tt:Name>fixed</tt:Name>${source}${encoder(640, 360)}</trt:Profiles>` +
        `<trt:Profiles token="moving" fixed="true"><tt:Name>moving</tt:Name>${source}${encoder(1280, 720)}${isMovable ? movable : ""}</trt:Profiles>`
      );
    },
    [`${media} GetStreamUri`]: (xml) => {
      const token = /<(?:\w+:)?ProfileToken>([^<]*)</.exec(xml)?.[1];
      const address = token === "fixed" || token === "moving" ? options.streams?.[token] : undefined;
      if (address === undefined) throw new Fault("ter:NoProfile");
      return `<trt:MediaUri><tt:Uri>${address}</tt:Uri><tt:InvalidAfterConnect>false</tt:InvalidAfterConnect><tt:InvalidAfterReboot>false</tt:InvalidAfterReboot><tt:Timeout>PT0S</tt:Timeout></trt:MediaUri>`;
    },
    [`${media} GetVideoSources`]: () =>
      '<trt:VideoSources token="source"><tt:Framerate>25</tt:Framerate><tt:Resolution><tt:Width>1280</tt:Width><tt:Height>720</tt:Height></tt:Resolution></trt:VideoSources>',
    [`${ptz} ContinuousMove`]: (xml) => {
      needsProfile(xml);
      const number = (element: string, name: string) =>
        Number(new RegExp(`<(?:\\w+:)?${element}\\b[^>]*\\b${name}="([^"]*)"`).exec(xml)?.[1] ?? 0);
      const [pan, tilt, zoom] = [number("PanTilt", "x"), number("PanTilt", "y"), number("Zoom", "x")];
      if ([pan, tilt, zoom].some((one) => !(Math.abs(one) <= 1))) throw new Fault("ter:InvalidVelocity");
      // xs:duration, of which a time-out of a move is seconds.
      const timeout = /<(?:\w+:)?Timeout>PT(\d+(?:\.\d+)?)S</.exec(xml)?.[1];
      const lastsMs = options.ignoresTimeout === true ? Number.POSITIVE_INFINITY : Number(timeout ?? 60) * 1_000;
      motion = { pan, tilt, zoom, untilMs: Date.now() + lastsMs };
      done.push(`move ${pan} ${tilt} ${zoom} for ${timeout ?? "?"} s`);
      return "";
    },
    [`${ptz} Stop`]: (xml) => {
      needsProfile(xml);
      motion = null;
      done.push("stop");
      return "";
    },
    [`${ptz} GetPresets`]: (xml) => {
      needsProfile(xml);
      return presets
        .map(
          ([token, name]) =>
            `<tptz:Preset token="${token}">${name === "" ? "" : `<tt:Name>${name}</tt:Name>`}</tptz:Preset>`,
        )
        .join("");
    },
    [`${ptz} GotoPreset`]: (xml) => {
      needsProfile(xml);
      const token = /<(?:\w+:)?PresetToken>([^<]*)</.exec(xml)?.[1] ?? "";
      if (!presets.some(([one]) => one === token)) throw new Fault("ter:NoToken");
      motion = null;
      done.push(`preset ${token}`);
      return "";
    },
  };
  const needsProfile = (xml: string) => {
    if (/<(?:\w+:)?ProfileToken>([^<]*)</.exec(xml)?.[1] !== "moving") throw new Fault("ter:NoProfile");
  };

  const server = createServer((request, response) => {
    let xml = "";
    request.setEncoding("utf8").on("data", (chunk: string) => {
      xml += chunk;
    });
    request.on("end", () => {
      const type = request.headers["content-type"] ?? "";
      const [, prefix, name = "", rest = ""] =
        /<(?:\w+:)?Body\b[^>]*>\s*<(?:(\w+):)?(\w+)([^>]*)>/.exec(xml) ?? ([] as string[]);
      const space = new RegExp(prefix === undefined ? 'xmlns="([^"]+)"' : `xmlns:${prefix}="([^"]+)"`);
      const operation = `${(space.exec(rest) ?? space.exec(xml))?.[1]} ${name}`;
      const send = (status: number, body: string) => {
        response.writeHead(status, { "content-type": "application/soap+xml; charset=utf-8" });
        response.end(
          `<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="${soap}" xmlns:tds="${device}" xmlns:trt="${media}" xmlns:tptz="${ptz}" xmlns:tt="http://www.onvif.org/ver10/schema" xmlns:ter="http://www.onvif.org/ver10/error"><s:Body>${body}</s:Body></s:Envelope>`,
        );
      };
      const fault = (status: number, code: string) => {
        refused.push(`${name} ${code}`);
        send(
          status,
          `<s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>${code}</s:Value></s:Subcode></s:Code><s:Reason><s:Text xml:lang="en">${code}</s:Text></s:Reason></s:Fault>`,
        );
      };
      if (request.method !== "POST" || !type.startsWith("application/soap+xml")) return fault(415, "ter:ContentType");
      if (!new RegExp(`<(\\w+):Envelope[^>]*xmlns:\\1="${soap}"`).test(xml)) return fault(400, "ter:WellFormed");
      // The one operation that needs no account (ONVIF Core, 5.9.3: class PRE_AUTH), as the clock is needed to make a token.
      const isOpen = name === "GetSystemDateAndTime";
      if (!isOpen && security === "ws" && !isTokenGood(xml)) return fault(400, "ter:NotAuthorized");
      if (!isOpen && security === "digest" && !isDigestGood(request)) {
        refused.push(`${name} 401`);
        return response
          .writeHead(401, { "www-authenticate": `Digest realm="onvif", qop="auth", nonce="${httpNonce}"` })
          .end();
      }
      const perform = operations[operation];
      if (perform === undefined) return fault(400, "ter:ActionNotSupported");
      if (name === "GetPresets" && options.presetsAnswer !== undefined) {
        options.presetsAnswer(
          (text) => response.write(text),
          () => response.end(),
        );
        return;
      }
      try {
        const answer = perform(xml);
        const tag = `${operation.startsWith(device) ? "tds" : operation.startsWith(media) ? "trt" : "tptz"}:${name}Response`;
        send(200, `<${tag}>${answer}</${tag}>`);
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
        fault(400, error.message);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  ({ port } = server.address() as AddressInfo);
  const url = `http://127.0.0.1:${port}/onvif/device_service`;

  const socket = createSocket({ type: "udp4", reuseAddr: true });
  const self = (messageId: string) =>
    probeMatches(
      messageId,
      `http://${options.servicesAt ?? `127.0.0.1:${port}`}/onvif/device_service`,
      `onvif://www.onvif.org/type/ptz onvif://www.onvif.org/hardware/LAB-1 onvif://www.onvif.org/name/C%E1%BB%95ng%20${port} onvif://www.onvif.org/location/L%E1%BA%A1ng%20S%C6%A1n`,
    );
  socket.on("message", (message, from) => {
    const text = message.toString();
    const messageId = /<(?:\w+:)?MessageID\b[^>]*>\s*([^<\s]+)/.exec(text)?.[1];
    const isProbe = /<(?:\w+:)?Probe\b/.test(text) && /NetworkVideoTransmitter/.test(text);
    if (messageId === undefined || !isProbe) return;
    socket.send((options.probeAnswer ?? self)(messageId), from.port, from.address);
  });
  if (options.isDiscoverable === true) {
    await new Promise<void>((resolve) => socket.bind(discoveryPort, resolve));
    socket.addMembership(multicast, "127.0.0.1");
  }

  return {
    url,
    done,
    refused,
    velocity: () => {
      if (motion === null || motion.untilMs < Date.now()) return null;
      const { pan, tilt, zoom } = motion;
      return { pan, tilt, zoom };
    },
    async [Symbol.asyncDispose]() {
      socket.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** WS-Discovery's answer to a probe (2005/04). */
export const probeMatches = (messageId: string, addresses: string, scopes: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="${soap}" xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing" xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery" xmlns:dn="http://www.onvif.org/ver10/network/wsdl"><s:Header><a:MessageID>urn:uuid:${randomUUID()}</a:MessageID><a:RelatesTo>${messageId}</a:RelatesTo><a:To>http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous</a:To><a:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/ProbeMatches</a:Action></s:Header><s:Body><d:ProbeMatches><d:ProbeMatch><a:EndpointReference><a:Address>urn:uuid:${randomUUID()}</a:Address></a:EndpointReference><d:Types>dn:NetworkVideoTransmitter</d:Types><d:Scopes>${scopes}</d:Scopes><d:XAddrs>${addresses}</d:XAddrs><d:MetadataVersion>1</d:MetadataVersion></d:ProbeMatch></d:ProbeMatches></s:Body></s:Envelope>`;

class Fault extends Error {}
