/** The part of mp4frag 0.7, which brings no types, that is used here. */
declare module "mp4frag" {
  import type { Transform } from "node:stream";

  class Mp4Frag extends Transform {
    constructor(options: { readableObjectMode: true });
    /** The first three are there once what was written held ftyp and moov: writing takes it apart at once. */
    readonly initialization: Buffer | null;
    readonly mime: string | null;
    readonly timescale: number;
    on(event: "error", listener: (error: Error) => void): this;
  }

  export = Mp4Frag;
}
