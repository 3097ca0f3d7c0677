import { SiteFileName } from "#contract/entities/site-file.ts";
import { Id } from "#contract/entities/text.ts";

/** What an id in a panel's settings names: the editor then offers what there is, by its name, and says what is gone. */
export type Pick = "indicator" | "place" | "camera" | "feed" | "file" | "web-page";

const picked = (pick: Pick) => Id.meta({ pick });

export const IndicatorId = picked("indicator");
export const PlaceId = picked("place");
export const CameraId = picked("camera");
export const FeedId = picked("feed");
export const WebPageId = picked("web-page");
export const FileName = SiteFileName.meta({ pick: "file" satisfies Pick });
