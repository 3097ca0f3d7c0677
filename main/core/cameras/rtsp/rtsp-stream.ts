import { performance } from "node:perf_hooks";
import type { Account } from "../account-mask.ts";
import { type Failure, notFound, refusalOf, refusals, unreachable } from "../failure.ts";
import type { NeedsFfmpeg, StreamEnd, StreamListener, StreamSource } from "../stream-source.ts";
import { clockRate, H264Fragments, initializationOf } from "./h264-fragments.ts";
import { H264Packets } from "./h264-packets.ts";
import { RtspLine } from "./rtsp-line.ts";
import { controlled, videoOf } from "./session-description.ts";

export type RtspCommand = {
  /** rtsp://, without the account. */
  address: string;
  account: Account | null;
  /** Pictures that come after a longer silence than this end the stream: they are old and would pass for new. */
  longestSilenceMs: number;
  /** Epoch ms. */
  now(): number;
};

/** A session ends when nothing was asked for as long as the camera says (RFC 2326, 12.37), or this. */
const usualTimeoutS = 60;
/** One that says less is asked as often as for this; one that says more, as for that. */
const shortestTimeoutS = 2;
const longestTimeoutS = 600;
/** @param told what a camera says after `timeout=`, seconds @returns seconds; a timer counts in 31 bits, and takes more for a millisecond */
export const timeoutSOf = (told: string | undefined): number =>
  Math.min(longestTimeoutS, Math.max(shortestTimeoutS, Number(told) || usualTimeoutS));
/** Pictures that came for so long with points to begin at (recovery points) and no key picture among them: none will come. */
const keyWithinMs = 4_000;
const firstDuration = clockRate / 25;
const longestDuration = clockRate;
/** Times further apart than this, or that go back, are those of a clock that was set. */
const longestGap = 10 * clockRate;
/** A clock is set once in a while; times that go back again and again are those of pictures that are shown in another order than they are sent in. */
const setsTolerated = 3;
const toleratedOverPictures = 100;

type Verdict = Pick<StreamEnd, "failure" | "needsFfmpeg">;
const failed = (failure: Failure): Verdict => ({ failure, needsFfmpeg: null });
const unfit = (why: string, more: Partial<NeedsFfmpeg> = {}): Verdict => ({
  failure: null,
  needsFfmpeg: { why, forHow: "always", ...more },
});

/**
 * H.264 of a camera by RTSP over TCP, read by the core itself, without a process: what comes is given out as soon as the picture is
 * whole, where ffmpeg waits for the next one. Whatever it does not know ends it with `needsFfmpeg`.
 */
export class RtspStream implements StreamSource {
  readonly startedAt = performance.now();
  lastPictureAt: number | null = null;
  readonly ended: Promise<StreamEnd>;
  readonly #command: RtspCommand;
  readonly #listener: StreamListener;
  readonly #line: RtspLine;
  readonly #fragments = new H264Fragments();
  #packets: H264Packets | null = null;
  /** Of the pictures' packets, among those that share the line. */
  #channel = 0;
  #finish: (verdict: Verdict) => void = () => {};
  #hasEnded = false;
  /** Why the line ended, for the log. */
  readonly #lines: string[] = [];
  #keepAlive: NodeJS.Timeout | undefined;
  #sps: Buffer | null = null;
  #pps: Buffer[] = [];
  /** The SPS of the initialization that was told. */
  #told: Buffer | null = null;
  /** RTP time of the newest picture, its place in the track and the durations of the last two; null before the first. */
  #newest: { rtpTime: number; decodeTime: number } | null = null;
  /** When the first picture came that one may begin at, before there was a key picture. */
  #recoveryAt: number | null = null;
  /** How often the clock was set of late. */
  #sets = 0;
  #durations: [number, number] = [firstDuration, firstDuration];

  constructor(command: RtspCommand, listener: StreamListener) {
    this.#command = command;
    this.#listener = listener;
    this.ended = new Promise((resolve) => {
      this.#finish = ({ failure, needsFfmpeg }) => {
        if (this.#hasEnded) return;
        this.#hasEnded = true;
        clearInterval(this.#keepAlive);
        this.#line.close();
        resolve({ exit: null, isMissing: false, lines: this.#lines, failure, needsFfmpeg });
      };
    });
    this.#line = new RtspLine(command.address, command.account, {
      onPacket: (from, bytes, at, to) => {
        if (from === this.#channel) this.#packets?.take(bytes, at, to);
      },
      onEnd: (why, isGarbage) => {
        this.#lines.push(`[error] ${why}`);
        this.#finish(isGarbage ? unfit(why, { forHow: "once" }) : failed(unreachable));
      },
    });
    void this.#begin().then((verdict) => {
      if (verdict !== null) this.#finish(verdict);
    });
  }

  kill(): void {
    this.#finish(failed(unreachable));
  }

  async close(): Promise<void> {
    this.kill();
    await this.ended;
  }

