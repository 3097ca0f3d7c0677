import { useTranslation } from "react-i18next";
import type { CameraView } from "#contract/entities/camera.ts";
import { steeringLeaseMs } from "#contract/entities/steering.ts";
import { nowStore, useNow } from "../../state/clock.ts";
import { Mark } from "../../ui/Mark.tsx";

/**
 * Who moves the camera; nothing where it cannot be moved.
 * @param untilMs until when it is ours, as the core said; null: not that we knew
 */
export function Holder({ camera, untilMs }: { camera: CameraView | undefined; untilMs: number | null }) {
  const { t } = useTranslation("desk");
  useNow((nowMs) => Math.floor(nowMs / 1_000));
  if (camera?.steering === undefined) return null;
  const { by } = camera.steering;
  // The page's clock ticks on whole seconds, and may be one behind.
  const leftS = untilMs === null ? 0 : Math.ceil(Math.min(untilMs - nowStore.getState(), steeringLeaseMs) / 1_000);
  if (by === null) return <p className="quiet steering-holder">{t("steering.free")}</p>;
  const isOurs = leftS > 0;
  return (
    <p className={isOurs ? "steering-holder" : "steering-holder tone-attention"}>
      <Mark shape={isOurs ? "live" : "up"} />
      {isOurs
        ? t("steering.ours", { seconds: leftS })
        : t("steering.other", { name: by.name === "" ? t("wall.atTheMachine") : by.name })}
    </p>
  );
}
