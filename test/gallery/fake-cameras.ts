import { fragmentHeadBytes, type PicturesMessage } from "#contract/pictures.ts";
// A car on a road, made with ffmpeg as the gateway's fragments are: one key picture, then 39 more, 100 ms each, in a track of ms.
import roadUrl from "./duong.mp4?url";
import { galleryNowMs, type Situation } from "./situations.ts";

const mime = 'video/mp4; codecs="avc1.42c01e"';
const pictureMs = 100;
/** As if each picture came before it is shown: its delay is then 0 at every visit, and which words fit beside it does not depend on the machine. */
const aheadMs = galleryNowMs + 3_600_000;

/**
 * Answers the lines of cameras in the place of the gateway: in the situations in which there are pictures with a stream that never ends, in
 * the others with none. The page's own player, with its media source, does the rest.
 * @returns ends the pictures, as a lost core does
 */
export function answerCameras(situation: Situation): () => void {
  const hasPictures = ["ok", "simulated", "error", "offline"].includes(situation);
  const Network = globalThis.WebSocket;
  const road = hasPictures ? fetch(roadUrl).then((answer) => answer.arrayBuffer()) : undefined;
  const lines = new Set<GalleryLine>();
  let isCut = false;

  class GalleryLine {
    readyState: number = Network.CONNECTING;
    binaryType = "";
    onopen: (() => void) | null = null;
    onmessage: ((event: { data: unknown }) => void) | null = null;
    onclose: (() => void) | null = null;
    #timer: ReturnType<typeof setInterval> | undefined;
    constructor() {
      lines.add(this);
      setTimeout(() => {
        if (isCut) return this.cut();
        this.readyState = Network.OPEN;
        this.onopen?.();
      });
    }
    /** What is asked for: there is one stream. */
    async send(): Promise<void> {
      const file = await road;
      if (file === undefined || this.readyState !== Network.OPEN || this.#timer !== undefined) return;
      const { head, pictures } = partsOf(file);
      const opened: PicturesMessage = { type: "opened", stream: "main", mode: "copy", mime };
      this.onmessage?.({ data: JSON.stringify(opened) });
      this.onmessage?.({ data: head });
      let sent = 0;
      this.#timer = setInterval(() => {
        const picture = pictures[sent % pictures.length];
        if (picture !== undefined) this.onmessage?.({ data: messageOf(picture, sent * pictureMs, aheadMs) });
        sent += 1;
      }, pictureMs);
    }
    cut(): void {
      this.close();
      this.onclose?.();
    }
    close(): void {
      clearInterval(this.#timer);
      this.readyState = Network.CLOSED;
      lines.delete(this);
    }
  }
  const isOfCamera = (address: unknown) => /\/api\/cameras\/[^/]+\/pictures$/.test(String(address));
  globalThis.WebSocket = new Proxy(Network, {
    // The server that shows the gallery from its sources has a line of its own.
    construct: (made, args) => (isOfCamera(args[0]) ? new GalleryLine() : Reflect.construct(made, args)),
  });
  return () => {
    isCut = true;
    for (const line of lines) line.cut();
  };
}

/** The initialization segment, and each picture's moof and mdat. */
function partsOf(file: ArrayBuffer): { head: ArrayBuffer; pictures: ArrayBuffer[] } {
  const view = new DataView(file);
  const pictures: ArrayBuffer[] = [];
  let headEnd = 0;
  let moofAt = 0;
  for (let at = 0; at < file.byteLength; at += view.getUint32(at)) {
    const kind = String.fromCharCode(...new Uint8Array(file, at + 4, 4));
    if (kind === "moof") {
      headEnd ||= at;
      moofAt = at;
    } else if (kind === "mdat") pictures.push(file.slice(moofAt, at + view.getUint32(at)));
  }
  return { head: file.slice(0, headEnd), pictures };
}

const tfdt = 0x74666474;

/** A picture as the gateway sends it, at its own time in a stream that never ends. */
function messageOf(picture: ArrayBuffer, timeMs: number, arrivedAtMs: number): ArrayBuffer {
  const message = new ArrayBuffer(fragmentHeadBytes + picture.byteLength);
  new Uint8Array(message).set(new Uint8Array(picture), fragmentHeadBytes);
  const view = new DataView(message);
  view.setFloat64(0, arrivedAtMs);
  view.setFloat64(8, timeMs / 1_000);
  for (let at = fragmentHeadBytes; at < message.byteLength - 4; at += 1)
    if (view.getUint32(at) === tfdt) {
      // Behind the type: version and flags, then 64 bits (ISO/IEC 14496-12, 8.8.12, version 1).
      view.setBigUint64(at + 8, BigInt(timeMs));
      break;
    }
  return message;
}
