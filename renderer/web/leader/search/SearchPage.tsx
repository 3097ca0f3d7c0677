import { useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Words } from "#contract/entities/text.ts";
import { inLanguage } from "../../../i18n/bundles.ts";
import { search } from "../../../i18n/search.ts";
import { useCameras } from "../../../state/cameras.ts";
import { Go } from "../../app/Go.tsx";
import { Icon, type IconName } from "../../app/Icon.tsx";
import { useNamedSite } from "../../app/named-site.ts";
import { PageHead } from "../../app/PageHead.tsx";
import { navigate, useLocation } from "../../app/router.ts";
import { want } from "../../app/wants.ts";
import { useAppZone } from "../../app/zone.ts";
import { figurePath } from "../figure-words.ts";
import { useScenes } from "../use-scenes.ts";
import "../page-words.ts";

type Found = { name: Words; to: string; icon: IconName; kind: "figures" | "places" | "scenes" | "cameras" };

/** Of each kind so many: who finds more types another letter. */
const mostEach = 12;

/** Figures, places, scenes and cameras by a few letters, with or without marks. What was typed stands in the address: it can be gone back to. */
export function Page() {
  const { t } = useTranslation("leaderPages");
  const { language } = useAppZone();
  const site = useNamedSite();
  const cameras = useCameras();
  const { value: scenes } = useScenes();
  const { search: query } = useLocation();
  const typed = new URLSearchParams(query).get("q") ?? "";
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => want({ cameras: "all" }), []);
  useEffect(() => field.current?.focus(), []);
  const all = useMemo(
    (): Found[] => [
      ...(site?.indicators ?? [])
        .filter(({ isRetired }) => !isRetired)
        .map(({ name, code }) => ({
          ...{ name, kind: "figures" as const, icon: "figures" as const },
          to: figurePath(code, site?.place ?? "", site?.place ?? ""),
        })),
      ...(site?.places ?? [])
        .filter(({ to }) => to === undefined)
        .map(({ name, id }) => ({ name, to: `/app/place/${id}`, kind: "places" as const, icon: "map" as const })),
      ...(scenes ?? []).map(({ name, id }) => ({
        ...{ name, to: `/app/scene/${id}`, kind: "scenes" as const, icon: "scenes" as const },
      })),
      ...[...cameras.values()].map(({ name, id }) => ({
        ...{ name, to: `/app/camera/${id}`, kind: "cameras" as const, icon: "cameras" as const },
      })),
    ],
    [site, scenes, cameras],
  );
  const groups = useMemo(
    () =>
      (["figures", "places", "scenes", "cameras"] as const).map((kind) => ({
        kind,
        found: search(
          all.filter((one) => one.kind === kind),
          typed,
          mostEach + 1,
        ),
      })),
    [all, typed],
  );
  const isEmpty = groups.every(({ found }) => found.length === 0);
  return (
    <>
      <PageHead title={t("search.title")} backTo="/app/" />
      <input
        ref={field}
        type="search"
        className="app-input"
        aria-label={t("search.label")}
        placeholder={t("search.label")}
        value={typed}
        onChange={({ target }) => navigate(`/app/search?${new URLSearchParams({ q: target.value })}`, "replace")}
      />
      <p role="status" className="app-second">
        {typed.trim() === "" ? t("search.hint") : isEmpty ? t("search.none", { text: typed }) : ""}
      </p>
      {groups.map(
        ({ kind, found }) =>
          found.length > 0 && (
            <section key={kind} className="today-part">
              <h2 className="app-section">{t(`search.${kind}`)}</h2>
              <ul className="app-card app-list">
                {found.slice(0, mostEach).map(({ name, to, icon }) => (
                  <li key={to}>
                    <Go className="app-row" to={to}>
                      <Icon name={icon} />
                      <span>{inLanguage(name, language)}</span>
                      <Icon name="onward" />
                    </Go>
                  </li>
                ))}
                {found.length > mostEach && <li className="today-calm">{t("search.more")}</li>}
              </ul>
            </section>
          ),
      )}
    </>
  );
}
