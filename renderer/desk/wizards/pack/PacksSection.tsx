import { useState } from "react";
import { useTranslation } from "react-i18next";
import { sentence } from "#contract/errors.ts";
import { type PackList, type PackView, ProfileChangeCheck, routes } from "#contract/http.ts";
import { useReason } from "../../../i18n/use-reason.ts";
import { askCore, type Refusal, refusalOf, useAsked } from "../../../state/asking.ts";
import { useWallPart } from "../../../state/wall.ts";
import { Mark } from "../../../ui/Mark.tsx";
import { AskedNote } from "../../AskedNote.tsx";
import { makeChange, usePackList } from "../changes/changes.ts";
import { useSayer } from "../frame/use-sayer.ts";
import "./pack.css";

/** Every pack that lies there: on and off by a switch, with what it brings, what clashes and what of it the wall shows now. */
export function PacksSection() {
  const { t, i18n } = useTranslation("wizards");
  const list = usePackList();
  const packs = list.value?.packs ?? [];
  const files = list.value?.files ?? null;
  const on = packs.filter(({ isOn }) => isOn).length;
  return (
    <section className="setting-things" aria-labelledby="packs-name">
      <header>
        <h2 id="packs-name">{t("packs.name")}</h2>
      </header>
      {list.value !== undefined && <p className="quiet">{t("packs.counts", { count: on, off: packs.length - on })}</p>}
      <AskedNote failure={list.failure} isLoading={list.value === undefined} />
      {files !== null && (
        <p className="tone-attention packs-waiting" role="status">
          <Mark shape="up" />
          {sentence(files.reason, i18n.language === "en" ? "en" : "vi")}
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: who has no wheel scrolls it by arrows */}
      <section className="setting-rows" tabIndex={0} aria-label={t("packs.name")}>
        {packs.map((pack) => (
          <Row key={pack.id} pack={pack} all={packs} />
        ))}
      </section>
    </section>
  );
}

type Packs = PackList["packs"];

/** The change that a pack's switch makes. */
const turning = ({ id, isOn, name }: PackView, all: Packs) => {
  const was = all.filter((one) => one.isOn).map((one) => one.id);
  const now = isOn ? was.filter((one) => one !== id) : [...was, id];
  return { kind: isOn ? ("pack-off" as const) : ("pack-on" as const), name, packs: { was, now } };
};

function Row({ pack, all }: { pack: PackView; all: Packs }) {
  const { t } = useTranslation("wizards");
  const { named } = useSayer();
  const reasonOf = useReason();
  const inUse = useInUse(pack);
  const [isBusy, setBusy] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const { id, isOn, brings, off } = pack;
  const name = named(pack.name);
  const turn = () => {
    setAsking(false);
    setBusy(true);
    setRefusal(undefined);
    makeChange(turning(pack, all))
      .catch((error: unknown) => setRefusal(refusalOf(error)))
      .finally(() => setBusy(false));
  };
  const counts = Object.entries(brings).map(([list, items]) =>
    t(`packs.brings.${list as keyof PackView["brings"]}`, { count: items.length }),
  );
  return (
    <article className="pack-row" data-off={!isOn || undefined} aria-label={name}>
      <button
        type="button"
        role="switch"
        className="pack-switch"
        aria-checked={isOn}
        aria-label={name}
        disabled={isBusy}
        onClick={() => (isOn && inUse !== undefined ? setAsking(true) : turn())}
      >
        <span aria-hidden="true" />
      </button>
      <div>
        <h3>
          {name} <small className="quiet">{isOn ? t("packs.on") : t("packs.off")}</small>
        </h3>
        {pack.about !== null && <p className="quiet">{named(pack.about)}</p>}
        <p>
          {counts.join(" · ")}
          {off.length > 0 && ` (${t("packs.sourcesOff", { count: off.length })})`}
        </p>
        {inUse !== undefined && (
          <p className="tone-good">
            <Mark shape="live" /> {inUse}
          </p>
        )}
        {isAsking && (
          <p className="pack-asking" role="alert">
            <span className="tone-attention">
              <Mark shape="up" /> {t("packs.onAirAsk")}
            </span>
            <button type="button" className="button" onClick={turn}>
              {t("packs.offAnyway")}
            </button>
            <button type="button" className="button-quiet" onClick={() => setAsking(false)}>
              {t("packs.leave")}
            </button>
          </p>
        )}
        {refusal !== undefined && (
          <p className="tone-attention pack-refusal" role="alert">
            {reasonOf(refusal)}
          </p>
        )}
        <button
          type="button"
          className="button-quiet pack-look"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {t("packs.look")}
          <span className="wizard-hidden"> {id}</span>
        </button>
        {isOpen && <Contents pack={pack} all={all} />}
      </div>
    </article>
  );
}

/** All that it brings by name, and what the loader would complain of. */
function Contents({ pack, all }: { pack: PackView; all: Packs }) {
  const { t } = useTranslation("wizards");
  const { named } = useSayer();
  const reasonOf = useReason();
  const body = turning(pack, all);
  const { value, failure } = useAsked(`pack-check/${JSON.stringify(body)}`, (signal) =>
    askCore(routes.profileChangeCheck, ProfileChangeCheck, {
      ...{ method: "POST", body, changesNothing: true, withinMs: 60_000, signal },
    }),
  );
  return (
    <div className="pack-contents">
      <p className={failure === undefined ? "quiet" : "tone-attention pack-refusal"} role="status">
        {failure !== undefined
          ? reasonOf(failure)
          : value === undefined
            ? t("packs.checking")
            : t(pack.isOn ? "packs.offClean" : "packs.onClean")}
      </p>
      {Object.entries(pack.brings).map(([list, items]) => (
        <div key={list}>
          <h4>{t(`packs.list.${list as keyof PackView["brings"]}`)}</h4>
          <p className="quiet">
            {items
              .map(({ id, name }) =>
                pack.off.includes(id) && list === "sources" ? `${named(name)} (${t("packs.isOff")})` : named(name),
              )
              .join("; ")}
          </p>
        </div>
      ))}
    </div>
  );
}

/** What of a pack the wall shows now, in words; undefined: nothing. */
function useInUse({ brings, isOn }: PackView): string | undefined {
  const { t } = useTranslation("wizards");
  const { named } = useSayer();
  const scene = useWallPart(
    (wall) => wall?.scene && { id: wall.scene.id, name: wall.scene.name, tiles: wall.scene.tiles },
  );
  if (!isOn || !scene) return undefined;
  if (brings.scenes?.some(({ id }) => id === scene.id) === true) return t("packs.onAir", { name: named(scene.name) });
  const own = new Set([...(brings.indicators ?? []), ...(brings.sources ?? [])].map(({ id }) => id));
  const tiles = scene.tiles.filter(({ settings }) => textsIn(settings).some((text) => own.has(text))).length;
  return tiles === 0 ? undefined : t("packs.inTiles", { count: tiles, name: named(scene.name) });
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
