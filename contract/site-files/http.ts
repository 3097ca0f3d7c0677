import { z } from "zod";
import { SiteFile } from "../entities/site-file.ts";

/** `GET routes.siteFiles`: what a site has put up to be shown, by name. `GET routes.siteFile(NAME)` gives the bytes. */
export const SiteFileList = z.strictObject({ files: z.array(SiteFile).max(500) });
