import type { CameraView } from "#contract/entities/camera.ts";
import type { Words } from "#contract/entities/text.ts";
import type { Tile } from "#contract/entities/wall.ts";
import { inLanguage } from "../../i18n/index.ts";
import type { Site } from "../../state/site.ts";

/** What a tile shows, as far as its settings say it: its title, its indicator, its camera; else its kind. */
export function tileName(
  { settings, panel }: Tile,
  about: {
    site: Site;
    cameras: ReadonlyMap<string, CameraView>;
    panelName: (kind: string) => Words;
    language: string;
  },
): string {
  const kind = inLanguage(about.panelName(panel), about.language);
  const title = settings.title as Partial<Words> | undefined;
  const named =
    (typeof settings.indicator === "string" ? about.site.indicatorOf.get(settings.indicator)?.name : undefined) ??
    (typeof settings.camera === "string" ? about.cameras.get(settings.camera)?.name : undefined);
  const what =
    typeof title === "object" && title !== null && typeof title.vi === "string" && title.vi !== ""
      ? inLanguage({ vi: title.vi, en: title.en ?? title.vi }, about.language)
      : named && inLanguage(named, about.language);
  return what === undefined || what === kind ? kind : `${kind} · ${what}`;
}
