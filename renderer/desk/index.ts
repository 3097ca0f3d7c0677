// The order counts: what the first import sets must stand before zod is loaded, which is in the second one's chunk.
import "../live/strict-csp.ts";
import "./page.tsx";
