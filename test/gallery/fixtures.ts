import type { Place } from "#contract/entities/place.ts";
import type { IndicatorView } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";
import type { SourceView } from "#contract/entities/source.ts";

/** What panels show in the gallery beyond what the stage of the other tests has. Made up, as all of it is. */
export const galleryIndicators: IndicatorView[] = [];
export const galleryPlaces: Place[] = [];
export const galleryReadings = (_nowMs: number): Reading[] => [];
export const gallerySources = (_nowMs: number): SourceView[] => [];
