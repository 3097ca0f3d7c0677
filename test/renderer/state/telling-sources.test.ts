import { expect, it } from "vitest";
import { firstMachineSource } from "#contract/entities/first-machine-source.ts";
import type { SourceView } from "#contract/entities/source.ts";
import { tellingSources } from "../../../renderer/state/sources.ts";

const words = { vi: "Nguồn", en: "Source" };
const told = { isSimulated: false, state: "ok", sinceMs: 1, lastReadingAtMs: 1, reason: null } as const;
const platform = { id: "ai", name: words, type: "camera-events", ...told } as const;
const centre = (id: string): SourceView => ({
  ...{ id, name: words, type: "centre", ...told },
  counts: { accepted: 0, repeated: 0, refused: 0, failures: 0 },
  origins: { atMs: 1, sources: [platform] },
});
const ids = (view: SourceView) => tellingSources(new Map([[view.id, view]])).map(({ id }) => id);

it("a joined machine shows what platforms tell the first one; a centre's platforms tell a wall machine nothing", () => {
  expect(ids(centre(firstMachineSource))).toEqual([firstMachineSource, "ai"]);
  expect(ids(centre("trung-tam"))).toEqual(["trung-tam"]);
});