  /** @returns why it cannot be played; null when it plays */
  async #begin(): Promise<Verdict | null> {
    const { address } = this.#command;
    const described = await this.#line.ask("DESCRIBE", address, ["Accept: application/sdp"]);
    // Some cameras close the line when they ask for the account; ffmpeg connects again.
    if (described === null)
      return this.#line.isGuarded ? unfit("closed when asked with an account") : failed(unreachable);
    const unknown = this.#line.unknownLogin;
    if (described.status === 401 && unknown !== null) return unfit(`login by ${unknown}`);
    if (described.status !== 200) return this.#refused("DESCRIBE", described.status);
    const video = videoOf(described.body);
    if (video === null) return failed(notFound);
    if (video.codec === null) return unfit("unknown codec");
    this.#listener.onCodec(video.codec);
    if (this.#hasEnded) return null;
    if (video.codec !== "h264" || video.clockRate !== clockRate || video.packetizationMode > 1)
      return unfit(`${video.codec} at ${video.clockRate}, mode ${video.packetizationMode}`);
    const base = described.header("content-base") ?? described.header("content-location") ?? address;
    for (const unit of video.parameterSets) this.#takeParameterSet(unit);

    const setUp = await this.#line.ask("SETUP", controlled(base, video.control), [
      "Transport: RTP/AVP/TCP;unicast;interleaved=0-1",
    ]);
    if (setUp === null) return failed(unreachable);
    // By UDP, which is left to ffmpeg.
    if (setUp.status === 461) return unfit("no RTP over TCP");
    if (setUp.status !== 200) return this.#refused("SETUP", setUp.status);
    const [, session = "", timeout] =
      /^\s*([^;\s]+)(?:.*?;\s*timeout\s*=\s*(\d+))?/i.exec(setUp.header("session") ?? "") ?? [];
    this.#channel = Number(/interleaved=(\d+)/.exec(setUp.header("transport") ?? "")?.[1] ?? 0);
    this.#packets = new H264Packets(video.payloadType, {
      onParameterSet: (unit) => this.#takeParameterSet(unit),
      onPicture: (units, isKey, rtpTime) => this.#takePicture(units, isKey, rtpTime),
      onRecoveryPoint: () => this.#takeRecoveryPoint(),
      onUnfit: () => this.#finish(unfit("unknown packets")),
    });
    const whole = controlled(base, video.wholeControl);
    const played = await this.#line.ask("PLAY", whole, [`Session: ${session}`, "Range: npt=0.000-"]);
    if (played === null) return failed(unreachable);
    if (played.status !== 200) return this.#refused("PLAY", played.status);
    if (this.#hasEnded) return null;
    this.#keepAlive = setInterval(() => this.#line.remind(whole, session), (timeoutSOf(timeout) * 1_000) / 2);
    return null;
  }

  /** Intra refresh: pictures mend themselves bit by bit, and after the first of all there is no key picture. */
  #takeRecoveryPoint(): void {
    if (this.#told !== null) return;
    const now = performance.now();
    this.#recoveryAt ??= now;
    if (now - this.#recoveryAt > keyWithinMs) this.#finish(unfit("no key pictures", { hasNoKeys: true }));
  }

  #takeParameterSet(unit: Buffer): void {
    const isSps = ((unit[0] ?? 0) & 0x1f) === 7;
    if (isSps) {
      if (this.#sps?.equals(unit) === true) return;
      this.#sps = Buffer.from(unit);
      this.#pps = [];
    } else if (!this.#pps.some((known) => known.equals(unit))) {
      this.#pps = [...this.#pps.slice(-3), Buffer.from(unit)];
    }
  }

  #takePicture(units: Buffer, isKey: boolean, rtpTime: number): void {
    if (this.#hasEnded || !this.#isInitialized(isKey)) return;
    const at = performance.now();
    if (this.lastPictureAt !== null && at - this.lastPictureAt > this.#command.longestSilenceMs) {
      this.kill();
      return;
    }
    const decodeTime = this.#place(rtpTime);
    if (decodeTime === null) {
      // In the order of decoding and not of showing: ffmpeg knows what to do with them.
      this.#finish(unfit("times go back again and again"));
      return;
    }
    this.lastPictureAt = at;
    // The next picture is not here yet: this one lasts as long as those before it did.
    const duration = Math.max(...this.#durations);
    this.#listener.onFragment(this.#fragments.of(units, isKey, decodeTime, duration, this.#command.now()));
  }

  /** Whether this picture can be shown; tells what a player needs first, and again where the camera sends another size. */
  #isInitialized(isKey: boolean): boolean {
    if (!isKey || (this.#told !== null && this.#told === this.#sps)) return this.#told !== null;
    if (this.#sps === null || this.#pps.length === 0) return false;
    const initialization = initializationOf(this.#sps, this.#pps);
    if (initialization === null) {
      this.#finish(unfit("unknown parameter sets"));
      return false;
    }
    this.#told = this.#sps;
    this.#newest = null;
    this.#listener.onInitialization(initialization);
    return !this.#hasEnded;
  }

  /** The place of a picture in the track; null where pictures come in another order than they are shown in. */
  #place(rtpTime: number): number | null {
    if (this.#newest === null) {
      this.#newest = { rtpTime, decodeTime: 0 };
      return 0;
    }
    const passed = (rtpTime - this.#newest.rtpTime) | 0;
    const isSet = passed <= 0 || passed > longestGap;
    this.#sets = isSet ? this.#sets + 1 : Math.max(0, this.#sets - setsTolerated / toleratedOverPictures);
    if (this.#sets > setsTolerated) return null;
    const duration = isSet ? this.#durations[1] : passed;
    this.#durations = [this.#durations[1], Math.min(duration, longestDuration)];
    this.#newest = { rtpTime, decodeTime: this.#newest.decodeTime + duration };
    return this.#newest.decodeTime;
  }

  #refused(method: string, status: number): Verdict {
    this.#lines.push(`[error] ${method} answered ${status}`);
    return failed(refusals[refusalOf(status)]);
  }
}
