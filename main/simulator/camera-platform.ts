import { createHmac } from "node:crypto";
import { signatureHeader } from "#contract/http.ts";
import type { SimulatorTold } from "#contract/supervision.ts";
import { sway } from "./curves.ts";

/** One event in each of these: often enough to be trained with, seldom enough to be read. */
const slotMs = 60_000;
const againMs = 2_000;
const answerWithinMs = 5_000;

/** What a platform of traffic cameras tells most of the day, and what it tells seldom. */
const kinds = [
  "plate",
  "crowd",
  "plate",
  "wrong-way",
  "plate",
  "plate",
  "intrusion",
  "plate",
  "crowd",
  "smoke",
] as const;
const texts: Partial<Record<(typeof kinds)[number], string>> = {
  crowd: "Khoảng 40 người trong khung hình",
  "wrong-way": "Xe đi ngược chiều",
  intrusion: "Có người trong khu vực cấm",
  smoke: "Có khói trong khung hình",
};

/** The event of a moment: the same for the same, so that it comes twice as one. */
export function cameraEventAt(atMs: number, cameras: readonly string[]) {
  const slot = Math.floor(atMs / slotMs);
  const kind = kinds[slot % kinds.length] ?? "other";
  const share = (seed: string) => (sway(`${seed} ${slot}`, 0) + 1) / 2;
  const camera = cameras[Math.floor(share("camera") * cameras.length * 0.999)];
  const text = texts[kind as keyof typeof texts];
  return {
    ...{ id: `mo-phong-${slot}`, camera, kind, time: new Date(slot * slotMs).toISOString() },
    ...(kind === "plate" ? { plate: `12A-${String(100 + Math.floor(share("plate") * 899))}.00` } : {}),
    ...(text === undefined ? {} : { text }),
    confidence: Math.round(80 + share("sure") * 19) / 100,
  };
}

/**
 * The platform of traffic cameras: it calls the core, as such platforms do, and signs each call. One that is not taken is sent
 * again until the next one's time.
 */
export function createCameraPlatform(secret: string): { follow(told: SimulatorTold): void; stop(): void } {
  let told: SimulatorTold | undefined;
  let timer: NodeJS.Timeout | undefined;

  const send = async ({ origin }: SimulatorTold, source: string, cameras: readonly string[]): Promise<boolean> => {
    const body = JSON.stringify(cameraEventAt(Date.now(), cameras));
    const seconds = Math.floor(Date.now() / 1_000);
    const sum = createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex");
    try {
      const answer = await fetch(new URL(`/api/camera-events/${source}`, origin), {
        method: "POST",
        headers: { "content-type": "application/json", [signatureHeader]: `t=${seconds},v1=${sum}` },
        body,
        signal: AbortSignal.timeout(answerWithinMs),
      });
      await answer.body?.cancel();
      return answer.ok;
    } catch {
      return false;
    }
  };
  const round = async (): Promise<void> => {
    const now = told;
    if (now === undefined) return;
    const taken = await Promise.all(
      now.cameraEvents
        .filter(({ cameras }) => cameras.length > 0)
        .map(({ source, cameras }) => send(now, source, cameras)),
    );
    if (told !== now) return;
    const toNext = slotMs - (Date.now() % slotMs) + 50;
    timer = setTimeout(() => void round(), taken.every(Boolean) ? toNext : Math.min(againMs, toNext));
  };
  return {
    follow(next) {
      clearTimeout(timer);
      told = next;
      void round();
    },
    stop() {
      told = undefined;
      clearTimeout(timer);
    },
  };
}
