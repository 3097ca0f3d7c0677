import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatSince } from "../figures/format.ts";
import { useNow } from "../state/clock.ts";
import { useTimeZone } from "../state/site.ts";
import { wallStore } from "../state/wall.ts";
import { Mark } from "../ui/Mark.tsx";

/** Gives the page's picture of a moment on one of its monitors; null forgets it. */
export type TakePicture = (display: number, sinceMs: number | null) => Promise<Uint8Array | null>;

/** A page that gets no frames for a while, as behind others, decodes nothing meanwhile; it shows the picture with its next one. */
const decodedWithinMs = 1_000;

type Props = { display: number; sinceMs: number; take: TakePicture | undefined };

/**
 * The picture of a monitor that stands still, and since when. Where there is none to be had, as on the desk and in a browser,
 * a sentence stands in its place: what goes on behind it is not what the room sees.
 */
export function FrozenPicture({ display, sinceMs, take }: Props) {
  const { t, i18n } = useTranslation("wall");
  const zone = { language: i18n.language, timeZone: useTimeZone() };
  const time = useNow((nowMs) => formatSince(sinceMs, nowMs, zone));
  const [address, setAddress] = useState<string | null>();
  useEffect(() => {
    let isGone = false;
    let made: string | undefined;
    const load = async () => {
      const png = (await take?.(display, sinceMs)) ?? null;
      if (isGone) return;
      if (png === null) return setAddress(null);
      made = URL.createObjectURL(new Blob([png as Uint8Array<ArrayBuffer>], { type: "image/png" }));
      const image = new Image();
      image.src = made;
      const late = new Promise((resolve) => setTimeout(resolve, decodedWithinMs));
      await Promise.race([image.decode().catch(() => undefined), late]);
      if (!isGone) setAddress(made);
    };
    load().catch(() => !isGone && setAddress(null));
    return () => {
      isGone = true;
      if (made !== undefined) URL.revokeObjectURL(made);
      const isReleased = wallStore.getState()?.frozen.every((one) => one.display !== display);
      if (isReleased) void take?.(display, null);
    };
  }, [sinceMs, display, take]);
  if (address === undefined) return null;
  if (address === null) return <p className="cover-blank">{t("page.frozenSince", { display, time })}</p>;
  return (
    <div className="cover-frozen">
      <img src={address} alt="" />
      <p>
        <Mark shape="up" />
        {t("page.frozen", { time })}
      </p>
    </div>
  );
}
