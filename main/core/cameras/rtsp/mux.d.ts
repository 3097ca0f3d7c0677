/** The parts of mux.js 7.1, which brings no types, that are used here. */
declare module "mux.js/lib/mp4/mp4-generator.js" {
  type Track = {
    id: number;
    type: "video";
    sps: readonly Uint8Array[];
    pps: readonly Uint8Array[];
    width: number;
    height: number;
    profileIdc: number;
    profileCompatibility: number;
    levelIdc: number;
    sarRatio: readonly [number, number];
  };
  const generator: {
    /** ftyp and moov; times of the track are in units of 1/90000 s. */
    initSegment(tracks: Track[]): Uint8Array;
  };
  export = generator;
}

declare module "mux.js/lib/codecs/h264.js" {
  type Config = Pick<
    import("mux.js/lib/mp4/mp4-generator.js").Track,
    "width" | "height" | "profileIdc" | "profileCompatibility" | "levelIdc" | "sarRatio"
  >;
  class H264Stream {
    on(event: "data", listener: (unit: { config?: Config }) => void): void;
    /** Takes NAL units behind start codes (ITU-T H.264, annex B). */
    push(packet: { type: "video"; trackId: number; pts: number; dts: number; data: Uint8Array }): void;
    flush(): void;
  }
  const h264: { H264Stream: typeof H264Stream };
  export = h264;
}
