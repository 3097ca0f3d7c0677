import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { createAdmission } from "../../../../main/core/ingest/admission.ts";
import { compileMapping, type Mapping } from "../../../../main/core/mapping/mapping.ts";
import { loadProfile } from "../../../../main/core/profile/loading.ts";
import { borderGates } from "../../../../main/simulator/border-gates/platform.ts";
import { readScript } from "../../../../main/simulator/script.ts";
import { projectRoot } from "../../../lab/programs.ts";

const assetsFolder = join(projectRoot, "assets");
const gates = 8;
type Told = { topic: string; payload: unknown };
const told: Told[] = [];
let neighbours: unknown;
let admit: (source: string, candidate: unknown) => ReturnType<ReturnType<typeof createAdmission>>;
const mappings = new Map<string, Mapping>();

beforeAll(async () => {
  const { profile } = await loadProfile("lang-son", { assetsFolder });
  admit = createAdmission(profile, () => Date.now());
  for (const source of profile.sources) {
    const mapping = "mapping" in source ? compileMapping(source.mapping ?? "").mapping : undefined;
    if (mapping !== undefined) mappings.set(source.id, mapping);
  }
  const answers = new Map<string, (nowMs: number) => unknown>();
  const running = await borderGates({
    folder: "",
    script: (pack) => readScript(join(assetsFolder, "packs"), pack),
    publish: async (topic, payload) => void told.push({ topic, payload: JSON.parse(JSON.stringify(payload)) }),
    answer: (path, answerAt) => void answers.set(path, answerAt as (nowMs: number) => unknown),
    handle: () => {},
  });
  await running.stop();
  neighbours = answers.get("/api/cua-khau-lan-can")?.(Date.now());
});

/** What of a message would be stored, and why not. */
async function takenOf(source: string, { topic, payload }: Told) {
  const found = (await mappings.get(source)?.(payload, { topic })) ?? [];
  return found.map((candidate) => admit(source, candidate));
}
const gatesTold = (kind: string) => told.filter(({ topic }) => topic.endsWith(`/${kind}`));

it("everything the simulated platform tells at its start fits the pack's source, all of it simulated", async () => {
  const counted = new Map<string, number>();
  for (const one of told)
    for (const admitted of await takenOf("cua-khau-so", one)) {
      if ("refused" in admitted) throw new Error(`${one.topic}: ${JSON.stringify(admitted.refused)}`);
      const { indicator, status } = admitted.reading;
      expect(status).toBe("simulated");
      counted.set(indicator, (counted.get(indicator) ?? 0) + 1);
    }
  expect(gatesTold("phut")).toHaveLength(gates);
  // Twelve hours every five minutes, the days before every half hour, and now.
  expect(counted.get("cua-khau.xe-cho")).toBe(gates * (145 + 217 + 1));
  expect(counted.get("cua-khau.thong-quan")).toBe(gates * (145 + 1));
  const details = [...counted].filter(([code]) => /\.(xuat|nhap|nong-san|linh-kien|hang-khac)$|\.vao$/.test(code));
  expect(details).toHaveLength(10);
  for (const [, count] of details) expect(count).toBeGreaterThan(gates * 30);
  expect(counted.get("cua-khau.doi-dien")).toBe(gates);
});

it("an empty message gives nothing, a wrong one is refused, what is not worded as agreed is said", async () => {
  const [count] = gatesTold("phut");
  if (count === undefined) throw new Error("no count");
  expect(await takenOf("cua-khau-so", { ...count, payload: {} })).toEqual([]);
  const wrong = await takenOf("cua-khau-so", { ...count, payload: { ...(count.payload as object), xe_cho: -1 } });
  expect(wrong.filter((one) => "refused" in one)).toMatchObject([{ refused: { code: "reading.out-of-range" } }]);
  const worded = await takenOf("cua-khau-so", { ...count, payload: { ...(count.payload as object), xe_cho: "12" } });
  expect(worded.filter((one) => "refused" in one)).toHaveLength(1);
  const elsewhere = await takenOf("cua-khau-so", { ...count, topic: "cua-khau/mong-cai/phut" });
  expect(elsewhere.every((one) => "refused" in one)).toBe(true);
  // A platform that has no value says null, which is kept as such.
  const none = await takenOf("cua-khau-so", { ...count, payload: { ...(count.payload as object), xe_cho: null } });
  expect(none).toContainEqual(
    expect.objectContaining({ reading: expect.objectContaining({ indicator: "cua-khau.xe-cho", value: null }) }),
  );
});

it("neighbouring gates are taken as of their hour", async () => {
  const taken = await takenOf("cua-khau-lan-can", { topic: "", payload: neighbours });
  expect(taken).toHaveLength(3);
  for (const one of taken)
    expect(one).toMatchObject({ reading: { indicator: "cua-khau.lan-can.xe-cho", status: "simulated" } });
});
