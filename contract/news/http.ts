import { z } from "zod";
import { NewsView } from "../entities/news.ts";

/** `GET routes.news`: the headlines of every feed of the site. */
export const NewsList = z.strictObject({ feeds: z.array(NewsView).max(20) });
