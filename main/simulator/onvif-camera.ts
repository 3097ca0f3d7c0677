import type { IncomingMessage, ServerResponse } from "node:http";

const soap = "http://www.w3.org/2003/05/soap-envelope";
const device = "http://www.onvif.org/ver10/device/wsdl";
const media = "http://www.onvif.org/ver10/media/wsdl";
const ptz = "http://www.onvif.org/ver20/ptz/wsdl";
const prefixes: Record<string, string> = { [device]: "tds", [media]: "trt", [ptz]: "tptz" };

/** Under this path each service has its own address, as devices have it. */
const folder = "/onvif/";
const profile = "moving";
const presets = [
  ["1", "Toàn cảnh"],
  ["2", "Hướng cửa khẩu"],
  ["3", "Bãi xe chờ"],
] as const;
const encoder =
  '<tt:VideoEncoderConfiguration token="vec"><tt:Name>e</tt:Name><tt:UseCount>1</tt:UseCount><tt:Encoding>H264</tt:Encoding><tt:Resolution><tt:Width>1280</tt:Width><tt:Height>720</tt:Height></tt:Resolution><tt:Quality>5</tt:Quality></tt:VideoEncoderConfiguration>';
/** No question of a client is longer; a device does not keep more either. */
const questionLimit = 64 * 1024;

/** How far it is turned, from −1 to 1, and how near it looks, from 0 to 1. */
export type View = { pan: number; tilt: number; zoom: number };
/** Full speed goes from one end to the other in this time. */
const sweepMs = 8_000;

class Fault extends Error {}

/**
 * A camera that is turned, as ONVIF (Core, Media, PTZ) has it be asked: no account, since nothing real is moved. It stops by the
 * time-out of each move and at its ends. Its picture (pictures/) turns with it.
 */
