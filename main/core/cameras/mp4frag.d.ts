/** The part of mp4frag 0.7, which brings no types, that is used here. */
declare module "mp4frag" {
  import type { Transform } from "node:stream";

  type Mp4FragData =
    | { type: "init"; initialization: Buffer; mime: string }
    | { type: "segment"; segment: Buffer; duration: number; keyframe: boolean };

  class Mp4Frag extends Transform {
    constructor(options: { readableObjectMode: true });
    readonly timescale: number;
    on(event: "data", listener: (data: Mp4FragData) => void): this;
    on(event: "error", listener: (error: Error) => void): this;
  }

  export = Mp4Frag;
}
