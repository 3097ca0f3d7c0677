import { z } from "zod";
import { Instant } from "../entities/time.ts";

/** So much of one message is read; what is larger is refused, with its sentence. */
export const capLimits = { infos: 10, areas: 200, polygons: 100, points: 5_000, geocodes: 500, text: 10_000 };

const Text = z.string().trim().max(capLimits.text);
const Short = z.string().trim().max(500);
const Named = z.object({ valueName: Short, value: Short });

/** "lat,lon lat,lon …", closed; "lat,lon radius" in kilometres. Read where it is taken in: what is none is told there. */
const Points = z.string().trim().max(200_000);

/**
 * An alert as CAP 1.2 says (OASIS, 2010), its elements by their names: what a mapping gives of a source that `gives: warnings`. XML
 * is read into this form by the program (`answers: cap`). What CAP has and nobody here looks at is left out.
 */
export const CapAlert = z.object({
  identifier: Short.min(1),
  sender: Short.min(1),
  sent: Instant,
  status: z.enum(["Actual", "Exercise", "System", "Test", "Draft"]),
  msgType: z.enum(["Alert", "Update", "Cancel", "Ack", "Error"]),
  scope: z.enum(["Public", "Restricted", "Private"]).optional(),
  /** "sender,identifier,sent" of earlier messages, with spaces between. */
  references: Text.optional(),
  note: Text.optional(),
  info: z
    .array(
      z.object({
        /** RFC 3066; en-US where nothing is said. */
        language: Short.default("en-US"),
        event: Short.min(1),
        urgency: z.enum(["Immediate", "Expected", "Future", "Past", "Unknown"]).default("Unknown"),
        severity: z.enum(["Extreme", "Severe", "Moderate", "Minor", "Unknown"]).default("Unknown"),
        certainty: z.enum(["Observed", "Likely", "Possible", "Unlikely", "Unknown"]).default("Unknown"),
        effective: Instant.optional(),
        onset: Instant.optional(),
        expires: Instant.optional(),
        senderName: Short.optional(),
        headline: Text.optional(),
        description: Text.optional(),
        instruction: Text.optional(),
        parameter: z.array(Named).max(200).default([]),
        area: z
          .array(
            z.object({
              areaDesc: Text,
              polygon: z.array(Points).max(capLimits.polygons).default([]),
              circle: z.array(Points).max(capLimits.polygons).default([]),
              geocode: z.array(Named).max(capLimits.geocodes).default([]),
            }),
          )
          .max(capLimits.areas)
          .default([]),
      }),
    )
    .max(capLimits.infos)
    .default([]),
});
export type CapAlert = z.infer<typeof CapAlert>;
