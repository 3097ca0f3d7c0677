import type { z } from "zod";
import type { OwnAccount } from "#contract/accounts/http.ts";

export type Own = z.infer<typeof OwnAccount>;
/** What every part of one's own page is given. `onChanged` reads the account anew. */
export type SectionProps = { own: Own; onChanged(): void };
