import type { Indicator } from "#contract/entities/indicator.ts";
import type { Access } from "../access/access.ts";
import { type Identity, roleOfGrants } from "../access/identity.ts";
import type { Hub } from "../live/hub.ts";
import { memberOf } from "../usage/counted.ts";
import type { Member } from "../usage/groups.ts";
import { type Thing, thingsShown } from "../usage/shown.ts";
import { openUsage, type Usage } from "../usage/usage.ts";
import type { Displays } from "../wall/displays.ts";
import type { Ground } from "./ground.ts";
import type { WallSide } from "./wall-side.ts";

/** Who has not signed in for so long is nobody who could be meant. */
const activeForMs = 45 * 86_400_000;

/** How the wall is used. A machine that has joined another one's shows what that one counts already. */
export function openSiteUsage(
  ground: Ground & { access: Pick<Access, "list">; hub: Hub; displays: Pick<Displays, "list">; side: WallSide },
): Usage {
  const { site, store, access, hub, displays, side, dayOffsetMs, onClose, now, log } = ground;
  let known: { indicators: readonly Indicator[]; codes: ReadonlySet<string> } | undefined;
  const codesOf = (indicators: readonly Indicator[]): ReadonlySet<string> => {
    // The wall changes often, the catalogue seldom.
    if (known?.indicators !== indicators) known = { indicators, codes: new Set(indicators.map(({ code }) => code)) };
    return known.codes;
  };
  const shown = (): Thing[] => {
    if (side.first !== undefined) return [];
    const { wall, indicators } = site.current();
    const codes = codesOf(indicators);
    return thingsShown({
      ...{ state: side.wall.state(), displays: displays.list(), plan: wall },
      isIndicator: (code) => codes.has(code),
    });
  };
  const people = async (): Promise<Member[]> => {
    const [tokens, accounts] = await Promise.all([access.list(), store.accounts.list()]);
    const members = tokens.map(({ role, id }) => memberOf({ role, tokenId: id, grants: [] } satisfies Identity));
    // Whoever sits at the room's own desk.
    members.push({ unit: null, role: "operator" });
    for (const { grants, unit, leftAtMs, signedInAtMs, usedAtMs } of accounts)
      if (leftAtMs === null && signedInAtMs !== null && now() - usedAtMs < activeForMs)
        members.push({ unit: unit ?? null, role: roleOfGrants(grants) });
    return members.filter((member) => member !== undefined);
  };
  const usage = openUsage({
    ...{ repository: store.usage, people, shown, offsetMs: dayOffsetMs, now, log },
    titleOf({ kind, name }) {
      if (kind === "indicator") return site.current().indicators.find(({ code }) => code === name)?.name ?? null;
      if (kind === "camera") return site.current().cameras.find(({ id }) => id === name)?.name ?? null;
      if (kind !== "scene" && kind !== "tile") return null;
      return side.wall.scenes.get(name.split("/")[0] ?? "")?.name ?? null;
    },
    titleOfUnit(unit) {
      const { units, places } = site.current();
      return (units.find(({ id }) => id === unit) ?? places.find(({ id }) => id === unit))?.name ?? null;
    },
    indicators: () => site.current().indicators,
    newest: () => hub.all("readings"),
  });
  side.wall.watch(() => usage.changed());
  onClose(() => usage.stop());
  return usage;
}