export function createOnvifCamera() {
  let view: View = { pan: 0, tilt: 0, zoom: 0 };
  let motion: (View & { sinceMs: number; untilMs: number }) | undefined;

  const settle = (): void => {
    if (motion === undefined) return;
    const nowMs = Date.now();
    const share = (2 * Math.max(0, Math.min(nowMs, motion.untilMs) - motion.sinceMs)) / sweepMs;
    const within = (value: number, least: number) => Math.max(least, Math.min(1, value));
    view = {
      pan: within(view.pan + motion.pan * share, -1),
      tilt: within(view.tilt + motion.tilt * share, -1),
      zoom: within(view.zoom + motion.zoom * share, 0),
    };
    motion = nowMs < motion.untilMs ? { ...motion, sinceMs: nowMs } : undefined;
  };
  const element = (xml: string, name: string) => new RegExp(`<(?:\\w+:)?${name}\\b[^>]*>([^<]*)<`).exec(xml)?.[1];
  const needsProfile = (xml: string) => {
    if (element(xml, "ProfileToken") !== profile) throw new Fault("ter:NoProfile");
  };

  const operations: Record<string, (xml: string, host: string) => string> = {
    [`${device} GetSystemDateAndTime`]: () => {
      const at = new Date();
      const time = `<tt:Hour>${at.getUTCHours()}</tt:Hour><tt:Minute>${at.getUTCMinutes()}</tt:Minute><tt:Second>${at.getUTCSeconds()}</tt:Second>`;
      const day = `<tt:Year>${at.getUTCFullYear()}</tt:Year><tt:Month>${at.getUTCMonth() + 1}</tt:Month><tt:Day>${at.getUTCDate()}</tt:Day>`;
      return `<tds:SystemDateAndTime><tt:DateTimeType>NTP</tt:DateTimeType><tt:DaylightSavings>false</tt:DaylightSavings><tt:UTCDateTime><tt:Time>${time}</tt:Time><tt:Date>${day}</tt:Date></tt:UTCDateTime></tds:SystemDateAndTime>`;
    },
    [`${device} GetServices`]: (_xml, host) =>
      [
        [device, "device_service"],
        [media, "media_service"],
        [ptz, "ptz_service"],
      ]
        .map(
          ([namespace, name]) =>
            `<tds:Service><tds:Namespace>${namespace}</tds:Namespace><tds:XAddr>http://${host}${folder}${name}</tds:XAddr><tds:Version><tt:Major>2</tt:Major><tt:Minor>60</tt:Minor></tds:Version></tds:Service>`,
        )
        .join(""),
    [`${media} GetProfiles`]: () =>
      `<trt:Profiles token="${profile}" fixed="true"><tt:Name>${profile}</tt:Name><tt:VideoSourceConfiguration token="vsc"><tt:Name>s</tt:Name><tt:UseCount>1</tt:UseCount><tt:SourceToken>source</tt:SourceToken><tt:Bounds x="0" y="0" width="1280" height="720"/></tt:VideoSourceConfiguration>${encoder}<tt:PTZConfiguration token="ptzc"><tt:Name>p</tt:Name><tt:UseCount>1</tt:UseCount><tt:NodeToken>node</tt:NodeToken></tt:PTZConfiguration></trt:Profiles>`,
    [`${media} GetVideoSources`]: () =>
      '<trt:VideoSources token="source"><tt:Framerate>25</tt:Framerate><tt:Resolution><tt:Width>1280</tt:Width><tt:Height>720</tt:Height></tt:Resolution></trt:VideoSources>',
    [`${ptz} ContinuousMove`]: (xml) => {
      needsProfile(xml);
      const speed = (name: string, axis: string) =>
        Number(new RegExp(`<(?:\\w+:)?${name}\\b[^>]*\\b${axis}="([^"]*)"`).exec(xml)?.[1] ?? 0);
      const [pan, tilt, zoom] = [speed("PanTilt", "x"), speed("PanTilt", "y"), speed("Zoom", "x")];
      if ([pan, tilt, zoom].some((one) => !(Math.abs(one) <= 1))) throw new Fault("ter:InvalidVelocity");
      settle();
      // xs:duration, of which a time-out of a move is seconds.
      const lastsS = Math.min(60, Number(/<(?:\w+:)?Timeout>PT(\d+(?:\.\d+)?)S</.exec(xml)?.[1] ?? 60));
      const sinceMs = Date.now();
      motion = { pan, tilt, zoom, sinceMs, untilMs: sinceMs + lastsS * 1_000 };
      return "";
    },
    [`${ptz} Stop`]: (xml) => {
      needsProfile(xml);
      settle();
      motion = undefined;
      return "";
    },
    [`${ptz} GetStatus`]: (xml) => {
      needsProfile(xml);
      settle();
      const state = motion === undefined ? "IDLE" : "MOVING";
      return `<tptz:PTZStatus><tt:Position><tt:PanTilt x="${view.pan.toFixed(4)}" y="${view.tilt.toFixed(4)}"/><tt:Zoom x="${view.zoom.toFixed(4)}"/></tt:Position><tt:MoveStatus><tt:PanTilt>${state}</tt:PanTilt><tt:Zoom>${state}</tt:Zoom></tt:MoveStatus><tt:UtcTime>${new Date().toISOString()}</tt:UtcTime></tptz:PTZStatus>`;
    },
    [`${ptz} GetPresets`]: (xml) => {
      needsProfile(xml);
      return presets
        .map(([token, name]) => `<tptz:Preset token="${token}"><tt:Name>${name}</tt:Name></tptz:Preset>`)
        .join("");
    },
    [`${ptz} GotoPreset`]: (xml) => {
      needsProfile(xml);
      const at = presets.findIndex(([token]) => token === element(xml, "PresetToken"));
      if (at < 0) throw new Fault("ter:NoToken");
      motion = undefined;
      view = { pan: at - 1, tilt: 0, zoom: at === 0 ? 0 : 0.4 };
      return "";
    },
  };

  const answerTo = (xml: string, host: string): { status: number; body: string } => {
    const [, prefix, name = "", rest = ""] =
      /<(?:\w+:)?Body\b[^>]*>\s*<(?:(\w+):)?(\w+)([^>]*)>/.exec(xml) ?? ([] as string[]);
    const space = new RegExp(prefix === undefined ? 'xmlns="([^"]+)"' : `xmlns:${prefix}="([^"]+)"`);
    const namespace = (space.exec(rest) ?? space.exec(xml))?.[1] ?? "";
    try {
      const perform = operations[`${namespace} ${name}`];
      if (perform === undefined) throw new Fault("ter:ActionNotSupported");
      const tag = `${prefixes[namespace]}:${name}Response`;
      return { status: 200, body: `<${tag}>${perform(xml, host)}</${tag}>` };
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      const code = `<s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>${error.message}</s:Value></s:Subcode></s:Code>`;
      const reason = `<s:Reason><s:Text xml:lang="en">${error.message}</s:Text></s:Reason>`;
      return { status: 400, body: `<s:Fault>${code}${reason}</s:Fault>` };
    }
  };

  return {
    /** Where it looks now. */
    view(): View {
      settle();
      return view;
    },
    /** Every path below it is one of its services. */
    folder,
    answer(request: IncomingMessage, response: ServerResponse): void {
      let xml = "";
      request.setEncoding("utf8").on("data", (chunk: string) => {
        xml += chunk;
        if (xml.length > questionLimit) request.destroy();
      });
      request.on("end", () => {
        const { status, body } = answerTo(xml, request.headers.host ?? "127.0.0.1");
        response.writeHead(status, { "content-type": "application/soap+xml; charset=utf-8" });
        response.end(
          `<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="${soap}" xmlns:tds="${device}" xmlns:trt="${media}" xmlns:tptz="${ptz}" xmlns:tt="http://www.onvif.org/ver10/schema" xmlns:ter="http://www.onvif.org/ver10/error"><s:Body>${body}</s:Body></s:Envelope>`,
        );
      });
    },
  };
}
